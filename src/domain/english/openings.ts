import { isComma, isDash, isTime } from './grammar.ts';
import { MEN, WOMEN } from './lexicon/first-names.ts';
import { CONNECTORS, OPENERS } from './lexicon/function-words.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

/** Longest opening phrase that is looked over, in tokens; keeps the search linear. */
const REACH = 60;

/** Whether a word opens a sentence without being part of its subject: "While", "However". */
export function isOpener(token: Token | undefined): boolean {
  return token !== undefined && (OPENERS.has(token.lower) || CONNECTORS.has(token.lower));
}

/** Skips one connector or one opening phrase with its comma; `start` itself when there is none. */
export function skipOpening(tokens: readonly Token[], start: number, to: number): number {
  const token = tokens[start];
  if (!token) return start;
  const after = isComma(tokens[start + 1]) ? start + 2 : start + 1;
  if (token.kind === 'mark' || token.kind === 'run' || CONNECTORS.has(token.lower)) return after;
  if (isNameStart(token)) return start;
  const opens =
    OPENERS.has(token.lower) ||
    opensWithDistance(tokens, start, to) ||
    isTime(token) ||
    /ly$/.test(token.lower) ||
    (/(?:ing|ed)$/.test(token.lower) && findVerb(token.lower) !== undefined);
  if (!opens) return start;
  for (let index = start + 1; index < to && index < start + REACH; index += 1)
    if (closesOpening(tokens, index)) return index + 1;
  return start;
}

/** A comma, outside a number, or inside the end of marked words. */
function closesOpening(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind === 'run') return /,[”"»’']+$/.test(token.text);
  return isComma(token) && tokens[index + 1]?.kind !== 'number';
}

/** "CLEVELAND, July 8 (Agency) —": skips a place line. */
export function skipPlaceLine(tokens: readonly Token[], start: number, to: number): number {
  if (!/^\p{Lu}{3,}/u.test(tokens[start]?.text ?? '')) return start;
  for (let index = start + 1; index < Math.min(to, start + 12); index += 1)
    if (isDash(tokens[index])) return index + 1;
  return start;
}

/** "Hours later, …", "A few days earlier, …". */
function opensWithDistance(tokens: readonly Token[], start: number, to: number): boolean {
  for (let index = start + 1; index < Math.min(to, start + 6); index += 1)
    if (/^(?:later|earlier|ago|before|after)$/.test(tokens[index]?.lower ?? ''))
      return isComma(tokens[index + 1]);
  return false;
}

/** "Kelly" is no adverb. */
function isNameStart(token: Token): boolean {
  return token.capital && (MEN.has(token.lower) || WOMEN.has(token.lower));
}
