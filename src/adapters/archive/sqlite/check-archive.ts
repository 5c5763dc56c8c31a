import { existsSync } from 'node:fs';
import { type ArchiveReport, MOST_TOLD } from '../archive-report.ts';
import { openArchiveFile } from './archive-file.ts';
import type { Database } from './database.ts';

/** Each counts what should be there, and what is; they are equal in a sound file. */
const COUNTS: readonly { readonly what: string; readonly wanted: string; readonly found: string }[] = [
  {
    what: 'titles to be found',
    wanted: 'SELECT count(*) AS n FROM stories',
    found: 'SELECT count(*) AS n FROM titles_docsize',
  },
  {
    what: 'stories with a text',
    wanted: 'SELECT count(*) AS n FROM stories',
    found:
      'SELECT count(*) AS n FROM stories AS s JOIN versions AS v ON v.key = s.version AND v.story = s.key',
  },
  {
    what: 'texts with a story',
    wanted: 'SELECT count(*) AS n FROM versions',
    found: 'SELECT count(*) AS n FROM versions AS v JOIN stories AS s ON s.key = v.story',
  },
  {
    what: 'stories counted',
    wanted: 'SELECT count(*) AS n FROM stories',
    found: 'SELECT coalesce(sum(stories), 0) AS n FROM totals',
  },
  {
    what: 'paragraphs to be found',
    wanted: 'SELECT coalesce(sum(paragraphs), 0) AS n FROM totals',
    found: 'SELECT count(*) AS n FROM passages_docsize',
  },
  {
    what: 'quotations to be found',
    wanted: 'SELECT coalesce(sum(quotations), 0) AS n FROM totals',
    found: 'SELECT count(*) AS n FROM quotations_docsize',
  },
  {
    what: 'speakers to be found',
    wanted: 'SELECT count(*) AS n FROM speakers',
    found: 'SELECT count(*) AS n FROM speaker_names_docsize',
  },
];

/** Looks through a whole archive. Takes a minute for each gigabyte. Throws StoreError where it cannot even be opened. */
export function checkArchive(path: string): ArchiveReport {
  if (!existsSync(path)) return { stories: 0, paragraphs: 0, quotations: 0, unread: [], faults: [] };
  const db = openArchiveFile(path);
  try {
    const faults = [
      ...attempt('the file', () => integrityFaults(db)),
      ...['passages', 'quotations', 'titles', 'speaker_names'].flatMap((index) =>
        attempt(`the index of ${index}`, () => {
          db.exec(`INSERT INTO ${index} (${index}) VALUES ('integrity-check')`);
          return [];
        }),
      ),
      ...COUNTS.flatMap(({ what, wanted, found }) =>
        attempt(what, () => {
          const [should, are] = [count(db, wanted), count(db, found)];
          return should === are ? [] : [`${what}: ${should} should be there, ${are} are`];
        }),
      ),
    ];
    return { ...(faults.length === 0 ? readTotals(db) : EMPTY), faults: faults.slice(0, MOST_TOLD) };
  } finally {
    db.close();
  }
}

const EMPTY = { stories: 0, paragraphs: 0, quotations: 0, unread: [] };

function readTotals(db: Database): Omit<ArchiveReport, 'faults'> {
  const unread = db
    .sql(
      `SELECT s.id AS story, v.fault AS reason FROM stories AS s JOIN versions AS v ON v.key = s.version
       WHERE v.fault IS NOT NULL LIMIT ${MOST_TOLD}`,
    )
    .all();
  return {
    stories: count(db, 'SELECT coalesce(sum(stories), 0) AS n FROM totals'),
    paragraphs: count(db, 'SELECT coalesce(sum(paragraphs), 0) AS n FROM totals'),
    quotations: count(db, 'SELECT coalesce(sum(quotations), 0) AS n FROM totals'),
    unread: unread.map(({ story, reason }) => ({ story: String(story), reason: String(reason) })),
  };
}

function integrityFaults(db: Database): string[] {
  return db
    .sql(`PRAGMA integrity_check(${MOST_TOLD})`)
    .all()
    .map((row) => String(row.integrity_check))
    .filter((line) => line !== 'ok');
}

function count(db: Database, sql: string): number {
  return Number(db.sql(sql).get()?.n);
}

/** The faults that `find` finds; one that it meets is another. */
function attempt(what: string, find: () => string[]): string[] {
  try {
    return find();
  } catch (cause) {
    return [`${what}: ${cause instanceof Error ? cause.message : String(cause)}`];
  }
}
