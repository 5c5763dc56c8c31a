import { splitSentences } from '../english/sentences.ts';
import { isContentWord, type Token, tokenize } from '../english/stems.ts';
import type { Story } from '../story/story.ts';
import { INSTITUTION_WORDS } from './institution-words.ts';
import { suggestLanguages } from './languages.ts';

/** Languages that write every noun with a capital: a capital tells nothing about a word there. */
const CAPITALISED_NOUNS = new Set(['de', 'lb']);

/** Words that begin alike in so many letters are taken for forms of one name ("Russia", "Russland"). */
const ALIKE_LETTERS = 4;

/**
 * A name that a translation lost, or one that it has and its original has not; in words, `undefined` when there is none.
 * Compared by letters, so only between languages in Latin script: in others nothing is found.
 */
export function findNameFault(
  source: string,
  translated: string,
  story: Story,
  language: string,
): string | undefined {
  if (!canCompareNames(story.language, language)) return undefined;
  const theirs = tokenize(translated);
  const sourceWords = tokenize(source);
  const isOurs = ({ text }: Token) => sourceWords.some((word) => isAlike(word.text, text));
  const storyNames = namesIn(story.body).filter(isContentWord);
  const strangers = storyNames.filter((name) => !INSTITUTION_WORDS.has(name.lower) && !isOurs(name));
  const swapped = theirs.find(
    (token) => !isOurs(token) && strangers.some((name) => fold(name.text) === fold(token.text)),
  );
  if (swapped) return putIn(swapped);

  const ours = namesIn(source, new Set(storyNames.map(({ text }) => text)));
  const unlike = ours.filter(({ text }) => !theirs.some((token) => isAlike(token.text, text)));
  const hasCapitals = !CAPITALISED_NOUNS.has(new Intl.Locale(language).language);
  const unknown = hasCapitals ? namesIn(translated).filter((name) => !isOurs(name)) : [];
  if (unlike.length === 0 && unknown.length === 0) return undefined;

  const customary = findCustomaryNames(unlike, story.language, language, translated);
  const lost = unlike.filter(({ text }) => !customary.has(text));
  const missing = lost.find(({ lower, text }) => !INSTITUTION_WORDS.has(lower) && !isAcronym(text));
  if (missing) return `The name "${missing.text}" was lost.`;
  // An institution's name is translated word for word; there cannot be more new names than such words.
  const added = unknown.filter((name) => !isPartOf(customary, name));
  return added.length > lost.length && added[0] ? putIn(added[0]) : undefined;
}

function putIn({ text }: Token): string {
  return `The name "${text}" was put in.`;
}

/** The capitalised words that do not merely begin a sentence, or are `known` for names. */
function namesIn(text: string, known: ReadonlySet<string> = new Set()): Token[] {
  const starts = new Set(splitSentences(text).map(({ start }) => start));
  const begins = (start: number) => starts.has(start) || /["“«„]\s?$/u.test(text.slice(0, start));
  return tokenize(text).filter(({ text: word, start }) => {
    return /^\p{Lu}/u.test(word) && word.length > 1 && (known.has(word) || !begins(start));
  });
}

function isAcronym(word: string): boolean {
  return /^[\p{Lu}.]{2,6}$/u.test(word);
}

function isAlike(a: string, b: string): boolean {
  const [first, second] = [fold(a), fold(b)];
  const letters = Math.min(ALIKE_LETTERS, first.length, second.length);
  return letters < 3 ? first === second : first.slice(0, letters) === second.slice(0, letters);
}

function fold(word: string): string {
  return word
    .normalize('NFD')
    .replace(/[\p{M}.]/gu, '')
    .toLowerCase();
}

/** Whether names can be compared by their letters between two languages. */
export function canCompareNames(from: string, to: string): boolean {
  return isLatin(from) && isLatin(to);
}

function isLatin(language: string): boolean {
  return new Intl.Locale(language).maximize().script === 'Latn';
}

function isPartOf(customary: ReadonlyMap<string, string>, name: Token): boolean {
  return customary.values().some((form) => form.includes(name.text));
}

/** Names of countries, languages, months and weekdays in `names` whose customary form in the other language is in `translated`. */
function findCustomaryNames(
  names: readonly Token[],
  from: string,
  to: string,
  translated: string,
): ReadonlyMap<string, string> {
  if (names.length === 0) return new Map();
  const lower = translated.toLowerCase();
  const pairs = [...pairRegions(from, to), ...pairLanguages(from, to), ...pairDates(from, to)];
  const found = new Map<string, string>();
  for (const [ours, theirs] of pairs) {
    const stem = theirs.toLowerCase().slice(0, Math.max(ALIKE_LETTERS, theirs.length - 2));
    if (!lower.includes(stem)) continue;
    const words = ours.split(/[\s&]+/);
    for (const { text } of names) if (words.includes(text)) found.set(text, theirs);
  }
  return found;
}

function pairRegions(from: string, to: string): [string, string][] {
  const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
  const codes = letters.flatMap((a) => letters.map((b) => a + b));
  return (['long', 'short'] as const).flatMap((style) => {
    const ours = new Intl.DisplayNames([from], { type: 'region', style, fallback: 'none' });
    const theirs = new Intl.DisplayNames([to], { type: 'region', style, fallback: 'none' });
    return codes.flatMap((code): [string, string][] => {
      const [name, other] = [ours.of(code), theirs.of(code)];
      return name && other ? [[name, other]] : [];
    });
  });
}

function pairLanguages(from: string, to: string): [string, string][] {
  const ours = new Intl.DisplayNames([from], { type: 'language' });
  const theirs = new Intl.DisplayNames([to], { type: 'language' });
  return suggestLanguages('').map(({ tag }) => [ours.of(tag) ?? tag, theirs.of(tag) ?? tag]);
}

function pairDates(from: string, to: string): [string, string][] {
  const days = Array.from({ length: 7 }, (_, i) =>
    pairDate(from, to, { weekday: 'long' }, Date.UTC(2024, 0, 1 + i)),
  );
  const months = Array.from({ length: 12 }, (_, i) =>
    pairDate(from, to, { month: 'long' }, Date.UTC(2024, i, 1)),
  );
  return [...days, ...months];
}

function pairDate(from: string, to: string, part: Intl.DateTimeFormatOptions, at: number): [string, string] {
  const options = { ...part, timeZone: 'UTC' };
  return [new Intl.DateTimeFormat(from, options).format(at), new Intl.DateTimeFormat(to, options).format(at)];
}
