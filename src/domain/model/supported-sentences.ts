import type { CitedSentence } from '../cited-sentence.ts';
import { ModelError } from '../errors.ts';
import type { Log, Meter, ModelSentence } from '../ports.ts';
import { type NumberedPassage, showPassages } from './context.ts';
import { delimitData, numberLines } from './delimited-data.ts';
import type { Judge, Verdict } from './judge.ts';
import { findLeaning } from './leaning.ts';
import type { ModelSession } from './model-session.ts';
import { nearestSentences } from './nearest-sentences.ts';
import { type CheckFinding, type VerifiedSentence, verifySentence } from './verify-sentence.ts';

/** More than this a model was never asked for; the rest of a longer answer is not looked at. */
const MAX_SENTENCES = 20;

/** How many sentences of the story a repair is shown beside one that failed. */
const NEAREST = 2;

/** What is left of a model's sentences after the check, the judge and one repair. */
export interface SupportedSentences {
  readonly kept: readonly CitedSentence[];
  /** How many sentences the last draft had: kept ones and those that failed. */
  readonly checked: number;
  /** The draft's first sentence, where it failed and no other has taken its place. */
  readonly lostLead: VerifiedSentence | undefined;
  /** Whether the judge, where there is one, gave no verdict on some sentence. */
  readonly judgeFailed: boolean;
}

/** What sentences are checked with. */
export interface Desk {
  readonly session: ModelSession;
  readonly passages: readonly NumberedPassage[];
  readonly judge: Judge | undefined;
  readonly log: Log;
  readonly meter: Meter;
}

/** A sentence whose fate is decided. */
interface SettledSentence extends VerifiedSentence {
  /** `undefined` when it failed. */
  readonly shown: CitedSentence | undefined;
  /** What a repair is told about one that failed. */
  readonly reason: string;
}

interface Draft {
  readonly sentences: readonly SettledSentence[];
  readonly judgeFailed: boolean;
}

/**
 * Checks `sentences`, has those that fail rewritten once, and returns the draft with more supported sentences.
 * `task` tells the repair what they are for. Faults of the model leave the check's verdict standing.
 */
export async function keepSupported(
  desk: Desk,
  sentences: readonly ModelSentence[],
  task: string,
): Promise<SupportedSentences> {
  const first = await check(desk, sentences, []);
  const second = dropLeaning(first).every(({ shown }) => shown) ? undefined : await repair(desk, first, task);
  const [before, after] = [dropLeaning(first), second && dropLeaning(second)];
  const best = after && countShown(after) >= countShown(before) ? after : before;
  return {
    kept: best.flatMap(({ shown }) => shown ?? []),
    checked: best.length,
    lostLead: findLostLead(before, best),
    judgeFailed: first.judgeFailed || (second?.judgeFailed ?? false),
  };
}

function countShown(sentences: readonly SettledSentence[]): number {
  return sentences.filter(({ shown }) => shown).length;
}

/** The first sentence of `before`, if it failed and `best` begins with another that was there already, or failed too. */
function findLostLead(
  before: readonly SettledSentence[],
  best: readonly SettledSentence[],
): VerifiedSentence | undefined {
  const [lead, ...others] = before;
  if (!lead || lead.shown) return undefined;
  const [first] = best;
  const isOther = !first?.shown || others.some((other) => keyOf(other) === keyOf(first));
  return isOther ? lead : undefined;
}

/** A sentence that is in `before` unchanged keeps the verdict that it got there. */
async function check(
  desk: Desk,
  sentences: readonly ModelSentence[],
  before: readonly SettledSentence[],
): Promise<Draft> {
  const known = new Map(before.map((sentence) => [keyOf(sentence), sentence]));
  const verified = dropRepeats(
    sentences.slice(0, MAX_SENTENCES).map((sentence) => verifySentence(sentence, desk.passages)),
  );
  const open = verified.filter(({ candidate, ...one }) => candidate && !known.has(keyOf(one)));
  const verdicts = await judgeAll(desk, open);
  const found = verified.filter((one) => !known.has(keyOf(one))).flatMap(({ findings }) => findings);
  countFindings(desk.meter, [...found, ...[...verdicts.values()].flatMap(judgeFinding)]);
  return {
    sentences: verified.map((one) => known.get(keyOf(one)) ?? settle(one, verdicts.get(one))),
    judgeFailed: desk.judge !== undefined && verdicts.size < open.length,
  };
}

