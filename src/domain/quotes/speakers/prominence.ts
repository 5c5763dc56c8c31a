import { isAdverb, isAuxiliary, isComma, isDash, isFiniteVerb, isPossessive } from '../../english/grammar.ts';
import type { NameMention } from '../../english/people.ts';
import type { Token } from '../../english/tokens.ts';

/** Whether somebody named in the sentence that begins at `start` is more than mentioned there: a pronoun may well mean them. */
export function isProminent(tokens: readonly Token[], start: number, name: NameMention): boolean {
  return (
    isTopic(tokens, start, name) ||
    opensClause(tokens, name) ||
    acts(tokens, name) ||
    isPredicate(tokens, name)
  );
}

/** Whether the sentence is about the one named where it begins: "Ada Brook's plan …", "For Ada Brook, …". */
function isTopic(tokens: readonly Token[], start: number, { titlesFrom, to }: NameMention): boolean {
  if (titlesFrom === start) return isPossessive(tokens[to]);
  const opening = tokens.slice(start, titlesFrom).map(({ lower }) => lower);
  return /^(?:as for|for|to)(?: [^ ,]+){0,2}$/.test(opening.join(' ')) && isComma(tokens[to]);
}

/** "with Ada Brook leaving", "with Ada Brook — who …". */
function acts(tokens: readonly Token[], { titlesFrom, to }: NameMention): boolean {
  const next = tokens[to];
  return (
    tokens[titlesFrom - 1]?.lower === 'with' &&
    (isDash(next) || isComma(next) || /ing$/.test(next?.lower ?? ''))
  );
}

/** "Across town is Ada Brook, a nurse", "Then there's Ada Brook.": somebody whom the sentence brings in. */
function isPredicate(tokens: readonly Token[], { titlesFrom, to }: NameMention): boolean {
  return (
    /^(?:is|was|.*['’]s)$/.test(tokens[titlesFrom - 1]?.lower ?? '') && /^[,.]$/.test(tokens[to]?.text ?? '')
  );
}

/** Whether the name is the subject of a clause of its own: "…, but Ada Brook left", "In May, in Rome, Ada Brook left". */
function opensClause(tokens: readonly Token[], { titlesFrom, from, to }: NameMention): boolean {
  const before = /^(?:and|but|while|so|yet)$/.test(tokens[titlesFrom - 1]?.lower ?? '')
    ? titlesFrom - 2
    : titlesFrom - 1;
  if (!/^[,;]$/.test(tokens[before]?.text ?? '')) return false;
  let verb = to;
  while (isAdverb(tokens[verb])) verb += 1;
  return isAuxiliary(tokens[verb]) || isFiniteVerb(tokens, verb, from);
}
