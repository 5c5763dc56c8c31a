import {
  isAuxiliary,
  isComma,
  isConjunction,
  isFiniteVerb,
  isPreposition,
  isPronoun,
  type Range,
} from '../../english/grammar.ts';
import { SHOWING_VERBS } from '../../english/lexicon/reporting-verbs.ts';
import { findClauseSubject } from '../../english/subjects.ts';
import type { Token } from '../../english/tokens.ts';
import type { Attribution } from '../cues/attributions.ts';
import { endOfContent, endOfObject, skipAside, trimContent } from './content-bounds.ts';

/**
 * How reported words are joined to their cue: by "that", by a question word, as a bare clause, by "to", as an object
 * (after a preposition or not); before the cue, on both sides of it; with "according to", after a name and a colon.
 */
export type ContentForm =
  | 'that'
  | 'question'
  | 'clause'
  | 'infinitive'
  | 'object'
  | 'before'
  | 'around'
  | 'according'
  | 'colon';

/** Reported words of a sentence: their tokens, and how the cue takes them. */
export interface Content extends Range {
  readonly form: ContentForm;
}

/** How far after its cue the "that" of a clause is looked for ("told a crowd of supporters in Ohio on Monday that"). */
const REACH = 16;

/** What the attribution reports within its sentence; `undefined` when it reports nothing that can be told apart. */
export function findContent(
  tokens: readonly Token[],
  sentence: Range,
  attribution: Attribution,
  next: Attribution | undefined,
): Content | undefined {
  const found: Content | undefined =
    attribution.verb === 'colon'
      ? { form: 'colon', from: attribution.cue.to, to: sentence.to }
      : attribution.verb === 'according to'
        ? contentOfAccording(tokens, sentence, attribution)
        : contentOfVerb(tokens, sentence, attribution, next);
  return found && trimContent(tokens, found);
}

function contentOfAccording(
  tokens: readonly Token[],
  sentence: Range,
  { from, to, source }: Attribution,
): Content | undefined {
  if (!source) return undefined;
  if (from - sentence.from <= 1) {
    const closed = source.apposition && isComma(tokens[source.apposition.to]) ? source.apposition.to : to;
    return isComma(tokens[closed]) ? { form: 'according', from: closed + 1, to: sentence.to } : undefined;
  }
  return from - sentence.from < 3 ? undefined : { form: 'according', from: sentence.from, to: from };
}

function contentOfVerb(
  tokens: readonly Token[],
  sentence: Range,
  attribution: Attribution,
  next: Attribution | undefined,
): Content | undefined {
  const { cue, verb, source } = attribution;
  if (typeof verb === 'string' || !source) return undefined;
  const isInverted = source.from >= cue.to;
  const after = isInverted
    ? undefined
    : contentAfter(tokens, cue.to, endOfContent(tokens, sentence, attribution, next), verb.verb);
  return after ?? contentBefore(tokens, sentence, attribution);
}

/** Content after the cue: with "that", a question word, "to", as a bare clause or an object. */
function contentAfter(
  tokens: readonly Token[],
  start: number,
  end: number,
  verb: string,
): Content | undefined {
  const from = skipAside(tokens, start, end, verb);
  const first = tokens[from];
  if (!first || from >= end || first.kind === 'mark') return undefined;
  if (first.lower === 'that' && from < end - 2) return { form: 'that', from: from + 1, to: end };
  if (/^(?:whether|if|how|why|what|who|when|where)$/.test(first.lower))
    return { form: 'question', from, to: end };
  if (first.lower === 'to' || (first.lower === 'not' && tokens[from + 1]?.lower === 'to'))
    return { form: 'infinitive', from, to: endOfObject(tokens, from, end) };
  const that = findThat(tokens, from, end);
  if (that !== undefined) return { form: 'that', from: that + 1, to: end };
  if (startsClause(tokens, from, end)) return { form: 'clause', from, to: end };
  if (isPreposition(first) || first.lower === 'out' || first.lower === 'up')
    return { form: 'object', from: from + 1, to: endOfObject(tokens, from + 1, end) };
  return { form: 'object', from, to: SHOWING_VERBS.has(verb) ? end : endOfObject(tokens, from, end) };
}

/** The "that" which opens the content after other words: "said in a statement that …". */
export function findThat(tokens: readonly Token[], from: number, end: number): number | undefined {
  if (!isPreposition(tokens[from])) return undefined;
  for (let index = from; index < Math.min(end - 2, from + REACH); index += 1) {
    const token = tokens[index];
    if (!token || token.kind === 'run' || /^[;:.]$/.test(token.text)) return undefined;
    if (token.lower === 'that' && !isPreposition(tokens[index - 1])) return index;
  }
  return undefined;
}

const SUBJECTS = /^(?:there|(?:he|she|it|they|i|we|you|that|there)[’'](?:s|re|m|d|ll|ve))$/;

/** Whether a subject and its verb follow. */
function startsClause(tokens: readonly Token[], from: number, end: number): boolean {
  const first = tokens[from];
  if (!first || isConjunction(first) || isAuxiliary(first) || isPreposition(first)) return false;
  if (isPronoun(first))
    return (first.lower !== 'it' && first.lower !== 'you') || isFiniteVerb(tokens, from + 1, from);
  if (SUBJECTS.test(first.lower)) return true;
  for (let index = from + 1; index < Math.min(end, from + REACH); index += 1) {
    const token = tokens[index];
    if (
      !token ||
      /^[;:]$/.test(token.text) ||
      /^(?:who|which|that|as|while|when|because|and)$/.test(token.lower)
    )
      return false;
    if (isFiniteVerb(tokens, index, from)) return true;
  }
  return false;
}

/** Content before the cue ("…, officials said.") or on both sides of it, where the longer side counts. */
function contentBefore(
  tokens: readonly Token[],
  sentence: Range,
  { from, to, source, verb }: Attribution,
): Content | undefined {
  if (!source || typeof verb === 'string' || verb.use !== 'speech' || verb.form === 'gerund')
    return undefined;
  const after = Math.max(to, source.apposition?.to ?? 0, source.to);
  const goesOn = isComma(tokens[after]) && sentence.to - after > 4;
  const isAs = tokens[sentence.from]?.lower === 'as' && from <= sentence.from + 1;
  if (goesOn && (isAs || (isComma(tokens[from - 1]) && sentence.to - after > from - sentence.from)))
    return { form: isAs ? 'before' : 'around', from: after + 1, to: sentence.to };
  if (!isComma(tokens[from - 1]) || from - sentence.from < 4) return undefined;
  const range = { from: sentence.from, to: from };
  return holdsClause(tokens, range) ? { form: goesOn ? 'around' : 'before', ...range } : undefined;
}

/** Whether the range has a main clause: a subject and a verb after it. */
function holdsClause(tokens: readonly Token[], range: Range): boolean {
  const subject = findClauseSubject(tokens, range);
  if (!subject) return false;
  for (let index = subject.to; index < range.to; index += 1)
    if (isFiniteVerb(tokens, index, range.from)) return true;
  return false;
}
