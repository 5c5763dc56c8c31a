import { foldName, likeness } from '../../../domain/english/name-match.ts';
import { rankSpeakers } from '../../../domain/quotes/lookup/speaker-names.ts';
import type { KnownSpeaker, Scope } from '../../../domain/story/archive.ts';
import { allOf, anyOf, beginning, within } from '../index-words.ts';
import { scopesOf } from '../scopes.ts';
import { mergeNames } from '../speaker-rows.ts';
import type { Database, Row } from './database.ts';

/** Of how many names that begin as typed, and of how many of the most quoted ones, the best are chosen. */
const FITTING = 300;
const MOST_QUOTED = 300;
/** How many words of names a misspelt one may stand for. */
const ALIKE = 20;
/** A word that is shorter is not taken for a misspelt one. */
const SHORTEST_MISSPELT = 4;

/** Queries for speakers by name, in an open archive. */
export function createSpeakerQueries(db: Database) {
  db.exec('CREATE VIRTUAL TABLE temp.name_words USING fts5vocab(main, speaker_names, row)');
  const most = db.sql('SELECT * FROM speakers WHERE scope = ? ORDER BY quotations DESC, name LIMIT ?');
  const found = db.sql(
    `SELECT speakers.* FROM (SELECT rowid AS key FROM speaker_names WHERE speaker_names MATCH ? LIMIT ?) AS fit
     JOIN speakers ON speakers.key = fit.key`,
  );

  /** Words of names that a typed word may be, its first letter right. */
  function findAlike(typed: string): string[] {
    if (typed.length < SHORTEST_MISSPELT) return [typed];
    const first = String.fromCodePoint(typed.codePointAt(0) ?? 0);
    return db
      .sql('SELECT term FROM temp.name_words WHERE term >= ? AND term < ? AND abs(length(term) - ?) <= 2')
      .all(first, `${first}\u{10ffff}`, typed.length)
      .map(({ term }) => ({ term: String(term), fit: likeness(typed, String(term)) }))
      .filter(({ fit }) => fit > 0)
      .sort((a, b) => b.fit - a.fit)
      .slice(0, ALIKE)
      .map(({ term }) => term);
  }

  function fitting(scopes: readonly string[], words: readonly string[]): Row[] {
    const rows = found.all(allOf(within(scopes), ...words.map(beginning)), FITTING);
    if (rows.length > 0) return rows;
    const alike = words.map(findAlike);
    if (alike.some((list) => list.length === 0)) return [];
    return found.all(allOf(within(scopes), ...alike.map(anyOf)), FITTING);
  }

  return {
    speakers(scope: Scope, typed: string, limit: number): KnownSpeaker[] {
      const scopes = scopesOf(scope);
      const words = foldName(typed);
      if (words.length === 0 && typed.trim() !== '') return [];
      const rows = [
        ...scopes.flatMap((one) => most.all(one, Math.max(MOST_QUOTED, limit))),
        ...(words.length === 0 ? [] : fitting(scopes, words)),
      ];
      return rankSpeakers(typed, mergeNames(rows)).slice(0, Math.max(0, limit));
    },
  };
}
