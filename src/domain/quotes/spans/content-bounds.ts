import {
  isAdverb,
  isComma,
  isDash,
  isDeterminer,
  isFiniteVerb,
  isTime,
  type Range,
} from '../../english/grammar.ts';
import { ADDRESSING_VERBS } from '../../english/lexicon/reporting-verbs.ts';
import { readPhrase } from '../../english/phrases.ts';
import type { Token } from '../../english/tokens.ts';
import type { Attribution } from '../cues/attributions.ts';

/** Skips what stands between the cue and its content: adverbs, times, the person addressed. */
export function skipAside(tokens: readonly Token[], start: number, end: number, verb: string): number {
  const index = skipTimes(tokens, start, end);
  const addressed = ADDRESSING_VERBS.has(verb) ? readPhrase(tokens, index, end) : undefined;
  return addressed ? skipTimes(tokens, addressed.to, end) : index;
}

function skipTimes(tokens: readonly Token[], start: number, end: number): number {
  let index = start;
  while (index < end) {
    const token = tokens[index];
    const isTimed =
      isTime(token) || isAdverb(token) || (token?.kind === 'number' && isTime(tokens[index - 1]));
    const isOpened = /^(?:on|in|late|early)$/.test(token?.lower ?? '') && isTime(tokens[index + 1]);
    if (!isTimed && !isOpened) break;
    index += 1;
  }
  return index;
}

/** Where content after a cue ends: with the sentence, or before the next attribution that stands beside this one. */
export function endOfContent(
  tokens: readonly Token[],
  sentence: Range,
  { cue }: Attribution,
  next: Attribution | undefined,
): number {
  if (!next || next.cue.from <= cue.to || typeof next.verb === 'string') return sentence.to;
  let before = next.cue.from - 1;
  while (before > cue.to && isAdverb(tokens[before])) before -= 1;
  const word = tokens[before]?.lower ?? '';
  if (next.verb.form === 'gerund' ? word === ',' || word === 'and' : /^(?:and|but|then)$/.test(word))
    return before;
  return findOwnClause(tokens, cue.to, next) ?? sentence.to;
}

/** The joint before the next attribution when that has a subject of its own: "…, and Ada Brook said". */
function findOwnClause(
  tokens: readonly Token[],
  from: number,
  { source, verb }: Attribution,
): number | undefined {
  if (!source || typeof verb === 'string' || verb.use !== 'speech' || source.from < from + 3)
    return undefined;
  const joint = tokens[source.from - 1];
  const isJoined =
    /^(?:and|but|while|;)$/.test(joint?.lower ?? '') &&
    (isComma(tokens[source.from - 2]) || joint?.text === ';');
  return isJoined ? source.from - 1 : undefined;
}

/** Where an object ends: at a comma, a dash, a verb joined by "and". */
export function endOfObject(tokens: readonly Token[], from: number, end: number): number {
  for (let index = from + 1; index < end; index += 1) {
    const token = tokens[index];
    if (!token || isDash(token) || /^[;:(]$/.test(token.text)) return index;
    if (isComma(token) && !(tokens[index - 1]?.capital && tokens[index + 1]?.capital)) return index;
    if (
      /^(?:and|but|while|after|when|as|because|during)$/.test(token.lower) &&
      (token.lower !== 'and' || isFiniteVerb(tokens, index + 1, index))
    )
      return index;
  }
  return end;
}

/** Without punctuation and joining words at the edges. */
export function trimContent<T extends Range>(tokens: readonly Token[], content: T): T | undefined {
  let { from, to } = content;
  while (from < to && tokens[from]?.kind === 'mark' && !/^[$([]$/.test(tokens[from]?.text ?? '')) from += 1;
  while (
    to > from &&
    (/^(?:[,.;:?!]|and|but|then|or)$/.test(tokens[to - 1]?.lower ?? '') || isDash(tokens[to - 1]))
  )
    to -= 1;
  return to > from && !(to - from === 1 && isDeterminer(tokens[from])) ? { ...content, from, to } : undefined;
}
