import { isPossessive, type Range } from '../../english/grammar.ts';
import type { Token } from '../../english/tokens.ts';
import { classOf } from './word-class.ts';

/** What asks for another word after it, unless a mark follows ("it was not."). */
const OPEN =
  /^(?:determiner|preposition|conjunction|to|that|question|owner|possessive|modal|be|have|do|not)$/;

/** What can stand inside a noun phrase, and what goes on with one. */
const NOMINAL = /^(?:noun|s|word|adjective|capital|number|ing|ed)$/;
const CONTINUING = /^(?:noun|s|word|adjective|capital|number|possessive)$/;

/**
 * Whether the range can stand alone: it does not begin or end in the middle of a phrase ("the general | election",
 * "Ada | Brook", "the end | of April").
 */
export function isWhole(tokens: readonly Token[], { from, to }: Range): boolean {
  const classAt = (index: number) => {
    const token = tokens[index];
    return token ? classOf(token) : '';
  };
  const before = classAt(from - 1);
  if (/^(?:determiner|owner|possessive)$/.test(before)) return false;
  if (before === 'adverb' && classAt(from - 2) === 'determiner') return false;
  if (before === 'capital' && classAt(from) === 'capital') return false;
  if (isPossessive(tokens[to])) return false;
  if (!tokens[to] || tokens[to]?.kind === 'mark') return true;
  if (tokens[to]?.lower === 'of') return false;
  const last = classAt(to - 1);
  if (last === 'time' && classAt(to) === 'number') return false;
  return !OPEN.test(last) && !(NOMINAL.test(last) && CONTINUING.test(classAt(to)));
}
