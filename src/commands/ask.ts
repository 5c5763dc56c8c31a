import type { Answer } from '../domain/answer/answer.ts';
import type { AnswerRequest } from '../domain/answer/answer-request.ts';
import type { CitedSentence } from '../domain/cited-sentence.ts';
import { UserError } from '../domain/errors.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
import { paragraphText, type Story } from '../domain/story/story.ts';
import { askerOf } from './asker.ts';
import { citedList } from './cited-list.ts';
import { type Command, type Invocation, scopeOf } from './command.ts';
import { createEvidencePress, evidenceButton } from './evidence.ts';
import { methodBlocks } from './method-line.ts';
import { PRIVATE_OPTION, readText, wantsPrivacy } from './options.ts';
import type { Block, Reply } from './reply.ts';
import { storyMarks } from './story-line.ts';
import { NO_STORY, resolveStory, STORY_OPTION, suggestStories } from './story-option.ts';

const MAX_QUESTION = 300;
const MAX_NEAREST = 3;

/** The declaration of `/ask`. */
export const ASK_DATA = {
  name: 'ask',
  description: 'Ask what the stored stories say; every sentence of the answer cites them',
  options: [
    { type: 3, name: 'question', description: 'Your question', required: true, max_length: MAX_QUESTION },
    { ...STORY_OPTION, description: 'Only from this story: type words of its title' },
    PRIVATE_OPTION,
  ],
} as const satisfies Command['data'];

export interface AskDeps {
  readonly archive: StoryArchive;
  readonly answer: (request: AnswerRequest) => Promise<Answer>;
}

/** `/ask`: an answer whose sentences all cite; or the passages closest to the question; or that nothing stored is about it. */
export function createAskCommand(deps: AskDeps): Command {
  return {
    data: ASK_DATA,
    isPrivate: wantsPrivacy,
    run: (invocation) => showAnswer(deps, invocation),
    suggest: ({ value }, { caller }) => suggestStories(deps.archive, scopeOf(caller), value),
    presses: { evidence: createEvidencePress(deps.archive) },
  };
}

async function showAnswer({ archive, answer }: AskDeps, invocation: Invocation): Promise<Reply> {
  const { options } = invocation;
  const question = readText(options, 'question');
  if (!question) throw new UserError('question: write what you want to know.');
  if (question.length > MAX_QUESTION) throw new UserError(`question: ${MAX_QUESTION} characters at most.`);
  const scope = scopeOf(invocation.caller);
  if ((await archive.counts(scope)).stories === 0) throw new UserError(NO_STORY);
  const named = readText(options, 'story');
  const story = named === undefined ? undefined : await resolveStory(archive, scope, named);
  const found = await answer({ question, scope, story, ...askerOf(invocation) });
  const heading: Block = { kind: 'heading', text: [question] };
  return {
    tone: found.answered ? found.method : 'refused',
    blocks: [
      heading,
      ...(found.answered
        ? await answerBlocks(archive, scope, found)
        : await refusalBlocks(archive, scope, found, story)),
    ],
  };
}

async function answerBlocks(archive: StoryArchive, scope: Scope, answer: Answer): Promise<Block[]> {
  const byStory = Map.groupBy(answer.sentences, ({ story }) => story ?? '');
  const groups: { readonly story: Story; readonly sentences: readonly CitedSentence[] }[] = [];
  for (const [id, sentences] of byStory) {
    const story = await archive.get(scope, id);
    if (story) groups.push({ story, sentences });
  }
  return [
    ...groups.flatMap(({ story, sentences }) => sentenceBlocks(story, sentences)),
    ...methodBlocks(answer),
    {
      kind: 'buttons',
      buttons: groups.map(({ story, sentences }) =>
        evidenceButton('ask', story, sentences, groups.length > 1 ? `Evidence: ${story.title}` : undefined),
      ),
    },
  ];
}

function sentenceBlocks(story: Story, sentences: readonly CitedSentence[]): Block[] {
  return [
    citedList(sentences),
    { kind: 'note', text: ['From ', { italic: story.title }, ...storyMarks(story)] },
  ];
}

async function refusalBlocks(
  archive: StoryArchive,
  scope: Scope,
  { nearest, note }: Answer,
  story: Story | undefined,
): Promise<Block[]> {
  const shown = nearest.slice(0, MAX_NEAREST);
  const sources = await Promise.all(shown.map(({ story: id }) => archive.get(scope, id)));
  const passages = shown.flatMap(({ paragraph }, index): Block[] => {
    const source = sources[index];
    const text = source && paragraphText(source, paragraph);
    if (!source || text === undefined) return [];
    return [
      { kind: 'text', text: [text] },
      { kind: 'note', text: [{ italic: source.title }, `, paragraph ${paragraph}`, ...storyMarks(source)] },
    ];
  });
  const where = story ? 'the story' : 'the stories';
  const outcome =
    passages.length > 0
      ? `No sentence of ${where} answers this directly. The closest:`
      : story
        ? 'Nothing in this story is about this.'
        : 'Nothing stored is about this.';
  return [
    { kind: 'text', text: [{ bold: outcome }] },
    ...passages,
    ...(note ? [{ kind: 'note', text: [note] } as const] : []),
  ];
}
