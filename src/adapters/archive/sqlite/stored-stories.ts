import { STORED_COLUMNS, type StoredStory, toStored } from '../stored-rows.ts';
import type { Database } from './database.ts';

/** The first so many rows after a key are tried one by one where the file is damaged. */
const TRIED = 64;

/**
 * Every story of an archive's present versions, in the order in which they were stored, one at a time; `lost` is called for
 * each part of the file that cannot be read. Reads on behind a damaged part.
 */
export function* readStoredStories(db: Database, lost: (reason: string) => void): Generator<StoredStory> {
  const next = db.sql('SELECT key FROM stories WHERE key > ? ORDER BY key LIMIT 1');
  const last = attempt(() => Number(db.sql('SELECT max(key) AS key FROM stories').get()?.key ?? 0), lost);
  let key = 0;
  for (let step = 1; last === undefined || key < last; ) {
    const from = key;
    const row = attempt(() => ({ found: next.get(from)?.key }), lost);
    if (row === undefined) {
      // The damaged page holds some of the next keys: ever longer steps lead behind it.
      key += step;
      step *= 2;
      if (last === undefined && step > 2 ** TRIED) return;
      continue;
    }
    if (typeof row.found !== 'number') return;
    step = 1;
    key = row.found;
    const story = attempt(() => readOne(db, key), lost);
    if (story) yield story;
  }
}

function readOne(db: Database, key: number): StoredStory | undefined {
  const row = db
    .sql(
      `SELECT ${storedColumns(db)}
       FROM stories AS s JOIN versions AS v ON v.key = s.version WHERE s.key = ?`,
    )
    .get(key);
  return row && toStored(row, readFeeds(db, key));
}

/** A file that an earlier version has written, and nobody can bring up to date any more, knows of no withdrawals. */
function storedColumns(db: Database): string {
  const known = db.sql(`SELECT 1 FROM pragma_table_info('stories') WHERE name = 'withdrawn'`).get();
  return known ? STORED_COLUMNS : STORED_COLUMNS.replace('s.withdrawn AS', 'NULL AS');
}

/** Also where the table of facets is damaged: the story matters more than by which feeds it came. */
function readFeeds(db: Database, key: number): string[] {
  const rows = attempt(
    () =>
      db.sql(`SELECT substr(facet, 6) AS feed FROM facets WHERE story = ? AND facet LIKE 'feed:%'`).all(key),
    () => undefined,
  );
  return (rows ?? []).map(({ feed }) => String(feed));
}

function attempt<T>(read: () => T, lost: (reason: string) => void): T | undefined {
  try {
    return read();
  } catch (cause) {
    lost(cause instanceof Error ? cause.message : String(cause));
    return undefined;
  }
}
