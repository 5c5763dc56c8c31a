import { stemmer } from 'stemmer';
import type { Span } from '../story/story.ts';
import { STOP_WORDS } from './lexicon/function-words.ts';

/** A word or a number of a text. Hyphens part words; inner apostrophes, decimal and thousands marks do not. */
export interface Token extends Span {
  /** `text.slice(start, end)`. */
  readonly text: string;
  /** In lower case, with straight apostrophes. */
  readonly lower: string;
  /** Porter stem, without accents and possessive ending: equal for words that search treats as the same. */
  readonly stem: string;
}

const WORD =
  /(?:\p{Lu}\.){2,}|\p{N}+(?:[.,]\p{N}+)*[\p{L}\p{M}]*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}\p{N}]+)*/gu;

/** A word as it was read before. */
type KnownWord = Pick<Token, 'lower' | 'stem'>;

/** Most of the words that news is made of, in some 2 MB; to read a word again takes longer than all else that is done with it. */
const MOST_KNOWN = 12_000;
const LONGEST_KNOWN = 40;
const known = new Map<string, KnownWord>();

/** The words and numbers of `text` in order; empty when it has none. Linear in its length. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    const word = match[0];
    const { lower, stem } = known.get(word) ?? remember(word);
    tokens.push({ text: word, start: match.index, end: match.index + word.length, lower, stem });
  }
  return tokens;
}

/** The stems of `tokenize`, for whoever needs nothing else. */
export function stemsIn(text: string): string[] {
  return Array.from(text.match(WORD) ?? [], (word) => (known.get(word) ?? remember(word)).stem);
}

function remember(word: string): KnownWord {
  // A part of a text would keep the whole text in memory.
  const copy = Buffer.from(word).toString();
  const read = { lower: lowerWord(copy), stem: stemWord(copy) };
  if (known.size >= MOST_KNOWN) known.clear();
  if (word.length <= LONGEST_KNOWN) known.set(copy, read);
  return read;
}

/** The stem of one word, as `tokenize` gives it. */
export function stemWord(word: string): string {
  // "U.S." and "US" are one name, and not the pronoun.
  if (word === 'US' || word === 'U.S.') return 'u.s.';
  // Most words need none of the folding below, which takes longer than the stemming.
  if (/^[a-z]+$/i.test(word)) return stemmer(word.toLowerCase());
  const plain = lowerWord(word)
    .normalize('NFD')
    .replace(/\p{M}|\.$|\.(?=\p{L})/gu, '')
    .replace(/'s?$/, '');
  return /^[a-z']+$/.test(plain)
    ? stemmer(plain.replaceAll("'", ''))
    : plain.replace(/(?<=\d),(?=\d{3})/g, '');
}

function lowerWord(word: string): string {
  return word.toLowerCase().replaceAll('’', "'");
}

/** Whether a token carries meaning for search: not a function word. */
export function isContentWord(token: Token): boolean {
  // "US" in capitals is the country; "us" is not.
  return !STOP_WORDS.has(token.lower) || token.stem === 'u.s.';
}

/** The tokens that carry meaning, in order. */
export function contentWords(tokens: readonly Token[]): Token[] {
  return tokens.filter(isContentWord);
}
