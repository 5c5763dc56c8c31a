import type { TermCount } from '../../../domain/search/passage-scores.ts';
import { allOf, anyOf, indexable } from '../index-words.ts';
import { combine, type IndexName, LOOKED_FOR } from '../rarest-words.ts';
import type { Database } from './database.ts';

/** The counts of words in more rows take long to find and are kept; a share of them more or less makes no difference. */
const KEPT_FROM = 2000;
const MOST_KEPT = 20_000;

/** A stem as some groups of rows hold it. */
export interface GroupedTerm extends TermCount {
  readonly words: readonly string[];
}

/** What is looked for in a full-text table. */
export interface CandidateQuery {
  /** Expressions that every row has to fit: who speaks. */
  readonly must?: readonly string[] | undefined;
  /** The words that are somewhere, rarest first (`createWordCounts`). */
  readonly terms: readonly GroupedTerm[];
  /** With so many the search stops. */
  readonly enough: number;
  readonly limit: number;
}

/**
 * Rows that hold the most of the rarest words together, best first, newest first among equals: the four rarest, then
 * one fewer and so on, then the same without the rarest. Words in very many rows are met only along with rarer ones, or
 * their newest rows alone, so the time does not grow with what matches.
 */
export function collectRows(
  db: Database,
  index: IndexName,
  { must = [], terms, enough, limit }: CandidateQuery,
): number[] {
  const rows = new Set<number>();
  const find = db.sql(`SELECT rowid AS row FROM ${index} WHERE ${index} MATCH ? ORDER BY rowid DESC LIMIT ?`);
  for (const part of combine(terms.slice(0, LOOKED_FOR).map(({ words }) => anyOf(words)))) {
    if (rows.size >= enough) break;
    for (const { row } of find.all(allOf(...must, ...part), limit)) rows.add(Number(row));
  }
  return [...rows].slice(0, limit);
}

/** How many rows of an index's groups (`groupOf`) have each word; those that none has are left out. Rarest first. */
export function createWordCounts(
  db: Database,
  index: IndexName,
): (stems: readonly string[], groups: readonly string[]) => GroupedTerm[] {
  const kept = new Map<string, number>();
  db.exec(`CREATE VIRTUAL TABLE temp.${index}_words USING fts5vocab(main, ${index}, row)`);
  const count = db.sql(`SELECT doc FROM temp.${index}_words WHERE term = ?`);
  const countOf = (word: string): number => {
    const known = kept.get(word);
    if (known !== undefined) return known;
    const found = Number(count.get(word)?.doc ?? 0);
    if (kept.size > MOST_KEPT) kept.clear();
    if (found >= KEPT_FROM) kept.set(word, found);
    return found;
  };
  return (stems, groups) =>
    [...new Set(stems.map(indexable))]
      .map((stem) => {
        const words = groups.map((group) => group + stem).filter((word) => countOf(word) > 0);
        return { stem, words, passages: words.reduce((sum, word) => sum + countOf(word), 0) };
      })
      .filter(({ passages }) => passages > 0)
      .sort((a, b) => a.passages - b.passages);
}
