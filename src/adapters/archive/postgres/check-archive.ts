import type { Postgres, Querying, QueryRow } from '../../postgres/postgres.ts';
import { type ArchiveReport, MOST_TOLD } from '../archive-report.ts';
import { readPagesOfStories } from './stored-stories.ts';

/** Each counts what should be there, and what is; they are equal in a sound archive. */
const COUNTS: readonly { readonly what: string; readonly wanted: string; readonly found: string }[] = [
  {
    what: 'stories with a text',
    wanted: 'SELECT count(*) AS n FROM stories',
    found:
      'SELECT count(*) AS n FROM stories AS s JOIN versions AS v ON v.key = s.version AND v.story = s.key',
  },
  {
    what: 'stories counted',
    wanted: 'SELECT count(*) AS n FROM stories',
    found: 'SELECT coalesce(sum(stories), 0)::bigint AS n FROM totals',
  },
  {
    what: 'paragraphs to be found',
    wanted: 'SELECT coalesce(sum(paragraphs), 0)::bigint AS n FROM totals',
    found: 'SELECT count(*) AS n FROM passages JOIN stories USING (version)',
  },
  {
    what: 'quotations to be found',
    wanted: 'SELECT coalesce(sum(quotations), 0)::bigint AS n FROM totals',
    found: 'SELECT count(*) AS n FROM quotations JOIN stories USING (version)',
  },
];

/**
 * Looks through a whole archive beside running bots: whether every story can be read, and what belongs together is there.
 * The database's own soundness is its server's to check (data checksums, `amcheck`).
 */
export function checkPostgresArchive(db: Postgres): Promise<ArchiveReport> {
  return db.transaction(async (connection) => {
    // Stories come and go meanwhile: all that is counted is counted at one moment.
    await connection.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const faults: string[] = [];
    for (const { what, wanted, found } of COUNTS) {
      const [should, are] = [await count(connection, wanted), await count(connection, found)];
      if (should !== are) faults.push(`${what}: ${should} should be there, ${are} are`);
    }
    for await (const _page of readPagesOfStories(connection, (fault) => faults.push(fault)));
    const { rows } = await connection.query(
      `SELECT coalesce(sum(stories), 0)::bigint AS stories, coalesce(sum(paragraphs), 0)::bigint AS paragraphs,
         coalesce(sum(quotations), 0)::bigint AS quotations FROM totals`,
    );
    return {
      ...readTotals(rows[0]),
      unread: await readUnread(connection),
      faults: faults.slice(0, MOST_TOLD),
    };
  });
}

function readTotals(row: QueryRow | undefined) {
  const { stories, paragraphs, quotations } = row ?? {};
  return { stories: Number(stories), paragraphs: Number(paragraphs), quotations: Number(quotations) };
}

async function readUnread(db: Querying): Promise<ArchiveReport['unread']> {
  const { rows } = await db.query(
    `SELECT s.id AS story, v.fault AS reason FROM stories AS s JOIN versions AS v ON v.key = s.version
     WHERE v.fault IS NOT NULL ORDER BY s.key LIMIT ${MOST_TOLD}`,
  );
  return rows.map(({ story, reason }) => ({ story: String(story), reason: String(reason) }));
}

async function count(db: Querying, sql: string): Promise<number> {
  return Number((await db.query(sql)).rows[0]?.n);
}
