import type { Outcome } from '../model/answer-desk.ts';
import { choosePassages, fitPassages, type NumberedPassage, showPassages } from '../model/context.ts';
import { delimitData } from '../model/delimited-data.ts';
import { noteUnjudged } from '../model/judge.ts';
import type { ModelAccess } from '../model/model-access.ts';
import type { ModelSession } from '../model/model-session.ts';
import type { Stage } from '../model/stage.ts';
import { keepSupported } from '../model/supported-sentences.ts';
import type { Written } from '../model/written.ts';
import { searchPassages } from '../search/search-passages.ts';
import type { RankedPassage } from '../story/archive.ts';
import type { Story } from '../story/story.ts';
import type { AnswerPorts, AnswerRequest } from './answer-request.ts';

/** How many passages are searched for when all stories are asked, and how many are shown as the nearest. */
const MAX_PASSAGES = 12;
const NEAREST = 3;

/** An answer is one to three sentences; a model that writes on is cut. */
const MAX_SENTENCES = 4;

/** An answer by a model. */
export interface ModelAnswer extends Written {
  /** False: the passages do not say; there are no sentences then. */
  readonly answered: boolean;
  /** The passages nearest to the question, best first. */
  readonly nearest: readonly { readonly story: string; readonly paragraph: number }[];
}

/** An answer by the model, of which each sentence passed the check; or why there is none. Never throws for the model. */
export async function writeAnswer(
  ports: AnswerPorts,
  access: ModelAccess,
  request: AnswerRequest,
): Promise<Outcome<ModelAnswer>> {
  const { question, scope, story } = request;
  const limit = story ? story.paragraphs.length : MAX_PASSAGES;
  const found = await searchPassages(ports, { query: question, scope, story: story?.id, limit });
  const passages = await gatherPassages(ports, access, request, found);
  const sources = passages.map((passage) => `${passage.story.id}/${passage.story.hash}/${passage.paragraph}`);
  const outcome = await access.writings.take(request, {
    key: ['answer', question, story?.id ?? '', story?.hash ?? '', ...access.checkedBy, ...sources],
    write: (session, announce) => write({ access, question, passages, session, announce }),
  });
  if (outcome.declined) return outcome;
  const nearest = found.slice(0, NEAREST).map(({ story: id, paragraph }) => ({ story: id, paragraph }));
  return { ...outcome, value: { ...outcome.value, answered: outcome.value.sentences.length > 0, nearest } };
}

/** One story: its own numbers, as many paragraphs as fit. All stories: the best passages, numbered from 1. */
async function gatherPassages(
  { archive }: AnswerPorts,
  { contextTokens }: ModelAccess,
  { scope, story }: AnswerRequest,
  found: readonly RankedPassage[],
): Promise<NumberedPassage[]> {
  if (story) {
    const ranked = found.map(({ paragraph }) => paragraph);
    return choosePassages(story, ranked, contextTokens);
  }
  // Each story once: its passages go below one heading.
  const stories = new Map<string, Story | undefined>();
  for (const { story: id } of found) if (!stories.has(id)) stories.set(id, await archive.get(scope, id));
  const passages = found.flatMap(({ story: id, paragraph }, i) => {
    const source = stories.get(id);
    return source ? [{ number: i + 1, story: source, paragraph }] : [];
  });
  return fitPassages(passages, contextTokens);
}

interface Task {
  readonly access: ModelAccess;
  readonly question: string;
  readonly passages: readonly NumberedPassage[];
  readonly session: ModelSession;
  readonly announce: (stage: Stage) => void;
}

async function write({ access, question, passages, session, announce }: Task): Promise<Outcome<Written>> {
  const { name: model, judge, log, meter } = access;
  const refusal = { model, sentences: [], checked: 0, dropped: 0, cut: 0 };
  if (passages.length === 0) return { value: refusal };

  announce('Reading');
  const seed = passages[0]?.story.hash ?? '';
  const data = delimitData(seed, { passages: showPassages(passages), question });
  announce('Writing');
  const draft = await session.ask('answer', data);
  if (!draft.answerable || draft.sentences.length === 0) return { value: refusal };

  announce('Checking');
  const desk = { session, passages, judge, log, meter };
  const { kept, checked, judgeFailed } = await keepSupported(
    desk,
    draft.sentences,
    `An answer to: ${question}`,
  );
  const failed = checked - kept.length;
  if (kept.length === 0 || kept.length < failed) return { declined: 'unsupported' };
  const sentences = kept.slice(0, MAX_SENTENCES);
  const cut = kept.length - sentences.length;
  const note = judge && judgeFailed ? { note: noteUnjudged(judge) } : {};
  return {
    value: { model, sentences, checked, dropped: failed + cut, cut, ...note },
    provisional: judgeFailed,
  };
}
