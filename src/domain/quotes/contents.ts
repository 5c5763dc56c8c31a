import type { Attribution } from './attributions.ts';
import {
  isAdverb,
  isAuxiliary,
  isComma,
  isConjunction,
  isDash,
  isDeterminer,
  isFiniteVerb,
  isPreposition,
  isPronoun,
  isTime,
  type Range,
} from './grammar.ts';
import { ADDRESSING_VERBS, INFINITIVE_VERBS, OBJECT_VERBS } from './lexicon/reporting-verbs.ts';
import { readPhrase } from './phrases.ts';
import type { Token } from './tokens.ts';

/** How reported words are joined to their cue. */
export type ContentForm =
  | 'that'
  | 'question'
  | 'clause'
  | 'infinitive'
  | 'object'
  | 'before'
  | 'around'
  | 'according';

/** Reported words of a sentence: their tokens, and how the cue takes them. */
export interface Content extends Range {
  readonly form: ContentForm;
}

/** How far after its cue the "that" of a clause is looked for ("told a crowd of supporters in Ohio on Monday that"). */
const REACH = 16;

/** What the attribution reports within its sentence, marked or not; `undefined` when it reports nothing that can be told apart. */
export function findContent(
  tokens: readonly Token[],
  sentence: Range,
  attribution: Attribution,
  next: Attribution | undefined,
): Content | undefined {
  const found =
    attribution.verb === 'according to'
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
  const end = source.apposition ? source.apposition.to : to;
  if (isComma(tokens[end]) && from - sentence.from <= 1)
    return { form: 'according', from: end + 1, to: sentence.to };
  if (from - sentence.from < 3) return undefined;
  return { form: 'according', from: sentence.from, to: from };
}

function contentOfVerb(
  tokens: readonly Token[],
  sentence: Range,
  attribution: Attribution,
  next: Attribution | undefined,
): Content | undefined {
  const { cue, verb } = attribution;
  if (typeof verb === 'string') return undefined;
  const end = endOfContent(tokens, sentence, attribution, next);
  return contentAfter(tokens, cue.to, end, verb.verb) ?? contentBefore(tokens, sentence, attribution);
}

/** Content after the cue: with "that", a question word, "to", or a bare clause or object. */
function contentAfter(
  tokens: readonly Token[],
  start: number,
  end: number,
  verb: string,
): Content | undefined {
  const from = skipAside(tokens, start, end, verb);
  const first = tokens[from];
  if (!first || from >= end || first.kind === 'mark') return undefined;
  if (first.lower === 'that' && isClause(tokens, from + 1, end))
    return { form: 'that', from: from + 1, to: end };
  if (/^(?:whether|if|how|why|what|who|when|where)$/.test(first.lower))
    return { form: 'question', from, to: end };
  if (first.lower === 'to' || (first.lower === 'not' && tokens[from + 1]?.lower === 'to'))
    return INFINITIVE_VERBS.has(verb) ? { form: 'infinitive', from, to: end } : undefined;
  const that = findThat(tokens, from, end);
  if (that !== undefined) return { form: 'that', from: that + 1, to: end };
  if (startsClause(tokens, from, end)) return { form: 'clause', from, to: end };
  return OBJECT_VERBS.has(verb) ? { form: 'object', from, to: end } : undefined;
}

/** Skips what stands between the cue and its content: adverbs, times, the person addressed. */
function skipAside(tokens: readonly Token[], start: number, end: number, verb: string): number {
  let index = skipTimes(tokens, start, end);
  if (ADDRESSING_VERBS.has(verb)) {
    const addressed = readPhrase(tokens, index, end);
    if (addressed) index = skipTimes(tokens, addressed.to, end);
  }
  return index;
}

