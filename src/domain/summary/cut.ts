import { countWords } from './lengths.ts';

/**
 * The longest beginning of `text` within `limit` words that ends where a clause does, or else after a word; a part of
 * the text as it stands. For text without spaces, as many characters as count for so many words.
 */
export function cutToWords(text: string, limit: number): string {
  if (countWords(text) <= limit) return text;
  let end = 0;
  let words = 0;
  for (const match of text.matchAll(/\S+/g)) {
    words += countWords(match[0]);
    if (words > limit) break;
    end = match.index + match[0].length;
  }
  const longest = text.slice(0, end || (limit - 1) * 2).replace(/[\uD800-\uDBFF]$/, '');
  const clause = longest.slice(0, Math.max(0, longest.search(/[;,:—–]\s[^;,:—–]*$/u)));
  return countWords(clause) >= limit / 2 ? clause : longest.replace(/[\s;,:—–-]+$/u, '');
}
