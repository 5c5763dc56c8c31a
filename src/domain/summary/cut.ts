import { countWords } from './lengths.ts';

/**
 * The longest beginning of `text` within `limit` words that ends where a clause does, or else after a word; a part of
 * the text as it stands. For text without spaces, as many characters as count for so many words.
 */
export function cutToWords(text: string, limit: number): string {
  if (countWords(text) <= limit) return text;
  const ends = [...text.matchAll(/\S+/g)].map((match) => match.index + match[0].length);
  const within = ends.filter((end) => countWords(text.slice(0, end)) <= limit);
  const longest = text.slice(0, within.at(-1) ?? limit * 2);
  const clause = longest.slice(0, longest.search(/[;,:—–]\s[^;,:—–]*$/u));
  return countWords(clause) >= limit / 2 ? clause : longest.replace(/[\s;,:—–-]+$/u, '');
}
