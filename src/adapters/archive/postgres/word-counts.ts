import type { TermCount } from '../../../domain/search/passage-scores.ts';
import type { Querying } from '../../postgres/postgres.ts';
import { indexable } from '../index-words.ts';
import type { IndexName } from '../rarest-words.ts';
import { has } from './tsquery.ts';

/** Words in more rows than this are common: their exact number makes no difference, and counting them takes long. */
const COUNTED_TO = 5000;
/** A word in at least so many rows is taken at the server's own estimate, where it has one: to count it would read all of them. */
const ESTIMATED_FROM = 500;
/** How long the server's own counts of common words are used: they change slowly. */
const STATISTICS_MS = 10 * 60_000;

/**
 * How many rows of an index have each word; those that none has are left out. Rarest first. Common words are counted
 * by the planner's statistics, where the server has gathered any, others one by one.
 */
export function createWordCounts(
  db: Querying,
  index: IndexName,
): (stems: readonly string[]) => Promise<TermCount[]> {
  let common: Promise<ReadonlyMap<string, number>> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;

  function commonWords(): Promise<ReadonlyMap<string, number>> {
    const now = performance.now();
    if (!common || now - readAt > STATISTICS_MS) {
      readAt = now;
      common = readCommonWords(db, index);
      common.catch(() => {
        common = undefined;
      });
    }
    return common;
  }

  async function count(stems: readonly string[]): Promise<TermCount[]> {
    const { rows } = await db.query(
      `SELECT stem, (SELECT count(*) FROM
           (SELECT 1 FROM ${index} WHERE words @@ query::tsquery LIMIT ${COUNTED_TO}) AS found) AS passages
       FROM unnest($1::text[], $2::text[]) AS wanted (stem, query)`,
      [stems, stems.map(has)],
    );
    return rows.map(({ stem, passages }) => ({ stem: String(stem), passages: Number(passages) }));
  }

  return async (stems) => {
    const wanted = [...new Set(stems.map(indexable))].filter((stem) => stem !== '');
    if (wanted.length === 0) return [];
    const known = await commonWords();
    const counted = await count(wanted.filter((stem) => !known.has(stem)));
    const estimated = wanted.flatMap((stem) => {
      const passages = known.get(stem);
      return passages === undefined ? [] : [{ stem, passages }];
    });
    // Words of equal counts stay in the order in which they were asked for.
    const place = new Map(wanted.map((stem, index) => [stem, index]));
    return [...counted, ...estimated]
      .filter(({ passages }) => passages > 0)
      .sort((a, b) => a.passages - b.passages || (place.get(a.stem) ?? 0) - (place.get(b.stem) ?? 0));
  };
}

/** The words that ANALYZE found in so many rows that they are not counted one by one. */
async function readCommonWords(db: Querying, index: IndexName): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query(
    `SELECT word, frequency * greatest(reltuples, 0) AS passages
     FROM pg_stats JOIN pg_class ON pg_class.oid = $1::text::regclass,
       unnest(most_common_elems::text::text[], most_common_elem_freqs) AS common (word, frequency)
     WHERE schemaname = current_schema() AND tablename = $1::text AND attname = 'words' AND word IS NOT NULL`,
    [index],
  );
  return new Map(
    rows
      .map(({ word, passages }) => [String(word), Math.round(Number(passages))] as const)
      .filter(([, passages]) => passages >= ESTIMATED_FROM),
  );
}
