import { isPronoun, isTime, type Range } from '../../english/grammar.ts';
import { STOP_WORDS } from '../../english/lexicon/function-words.ts';
import { stemWord } from '../../english/stems.ts';
import { type Token, tokenize } from '../../english/tokens.ts';

/** A token of a sentence with the stems of its parts: a hyphened word has several. */
export interface RoleWord extends Token {
  readonly stems: readonly string[];
}

/** How well a word of the question stands for a stem of the story, 0 to 1. */
export type Likeness = (wanted: string, stem: string) => number;

/** How well a word has to stand for a name. */
const SAME_NAME = 0.8;
/** What a given name counts whose surname is there: somebody named in full is called by the surname afterwards. */
const BY_SURNAME = 0.9;

/** The words of a sentence, in order. */
export function readRoleWords(text: string): RoleWord[] {
  return tokenize(text, { start: 0, end: text.length }, []).map((token) => ({
    ...token,
    stems: stemsOf(token),
  }));
}

/** The stems of the words that carry meaning in a part of a question. */
export function stemsOfPart(part: readonly Token[]): string[] {
  return part.filter(isContent).flatMap(stemsOf);
}

/** Whether a word carries meaning. */
export function isContent(token: Token): boolean {
  return token.kind !== 'mark' && !STOP_WORDS.has(token.lower);
}

/** Whether a word is part of a name, and of no date. */
export function isNameWord(token: Token): boolean {
  return token.capital && isContent(token) && !isTime(token);
}

/** Whether a word stands for somebody or something named before it. */
export function isReference(token: Token): boolean {
  return isPronoun(token) || /^(?:his|her|its|their|him|them|it)$/.test(token.lower);
}

function stemsOf(token: Token): string[] {
  return token.kind === 'mark' ? [] : token.text.split(/[-/]/).filter(Boolean).flatMap(withDeed);
}

/** "leader" stands for "lead" too, "moderator" for "moderate". */
function withDeed(word: string): string[] {
  const deed = /^(\p{Ll}{3,})(?:er|or)s?$/u.exec(word)?.[1];
  return deed ? [stemWord(word), stemWord(deed), stemWord(`${deed}e`)] : [stemWord(word)];
}

/** How far the words of a part of the question are in a range of a sentence, 0 to 1; 1 for an empty part. */
export function shareOf(
  part: readonly Token[],
  words: readonly RoleWord[],
  range: Range | undefined,
  likeness: Likeness,
): number {
  const content = part.filter(isContent);
  if (content.length === 0) return 1;
  const there = words.slice(range?.from ?? 0, range?.to ?? 0).flatMap(({ stems }) => stems);
  const found = content.map((token) => {
    const likes = stemsOf(token).flatMap((stem) => there.map((other) => likeness(stem, other)));
    const best = Math.max(0, ...likes);
    // No other name is near in meaning to a name.
    return token.capital && best < SAME_NAME ? 0 : best;
  });
  const shares = found.map((share, place) => {
    const isGiven = content[place]?.capital && content[place + 1]?.capital;
    return isGiven ? Math.max(share, BY_SURNAME * (found[place + 1] ?? 0)) : share;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