function judgeFinding({ finding }: Verdict): CheckFinding[] {
  return finding === undefined ? [] : [{ kind: 'judge', severity: 'veto' }];
}

function countFindings(meter: Meter, findings: readonly CheckFinding[]): void {
  for (const { kind, severity } of findings) meter.count('checkFindings', { kind, severity });
}

async function judgeAll(
  { judge, session }: Desk,
  open: readonly VerifiedSentence[],
): Promise<Map<VerifiedSentence, Verdict>> {
  if (!judge || open.length === 0) return new Map();
  const claims = open.map(({ candidate, cited, doubts }) => ({ text: candidate?.text ?? '', cited, doubts }));
  const verdicts = await judge.judge(claims, session);
  return new Map(open.flatMap((one, i) => (verdicts[i] ? [[one, verdicts[i]] as const] : [])));
}

/** The check's vetoes stand; of the rest the judge decides, and without its verdict the doubts do. */
function settle(one: VerifiedSentence, verdict: Verdict | undefined): SettledSentence {
  const { candidate, vetoes, doubts } = one;
  const failed = verdict?.finding ?? vetoes.join(' ');
  if (!candidate || verdict?.finding !== undefined) return fail(one, `failed: ${failed}`);
  return verdict || doubts.length === 0
    ? { ...one, shown: candidate, reason: '' }
    : fail(one, `not certain: ${doubts.join(' ')}`);
}

function fail(one: VerifiedSentence, reason: string): SettledSentence {
  return { ...one, shown: undefined, reason };
}

/** Without those sentences that cannot be understood without one that failed just before them. */
function dropLeaning({ sentences }: Draft): SettledSentence[] {
  const texts: string[] = [];
  let isGap = false;
  return sentences.map((sentence) => {
    const { shown } = sentence;
    const leaning = shown && isGap ? findLeaning(shown.text, texts) : undefined;
    isGap = !shown || leaning !== undefined;
    if (!isGap && shown) texts.push(shown.text);
    if (leaning === undefined) return sentence;
    return fail(sentence, `failed: “${leaning}” leans on a sentence that failed. Name who or what is meant.`);
  });
}

async function repair(desk: Desk, draft: Draft, task: string): Promise<Draft | undefined> {
  const { session, passages, log } = desk;
  const report = dropLeaning(draft).map((sentence, i) => [i + 1, reportOn(sentence, passages)] as const);
  try {
    const data = delimitData(passages[0]?.story.hash ?? '', {
      passages: showPassages(passages),
      task,
      sentences: numberLines(report),
    });
    const { sentences } = await session.ask('repair', data);
    return await check(desk, sentences, draft.sentences);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    log.warn(
      { err: error, fault: error.fault },
      'the model did not repair its sentences; failed ones are dropped',
    );
    return undefined;
  }
}

/** What a repair is told of a sentence; with the story's own sentences for it where it failed. */
function reportOn(
  { written, numbers, shown, reason }: SettledSentence,
  passages: readonly NumberedPassage[],
): string {
  const line = `${written.slice(0, 1_000)} (cites ${numbers.join(', ') || 'nothing'})`;
  if (shown) return `${line} → ok`;
  const nearest = nearestSentences(passages, written, NEAREST).join(' ');
  return `${line} → ${reason} Nearest in the story: ${nearest || 'nothing'}`;
}

function keyOf({ written, numbers }: Pick<VerifiedSentence, 'written' | 'numbers'>): string {
  return `${numbers.join(',')} ${written}`;
}

/** Of sentences with the same words the first that may be shown, or the first. */
function dropRepeats(sentences: readonly VerifiedSentence[]): VerifiedSentence[] {
  const byText = [...Map.groupBy(sentences, ({ written }) => written).values()];
  return byText.flatMap((same) => same.find(({ candidate }) => candidate) ?? same[0] ?? []);
}
