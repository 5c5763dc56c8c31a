import { contentWords, tokenize } from '../english/words.ts';

/** More words than a title or a question has; keeps the work for a 6,000-character query bounded. */
const MOST_TERMS = 32;

/**
 * The distinct words of a query to look for in an index, in lower case and in order, function words left out unless
 * there are no others. Letters, digits, apostrophes and inner marks only; empty for a query without words.
 */
export function queryTerms(query: string): string[] {
  const tokens = tokenize(query.slice(0, 6000));
  const content = contentWords(tokens);
  const chosen = content.length > 0 ? content : tokens;
  return [...new Map(chosen.map((token) => [token.stem, token.lower])).values()].slice(0, MOST_TERMS);
}