function skipTimes(tokens: readonly Token[], start: number, end: number): number {
  let index = start;
  while (index < end) {
    const token = tokens[index];
    const timed = isTime(token) || isAdverb(token) || (token?.kind === 'number' && isTime(tokens[index - 1]));
    const preposed =
      (token?.lower === 'on' ||
        token?.lower === 'in' ||
        token?.lower === 'late' ||
        token?.lower === 'early') &&
      isTime(tokens[index + 1]);
    if (!timed && !preposed) break;
    index += 1;
  }
  return index;
}

/** The "that" which opens the content after other words: "said in a statement that …". */
function findThat(tokens: readonly Token[], from: number, end: number): number | undefined {
  if (!isPreposition(tokens[from])) return undefined;
  for (let index = from; index < Math.min(end, from + REACH); index += 1) {
    const token = tokens[index];
    if (!token || token.kind === 'run' || /^[;:.]$/.test(token.text)) return undefined;
    if (token.lower === 'that' && isClause(tokens, index + 1, end) && !isPreposition(tokens[index - 1]))
      return index;
  }
  return undefined;
}

function isClause(tokens: readonly Token[], from: number, end: number): boolean {
  return from < end - 1 && tokens[from]?.kind !== 'mark';
}

/** Whether a subject and its verb follow. */
function startsClause(tokens: readonly Token[], from: number, end: number): boolean {
  const first = tokens[from];
  if (!first || isConjunction(first) || isAuxiliary(first)) return false;
  if (
    isPronoun(first) ||
    /^(?:there|he’s|he's|it’s|it's|they’re|they're|she’s|she's|i’m|i'm|we’re|we're|he’d|he’ll|they’d|we’ll)$/.test(
      first.lower,
    )
  )
    return true;
  if (isPreposition(first)) return false;
  for (let index = from + 1; index < Math.min(end, from + REACH); index += 1) {
    const token = tokens[index];
    if (!token || /^[;:]$/.test(token.text)) return false;
    if (isFiniteVerb(tokens, index, from)) return true;
  }
  return false;
}

/** Where content after a cue ends: with the sentence, or before the next attribution that stands beside this one. */
function endOfContent(
  tokens: readonly Token[],
  sentence: Range,
  { cue }: Attribution,
  next: Attribution | undefined,
): number {
  if (!next || next.from <= cue.to || typeof next.verb === 'string') return sentence.to;
  const before = tokens[next.cue.from - 1];
  const continues =
    next.verb.form === 'gerund'
      ? isComma(before)
      : /^(?:and|but|then)$/.test(before?.lower ?? '') ||
        (isAdverb(before) && /^(?:and|but)$/.test(tokens[next.cue.from - 2]?.lower ?? ''));
  return continues ? next.cue.from : sentence.to;
}

/** Content before the cue: "…, officials said." */
function contentBefore(
  tokens: readonly Token[],
  sentence: Range,
  { from, to, source, verb }: Attribution,
): Content | undefined {
  if (
    !source ||
    typeof verb === 'string' ||
    verb.use !== 'speech' ||
    !isComma(tokens[from - 1]) ||
    from - sentence.from < 4
  )
    return undefined;
  const after = Math.max(to, source.apposition?.to ?? 0, source.to);
  if (isComma(tokens[after]) && sentence.to - after > 4)
    return from - sentence.from > 5
      ? { form: 'around', from: sentence.from, to: from }
      : { form: 'around', from: after + 1, to: sentence.to };
  return { form: 'before', from: sentence.from, to: from };
}

/** Without punctuation and joining words at the edges. */
function trimContent(tokens: readonly Token[], content: Content): Content | undefined {
  let { from, to } = content;
  while (from < to && tokens[from]?.kind === 'mark' && !/^[$([]$/.test(tokens[from]?.text ?? '')) from += 1;
  while (
    to > from &&
    (/^(?:[,.;:?!]|and|but|then|or)$/.test(tokens[to - 1]?.lower ?? '') || isDash(tokens[to - 1]))
  )
    to -= 1;
  return to - from >= 2 || (to - from === 1 && !isDeterminer(tokens[from]))
    ? { ...content, from, to }
    : undefined;
}
