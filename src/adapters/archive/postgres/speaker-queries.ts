import { foldName } from '../../../domain/english/name-match.ts';
import { rankSpeakers } from '../../../domain/quotes/lookup/speaker-names.ts';
import type { KnownSpeaker, Scope } from '../../../domain/story/archive.ts';
import type { Querying, QueryRow } from '../../postgres/postgres.ts';
import { scopeMark } from '../index-words.ts';
import { scopesOf } from '../scopes.ts';
import { mergeNames } from '../speaker-rows.ts';
import { all, any, hasBeginning } from './tsquery.ts';

/** Of how many names that begin as typed, or nearly so, and of how many of the most quoted ones, the best are chosen. */
const FITTING = 300;
const MOST_QUOTED = 300;

/** Queries for speakers by name. */
export function createSpeakerQueries(db: Querying) {
  async function mostQuoted(scope: string, limit: number): Promise<readonly QueryRow[]> {
    const { rows } = await db.query(
      'SELECT * FROM speakers WHERE scope = $1 ORDER BY quotations DESC, name LIMIT $2',
      [scope, limit],
    );
    return rows;
  }

  async function fitting(scopes: readonly string[], words: readonly string[]): Promise<readonly QueryRow[]> {
    const beginning = all(any(scopes.map(scopeMark)), ...words.map(hasBeginning));
    const exact = await db.query(`SELECT * FROM speakers WHERE words @@ $1::tsquery LIMIT ${FITTING}`, [
      beginning,
    ]);
    if (exact.rows.length > 0) return exact.rows;
    // Misspelt: every typed word shares most of its letters' threes with some word of the name (pg_trgm).
    const alike = words.map((_, index) => `$${index + 2} <% entry`).join(' AND ');
    const { rows } = await db.query(
      `SELECT * FROM speakers WHERE scope = ANY($1) AND ${alike} LIMIT ${FITTING}`,
      [scopes, ...words],
    );
    return rows;
  }

  return {
    async speakers(scope: Scope, typed: string, limit: number): Promise<KnownSpeaker[]> {
      const scopes = scopesOf(scope);
      const words = foldName(typed).slice(0, 10);
      if (words.length === 0 && typed.trim() !== '') return [];
      const most = await Promise.all(scopes.map((one) => mostQuoted(one, Math.max(MOST_QUOTED, limit))));
      const rows = [...most.flat(), ...(words.length === 0 ? [] : await fitting(scopes, words))];
      return rankSpeakers(typed, mergeNames(rows)).slice(0, Math.max(0, limit));
    },
  };
}
