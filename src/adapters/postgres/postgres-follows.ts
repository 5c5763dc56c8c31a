import type { FeedBook, Follow } from '../../domain/intake/feed-book.ts';
import { FOLLOW_COLUMNS, followRow, toFollow } from '../store/feed-rows.ts';
import { withStoreFault } from '../store/store-fault.ts';
import type { Postgres, Querying } from './postgres.ts';

/** Who follows which feed, and how far their posts and corrections have come. */
export function createFollows(
  db: Postgres,
): Pick<
  FeedBook,
  | 'followers'
  | 'follows'
  | 'follow'
  | 'waiting'
  | 'correcting'
  | 'putFollow'
  | 'dropFollow'
  | 'advance'
  | 'advanceCorrected'
> {
  const select = async (condition: string, values: readonly unknown[]) => {
    const { rows } = await db.query(
      `SELECT ${FOLLOW_COLUMNS} FROM follows WHERE ${condition} ORDER BY made`,
      values,
    );
    return rows.map(toFollow);
  };
  return {
    followers: (feed) => withStoreFault('reading who follows a feed', () => select('feed = $1', [feed])),
    follows: (guild) => withStoreFault('reading the feeds of a server', () => select('guild = $1', [guild])),
    follow: (guild, id) =>
      withStoreFault('reading a feed of a server', async () => {
        const [follow] = await select('guild = $1 AND id = $2', [guild, id]);
        return follow;
      }),
    waiting: () =>
      withStoreFault('reading what feeds brought', () =>
        select('cursor < (SELECT max(at) FROM arrivals WHERE arrivals.feed = follows.feed)', []),
      ),
    correcting: () =>
      withStoreFault('reading what feeds changed', () =>
        select(
          `corrected < (SELECT max(changed) FROM arrivals
             WHERE arrivals.feed = follows.feed AND changed > 0)`,
          [],
        ),
      ),
    putFollow: (follow) => withStoreFault('storing a feed of a server', () => putFollow(db, follow)),
    dropFollow: (guild, id) =>
      withStoreFault('removing a feed of a server', async () => {
        const { count } = await db.query('DELETE FROM follows WHERE guild = $1 AND id = $2', [guild, id]);
        return count > 0;
      }),
    advance: (guild, id, cursor) =>
      withStoreFault('moving on in a feed', async () => {
        await db.query('UPDATE follows SET cursor = $3 WHERE guild = $1 AND id = $2 AND cursor < $3', [
          guild,
          id,
          cursor,
        ]);
      }),
    advanceCorrected: (guild, id, corrected) =>
      withStoreFault('moving on in a feed', async () => {
        await db.query('UPDATE follows SET corrected = $3 WHERE guild = $1 AND id = $2 AND corrected < $3', [
          guild,
          id,
          corrected,
        ]);
      }),
  };
}

/** Stores a follow; one that is there keeps how far it has come. */
export async function putFollow(db: Querying, follow: Follow): Promise<void> {
  const { guild, id, feed, cursor, corrected, state } = followRow(follow);
  await db.query(
    `INSERT INTO follows (guild, id, feed, cursor, corrected, state) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (guild, id) DO UPDATE SET feed = excluded.feed, state = excluded.state,
       cursor = greatest(follows.cursor, excluded.cursor),
       corrected = greatest(follows.corrected, excluded.corrected)`,
    [guild, id, feed, cursor, corrected, state],
  );
}
