/*
 * Expressions of PostgreSQL's tsquery, built of quoted words only, so that nothing in a word is an operator.
 * https://www.postgresql.org/docs/current/datatype-textsearch.html#DATATYPE-TSQUERY
 */

/** A lexeme may have 2,046 bytes; no word of a language comes near. */
const LONGEST_WORD = 200;
/** A tsvector may have 1 MB; the words of the longest paragraphs come near. */
const MOST_WORDS = 20_000;

/** A row's words as `array_to_tsvector` takes them. */
export function lexemes(words: string): string[] {
  return [...new Set(words.split(' ').map(cut))].filter((word) => word !== '').slice(0, MOST_WORDS);
}

/** The rows with this word. */
export function has(word: string): string {
  return `'${cut(word).replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** The rows with a word that begins so. */
export function hasBeginning(start: string): string {
  return `${has(start)}:*`;
}

/** The rows that fit every one of these. */
export function all(...expressions: readonly string[]): string {
  return expressions.join(' & ');
}

/** The rows that have one of these words at least. */
export function any(words: readonly string[]): string {
  return `(${words.map(has).join(' | ')})`;
}

function cut(word: string): string {
  return word.slice(0, LONGEST_WORD);
}
