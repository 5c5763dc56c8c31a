import { UserError } from '../domain/errors.ts';
import { suggestLanguages } from '../domain/model/languages.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
import type { Story } from '../domain/story/story.ts';
import { SUMMARY_LENGTHS, SUMMARY_WORDS, type SummaryLength } from '../domain/summary/lengths.ts';
import type { Summary } from '../domain/summary/summarize.ts';
import type { SummaryRequest } from '../domain/summary/summary-request.ts';
import { askerOf } from './asker.ts';
import { citedList } from './cited-list.ts';
import { type Choice, type Command, type Invocation, type Press, scopeOf } from './command.ts';
import { echoBold } from './echo.ts';
import { createEvidencePress, evidenceButton } from './evidence.ts';
import { methodBlocks } from './method-line.ts';
import { PRIVATE_OPTION, readChoice, readText, wantsPrivacy } from './options.ts';
import { openQuotes } from './quote.ts';
import type { Action, Block, Button, Reply } from './reply.ts';
import { sourceLinks, storyHeading } from './story-line.ts';
import { resolveStory, STORY_OPTION, suggestStories } from './story-option.ts';

const MAX_FOCUS = 200;
const MAX_CHOICES = 25;

/** The declaration of `/summary`. */
export const SUMMARY_DATA = {
  name: 'summary',
  description: 'Sum up a stored story; every sentence says which paragraphs it rests on',
  options: [
    STORY_OPTION,
    {
      type: 3,
      name: 'length',
      description: 'How long (standard when left out)',
      choices: SUMMARY_LENGTHS.map((value) => ({
        name: `${value} (up to ${SUMMARY_WORDS[value]} words)`,
        value,
      })),
    },
    { type: 3, name: 'focus', description: 'What you want to know about', max_length: MAX_FOCUS },
    {
      type: 3,
      name: 'language',
      description: 'Translate the summary into',
      autocomplete: true,
      max_length: 100,
    },
    PRIVATE_OPTION,
  ],
} as const satisfies Command['data'];

export interface SummaryDeps {
  readonly archive: StoryArchive;
  readonly summarize: (request: SummaryRequest) => Promise<Summary>;
}

/** What a summary is of; buttons carry it, so that they work after a restart. */
interface View {
  readonly story: Story;
  readonly length: SummaryLength;
  readonly focus?: string | undefined;
  readonly language?: string | undefined;
}

/** `/summary`: a story in a few cited sentences. */
export function createSummaryCommand(deps: SummaryDeps): Command {
  const { archive } = deps;
  const view = (options: Invocation['options'], { caller }: Pick<Invocation, 'caller'>) =>
    readView(archive, scopeOf(caller), options);
  const show: Press['run'] = async (args, press) =>
    showSummary(deps, await view(toOptions(args), press), press);
  return {
    data: SUMMARY_DATA,
    isPrivate: wantsPrivacy,
    run: async (invocation) => showSummary(deps, await view(invocation.options, invocation), invocation),
    async suggest({ name, value }, { caller }) {
      return name === 'language' ? languageChoices(value) : suggestStories(archive, scopeOf(caller), value);
    },
    presses: {
      show: { answer: 'update', run: show },
      open: { answer: 'private', run: show },
      evidence: createEvidencePress(archive),
    },
  };
}

function languageChoices(typed: string): Choice[] {
  return suggestLanguages(typed)
    .slice(0, MAX_CHOICES)
    .map(({ name, tag }) => ({ name, value: tag }));
}

/** The action that opens a standard summary of a story, privately for who pressed. */
export function openSummary(story: Pick<Story, 'id'>): Action {
  return { command: 'summary', press: 'open', args: [story.id] };
}

async function readView(archive: StoryArchive, scope: Scope, options: Invocation['options']): Promise<View> {
  const focus = readText(options, 'focus');
  if (focus && focus.length > MAX_FOCUS) throw new UserError(`focus: ${MAX_FOCUS} characters at most.`);
  return {
    story: await resolveStory(archive, scope, readText(options, 'story')),
    length: readChoice(options, 'length', SUMMARY_LENGTHS, 'standard'),
    focus,
    language: readText(options, 'language'),
  };
}

/** The inverse of `toArgs`: a button's strings as the options that they stand for. */
function toOptions([
  story = '',
  length = 'standard',
  focus = '',
  language = '',
]: readonly string[]): Invocation['options'] {
  return { story, length, focus, language };
}

function toArgs({ story, length, focus = '', language = '' }: View): string[] {
  return [story.id, length, focus, language];
}

async function showSummary(
  { summarize }: SummaryDeps,
  view: View,
  press: Pick<Invocation, 'caller' | 'progress'>,
): Promise<Reply> {
  const summary = await summarize({ ...view, ...askerOf(press) });
  return {
    tone: summary.sentences.length === 0 ? 'refused' : summary.method,
    blocks: [
      ...storyHeading(view.story),
      ...askedBlocks(view),
      ...sentenceBlocks(summary),
      ...methodBlocks(summary),
      { kind: 'buttons', buttons: summaryButtons(view, summary), links: sourceLinks(view.story) },
    ],
  };
}

/** What was asked for besides the story, since Discord does not show it. */
function askedBlocks({ focus }: View): Block[] {
  return focus === undefined ? [] : [{ kind: 'note', text: ['Focus: ', echoBold(focus)] }];
}

function sentenceBlocks({ sentences }: Summary): Block[] {
  if (sentences.length > 0) return [citedList(sentences)];
  return [
    {
      kind: 'text',
      text: [
        'The story has no sentence that can stand alone in a summary. /quote shows who is quoted in it.',
      ],
    },
  ];
}

function summaryButtons(view: View, { sentences }: Summary): Button[] {
  const step = (label: string, offset: number): Button => {
    const length = SUMMARY_LENGTHS[SUMMARY_LENGTHS.indexOf(view.length) + offset];
    const args = toArgs({ ...view, length: length ?? view.length });
    return { label, disabled: length === undefined, action: { command: 'summary', press: 'show', args } };
  };
  return [
    evidenceButton('summary', view.story, sentences),
    step('Shorter', -1),
    step('Longer', +1),
    { label: 'Quotes', action: openQuotes(view.story) },
  ];
}
