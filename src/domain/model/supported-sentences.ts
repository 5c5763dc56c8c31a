import type { CitedSentence } from '../cited-sentence.ts';
import { ModelError } from '../errors.ts';
import type { Log, ModelSentence } from '../ports.ts';
import { type NumberedPassage, showPassages } from './context.ts';
import { delimitData, numberLines } from './delimited-data.ts';
import type { ModelSession } from './model-session.ts';
import { type VerifiedSentence, verifySentence } from './verify-sentence.ts';

/** More than this a model was never asked for; the rest of a longer answer is not looked at. */
const MAX_SENTENCES = 20;

/** For the member, when `judgeFailed`. */
export const JUDGE_FAILED =
  'The model did not judge all of its own sentences; where it did not, the check alone decided.';

/** What is left of a model's sentences after both checks and one repair. */
export interface SupportedSentences {
  readonly kept: readonly CitedSentence[];
  /** How many sentences the last draft had: kept ones and those that failed. */
  readonly checked: number;
  /** Whether the model was to judge its sentences and did not judge all of them. */
  readonly judgeFailed: boolean;
}

interface Checker {
  readonly session: ModelSession;
  readonly passages: readonly NumberedPassage[];
  readonly judge: boolean;
  readonly log: Log;
}

interface Draft {
  readonly sentences: readonly VerifiedSentence[];
  readonly judgeFailed: boolean;
}

interface Judgement {
  /** The sentences that the model does not find supported. */
  readonly doubted: ReadonlySet<VerifiedSentence>;
  /** Whether there was a verdict on every sentence. */
  readonly isComplete: boolean;
}

/**
 * Checks `sentences`, has those that fail rewritten once, and returns the draft with more supported sentences.
 * `task` tells the repair what they are for. Faults of the model leave the check's verdict standing.
 */
export async function keepSupported(
  checker: Checker,
  sentences: readonly ModelSentence[],
  task: string,
): Promise<SupportedSentences> {
  const first = await check(checker, sentences);
  const failed = first.sentences.some(({ shown }) => !shown);
  const second = failed ? await repair(checker, first, task) : undefined;
  const best = second && countShown(second) >= countShown(first) ? second : first;
  const kept = best.sentences.flatMap(({ shown }) => shown ?? []);
  return {
    kept,
    checked: best.sentences.length,
    judgeFailed: first.judgeFailed || (second?.judgeFailed ?? false),
  };
}

function countShown(draft: Draft): number {
  return draft.sentences.filter(({ shown }) => shown).length;
}

/** A sentence that is in `before` unchanged keeps the verdict that it got there. */
async function check(
  checker: Checker,
  sentences: readonly ModelSentence[],
  before: readonly VerifiedSentence[] = [],
): Promise<Draft> {
  const known = new Map(before.map((sentence) => [sentenceKey(sentence), sentence]));
  const verified = dropRepeats(
    sentences.slice(0, MAX_SENTENCES).map((sentence) => {
      const one = verifySentence(sentence, checker.passages);
      return known.get(sentenceKey(one)) ?? one;
    }),
  );
  const open = verified.filter((sentence) => sentence.shown && !known.has(sentenceKey(sentence)));
  if (!checker.judge || open.length === 0) return { sentences: verified, judgeFailed: false };
  const { doubted, isComplete } = await judge(checker, open);
  return {
    sentences: verified.map((sentence) => (doubted.has(sentence) ? doubt(sentence) : sentence)),
    judgeFailed: !isComplete,
  };
}

function doubt(sentence: VerifiedSentence): VerifiedSentence {
  const problems = ['On a second reading, the cited text does not say all of it.'];
  return { ...sentence, shown: undefined, problems };
}

async function judge(
  { session, passages, log }: Checker,
  sentences: readonly VerifiedSentence[],
): Promise<Judgement> {
  const cited = new Set(sentences.flatMap(({ numbers }) => numbers));
  const shown = passages.filter(({ number }) => cited.has(number));
  try {
    const data = delimitData(seedOf(passages), {
      passages: showPassages(shown),
      sentences: numberLines(sentences.map((sentence, i) => [i + 1, quoteForPrompt(sentence)])),
    });
    const { verdicts } = await session.ask('judge', data);
    const judged = new Set(verdicts.map(({ sentence }) => sentence));
    // Of two verdicts on one sentence the doubt counts.
    const doubted = new Set(verdicts.filter(({ supported }) => !supported).map(({ sentence }) => sentence));
    return {
      doubted: new Set(sentences.filter((_, i) => doubted.has(i + 1))),
      isComplete: sentences.every((_, i) => judged.has(i + 1)),
    };
  } catch (error) {
    surviveModelError(error, log, 'the model did not judge its sentences; the check alone decides');
    return { doubted: new Set(), isComplete: false };
  }
}

async function repair(checker: Checker, draft: Draft, task: string): Promise<Draft | undefined> {
  const { session, passages, log } = checker;
  const report = draft.sentences.map((sentence, i) => {
    const verdict = sentence.shown ? 'ok' : `failed: ${sentence.problems.join(' ')}`;
    return [i + 1, `${quoteForPrompt(sentence)} → ${verdict}`] as const;
  });
  try {
    const data = delimitData(seedOf(passages), {
      passages: showPassages(passages),
      task,
      sentences: numberLines(report),
    });
    const { sentences } = await session.ask('repair', data);
    return await check(checker, sentences, draft.sentences);
  } catch (error) {
    return surviveModelError(
      error,
      log,
      'the model did not repair its sentences; those that failed are dropped',
    );
  }
}

function quoteForPrompt({ written, numbers }: VerifiedSentence): string {
  return `${written.slice(0, 1_000)} (cites ${numbers.join(', ') || 'nothing'})`;
}

function sentenceKey({ written, numbers }: VerifiedSentence): string {
  return `${numbers.join(',')} ${written}`;
}

function seedOf(passages: readonly NumberedPassage[]): string {
  return passages[0]?.story.hash ?? '';
}

/** Of sentences with the same words the first that may be shown, or the first. */
function dropRepeats(sentences: readonly VerifiedSentence[]): VerifiedSentence[] {
  const byText = [...Map.groupBy(sentences, ({ written }) => written).values()];
  return byText.flatMap((same) => same.find(({ shown }) => shown) ?? same[0] ?? []);
}

function surviveModelError(error: unknown, log: Log, message: string): undefined {
  if (!(error instanceof ModelError)) throw error;
  log.warn({ err: error, fault: error.fault }, message);
  return undefined;
}
