import { contentWords, tokenize } from '../english/stems.ts';

/** More words than a title or a question has; keeps the work for a 6,000-character query bounded. */
const MOST_TERMS = 32;

/**
 * The distinct stems of a query to look for in an archive, in order, those of function words left out unless there are no
 * others; empty for a query without words.
 */
export function queryStems(query: string): string[] {
  const tokens = tokenize(query.slice(0, 6000));
  const content = contentWords(tokens);
  const chosen = content.length > 0 ? content : tokens;
  return [...new Set(chosen.map(({ stem }) => stem))].slice(0, MOST_TERMS);
}
