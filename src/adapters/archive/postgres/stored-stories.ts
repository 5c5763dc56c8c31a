import type { Querying } from '../../postgres/postgres.ts';
import { STORED_COLUMNS, type StoredStory, toStored } from '../stored-rows.ts';

const PAGE_SIZE = 100;

/**
 * Every story of an archive's present versions, in the order in which they were stored, in pages; `lost` is told of each
 * that cannot be read.
 */
export async function* readPagesOfStories(
  db: Querying,
  lost: (fault: string) => void,
): AsyncGenerator<StoredStory[]> {
  for (let after = 0; ; ) {
    const { rows } = await db.query(
      `SELECT s.key AS key, ${STORED_COLUMNS},
         ARRAY(SELECT substr(facet, 6) FROM facets WHERE story = s.key AND facet LIKE 'feed:%' ORDER BY facet) AS feeds
       FROM stories AS s JOIN versions AS v ON v.key = s.version WHERE s.key > $1 ORDER BY s.key LIMIT ${PAGE_SIZE}`,
      [after],
    );
    yield rows.flatMap((row) => {
      try {
        return [toStored(row, Array.isArray(row.feeds) ? row.feeds.map(String) : [])];
      } catch (cause) {
        lost(`${String(row.id)} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
        return [];
      }
    });
    if (rows.length < PAGE_SIZE) return;
    after = Number(rows.at(-1)?.key);
  }
}
