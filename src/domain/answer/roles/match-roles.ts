import type { Range } from '../../english/grammar.ts';
import { TITLES } from '../../english/lexicon/titles.ts';
import { stemWord } from '../../english/stems.ts';
import type { Token } from '../../english/tokens.ts';
import { type ClauseParts, findParts } from './clause-parts.ts';
import { isFilled } from './open-part.ts';
import type { QuestionFrame } from './question-frame.ts';
import {
  isNameWord,
  isReference,
  type Likeness,
  type RoleWord,
  readRoleWords,
  shareOf,
  stemsOfPart,
} from './role-words.ts';

/** What a sentence is read with. */
export interface RoleContext {
  readonly likeness: Likeness;
  /** The words of the question, in lower case. */
  readonly asked: ReadonlySet<string>;
  /** Whether the sentences that a pronoun may point to have a word for this stem. */
  readonly isKnown: (stem: string) => boolean;
}

/** How a sentence fills the roles of a question, at the word that fits the predicate best. */
export interface RoleMatch {
  /** How well that word stands for the predicate, 0 to 1; 0 where none does. */
  readonly predicate: number;
  /** How far who does it, and what it is done to, are those of the question, 0 to 1; 1 where it names none. */
  readonly agent: number;
  readonly patient: number;
  /** Somebody else does it, or it is done the other way round. */
  readonly isOthers: boolean;
  /** The part asked for is there, in its place, in other words than the question's. */
  readonly isFilled: boolean;
}

/** How well a word has to stand for the predicate to be looked at. */
const LEAST_LIKE = 0.35;
/** What a pronoun and a description count where the story has named who is asked about. */
const BY_PRONOUN = 0.8;
const BY_DESCRIPTION = 0.4;
/** What who does it counts where the sentence names them elsewhere. */
const ELSEWHERE = 0.6;
/** Shares of a part's words from which on it is there, and up to which it is not. */
const THERE = 0.7;
const NOT_THERE = 0.3;

const NOBODY: RoleMatch = { predicate: 0, agent: 0, patient: 0, isOthers: false, isFilled: false };

/** Matches a question that has a predicate with a sentence. */
export function matchRoles(frame: QuestionFrame, text: string, context: RoleContext): RoleMatch {
  const wanted = stemWord(frame.predicate?.text.split('-').at(-1) ?? '');
  const words = readRoleWords(text);
  const matches = words.flatMap(({ stems }, at) => {
    const predicate = Math.max(0, ...stems.map((stem) => context.likeness(wanted, stem)));
    return predicate < LEAST_LIKE ? [] : [{ ...matchAt(frame, words, at, context), predicate }];
  });
  return matches.reduce((best, one) => (worth(one) > worth(best) ? one : best), NOBODY);
}

function worth({ predicate, agent, patient, isOthers, isFilled: filled }: RoleMatch): number {
  return 2 * predicate + agent + patient + (filled ? 1 : 0) - (isOthers ? 0.5 : 0);
}

function matchAt(
  frame: QuestionFrame,
  words: readonly RoleWord[],
  at: number,
  context: RoleContext,
): Omit<RoleMatch, 'predicate'> {
  const parts = findParts(words, at);
  const share = (part: readonly Token[], range: Range | undefined) =>
    shareOf(part, words, range, context.likeness);
  const isOther =
    frame.agent.some(({ capital }) => capital) &&
    share(frame.agent, parts.named) < NOT_THERE &&
    isOtherName(words, parts.named, context.asked);
  // "The deal was signed": the sentence does not say by whom, and a description may be anybody's.
  const isUnstated = !parts.agent && !frame.agent.some(({ capital }) => capital);
  const inSentence = { from: 0, to: words.length };
  const agent = Math.max(
    share(frame.agent, parts.isNoun ? parts.patient : parts.agent),
    refer(frame.agent, parts.agent, words, context),
    isOther ? 0 : ELSEWHERE * (isUnstated ? 1 : share(frame.agent, inSentence)),
  );
  const patient = share(frame.patient, parts.patient);
  return {
    agent,
    patient: Math.max(patient, referBack(frame.patient, parts.patient, words, context)),
    isOthers: isOther || isTurned(frame, parts, share),
    isFilled: isFilled(frame, words, parts, context.likeness),
  };
}

/** Whether who does it and what it is done to have changed places. */
function isTurned(
  { agent, patient }: QuestionFrame,
  parts: ClauseParts,
  share: (part: readonly Token[], range: Range | undefined) => number,
): boolean {
  if (parts.isNoun) return false;
  const isAgentTurned =
    patient.length > 0 && share(agent, parts.agent) < NOT_THERE && share(agent, parts.patient) > THERE;
  return isAgentTurned || (share(patient, parts.patient) < NOT_THERE && share(patient, parts.agent) > THERE);
}

/** Whether a phrase is a name that the question does not have; "the Norland senator" may be anybody. */
function isOtherName(
  words: readonly RoleWord[],
  range: Range | undefined,
  asked: ReadonlySet<string>,
): boolean {
  const phrase = words.slice(range?.from ?? 0, range?.to ?? 0);
  const end = phrase.findLastIndex(({ lower }) => /^(?:of|for|from|in|at|who|which|that)$/.test(lower));
  const head = (end < 1 ? phrase : phrase.slice(0, end)).findLast(({ kind }) => kind === 'word');
  return head !== undefined && isNameWord(head) && !asked.has(head.lower) && !TITLES.has(head.lower);
}

/** What a part counts that is there as a pronoun or a description of what the story has named. */
function refer(
  part: readonly Token[],
  range: Range | undefined,
  words: readonly RoleWord[],
  context: RoleContext,
): number {
  const pronoun = range
    ? words.findIndex((word, at) => at >= range.from && at < range.to && isReference(word))
    : -1;
  // A name before it in its sentence is nearer than those of the sentence before.
  if (words.slice(0, Math.max(0, pronoun)).some(isNameWord))
    return BY_PRONOUN * shareOf(part, words, { from: 0, to: pronoun }, context.likeness);
  return referBack(part, range, words, context);
}

/** The same where the name before it in its sentence is somebody else's: that of who does it. */
function referBack(
  part: readonly Token[],
  range: Range | undefined,
  words: readonly RoleWord[],
  { isKnown }: RoleContext,
): number {
  const stems = stemsOfPart(part);
  const known = stems.length === 0 ? 1 : stems.filter(isKnown).length / stems.length;
  const isPronoun = range !== undefined && words.slice(range.from, range.to).some(isReference);
  return known * (isPronoun ? BY_PRONOUN : BY_DESCRIPTION);
}
