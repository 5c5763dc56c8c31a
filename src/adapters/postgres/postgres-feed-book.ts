import type { Feed, FeedBook, PollRecord } from '../../domain/intake/feed-book.ts';
import {
  ARRIVAL_COLUMNS,
  arrivalRow,
  FOLLOW_COLUMNS,
  feedRow,
  HELD_EVERY_MS,
  optional,
  toArrival,
  toFeed,
  toFollow,
} from '../store/feed-rows.ts';
import { withStoreFault } from '../store/store-fault.ts';
import type { Postgres, Querying } from './postgres.ts';
import { createFollows, putFollow } from './postgres-follows.ts';

const FOLLOWED = 'EXISTS (SELECT 1 FROM follows WHERE follows.feed = feeds.url)';

/** The feeds in PostgreSQL, for any number of processes. */
export function createPostgresFeedBook(db: Postgres): FeedBook {
  return { ...createFeeds(db), ...createFollows(db), ...createArrivals(db) };
}

function createFeeds(db: Postgres): Pick<FeedBook, 'due' | 'nextDue' | 'feed' | 'enter' | 'save' | 'move'> {
  return {
    due: (now, limit) =>
      withStoreFault('reading the feeds', async () => {
        const { rows } = await db.query(
          `SELECT state FROM feeds WHERE next_poll <= $1 AND ${FOLLOWED} ORDER BY next_poll, url LIMIT $2`,
          [now, limit],
        );
        return rows.map(toFeed);
      }),
    nextDue: () =>
      withStoreFault('reading the feeds', async () => {
        const { rows } = await db.query(`SELECT min(next_poll) AS next FROM feeds WHERE ${FOLLOWED}`);
        const next = rows[0]?.next;
        return typeof next === 'number' ? next : undefined;
      }),
    feed: (url) => withStoreFault('reading a feed', () => readFeed(db, url)),
    enter: (feed) => withStoreFault('storing a feed', () => enterFeed(db, feed)),
    save: (feed) => withStoreFault('storing a feed', () => saveFeed(db, feed)),
    move: (from, to) =>
      withStoreFault('moving a feed', () => db.transaction((connection) => moveFeed(connection, from, to))),
  };
}

function createArrivals(
  db: Postgres,
): Pick<
  FeedBook,
  | 'record'
  | 'known'
  | 'named'
  | 'isElsewhere'
  | 'owners'
  | 'alike'
  | 'arrivals'
  | 'changes'
  | 'latest'
  | 'arrival'
  | 'prune'
> {
  const select = (rest: string, values: readonly unknown[]) =>
    withStoreFault('reading what feeds brought', async () => {
      const { rows } = await db.query(`SELECT ${ARRIVAL_COLUMNS} FROM arrivals WHERE ${rest}`, values);
      return rows.map(toArrival);
    });
  return {
    record: (poll, now) =>
      withStoreFault('recording a poll', () => db.transaction((connection) => record(connection, poll, now))),
    async known(feed, identities) {
      const found = await select('feed = $1 AND identity = ANY($2)', [feed, identities]);
      return new Map(found.map((arrival) => [arrival.identity, arrival]));
    },
    named: (feed, guids) => select('feed = $1 AND guid = ANY($2) ORDER BY at', [feed, guids]),
    async isElsewhere(story, feed, page) {
      const isOther = 'feed <> $2 AND NOT withdrawn AND ($3::text IS NULL OR url IS DISTINCT FROM $3)';
      const isFollowed = 'EXISTS (SELECT 1 FROM follows WHERE follows.feed = arrivals.feed)';
      const others = await select(`story = $1 AND ${isOther} AND ${isFollowed} LIMIT 1`, [story, feed, page]);
      return others.length > 0;
    },
    owners: (story) =>
      withStoreFault('reading who follows a story', async () => {
        const { rows } = await db.query(
          'SELECT DISTINCT guild FROM follows WHERE feed IN (SELECT feed FROM arrivals WHERE story = $1) ORDER BY guild',
          [story],
        );
        return rows.map(({ guild }) => String(guild));
      }),
    alike: async (content) => (await select('content = $1 ORDER BY at LIMIT 1', [content]))[0],
    arrivals: (feed, after, limit) =>
      select('feed = $1 AND at > $2 ORDER BY at LIMIT $3', [feed, after, limit]),
    changes: (feed, after, limit) =>
      select('feed = $1 AND changed > greatest($2::bigint, 0) ORDER BY changed LIMIT $3', [
        feed,
        after,
        limit,
      ]),
    latest: (feed, limit) => select('feed = $1 ORDER BY at DESC LIMIT $2', [feed, limit]),
    arrival: async (feed, at) => (await select('feed = $1 AND at = $2', [feed, at]))[0],
    prune: (before) =>
      withStoreFault('forgetting what feeds brought', () =>
        db.transaction(async (connection) => {
          await connection.query('DELETE FROM arrivals WHERE held < $1', [before]);
          await connection.query(`DELETE FROM feeds WHERE NOT ${FOLLOWED}`);
          await connection.query(
            'DELETE FROM arrivals WHERE NOT EXISTS (SELECT 1 FROM feeds WHERE feeds.url = arrivals.feed)',
          );
        }),
      ),
  };
}

async function readFeed(db: Querying, url: string): Promise<Feed | undefined> {
  const { rows } = await db.query('SELECT state FROM feeds WHERE url = $1', [url]);
  return optional(rows[0], toFeed);
}

async function enterFeed(db: Querying, feed: Feed): Promise<void> {
  const { url, next, state } = feedRow(feed);
  await db.query('INSERT INTO feeds (url, next_poll, state) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING', [
    url,
    next,
    state,
  ]);
}

async function saveFeed(db: Querying, feed: Feed): Promise<void> {
  const { url, next, state } = feedRow(feed);
  await db.query('UPDATE feeds SET next_poll = $2, state = $3 WHERE url = $1', [url, next, state]);
}

async function moveFeed(db: Querying, from: string, to: string): Promise<void> {
  const feed = await readFeed(db, from);
  if (!feed) return;
  await enterFeed(db, { ...feed, url: to });
  const { rows } = await db.query(
    `SELECT ${FOLLOW_COLUMNS} FROM follows WHERE feed = $1 ORDER BY made FOR UPDATE`,
    [from],
  );
  for (const follow of rows.map(toFollow)) await putFollow(db, { ...follow, feed: to });
  await db.query(
    `UPDATE arrivals SET feed = $2 WHERE feed = $1 AND NOT EXISTS (
       SELECT 1 FROM arrivals AS there
       WHERE there.feed = $2 AND (there.identity = arrivals.identity OR there.at = arrivals.at))`,
    [from, to],
  );
  await db.query('DELETE FROM arrivals WHERE feed = $1', [from]);
  await db.query('DELETE FROM feeds WHERE url = $1', [from]);
}

async function record(
  db: Querying,
  { feed, arrived, changed, sought, held }: PollRecord,
  now: number,
): Promise<void> {
  for (const arrival of arrived) {
    const { identity, guid, title, url, tags, content } = arrivalRow(arrival);
    await db.query(
      `INSERT INTO arrivals (${ARRIVAL_COLUMNS}, held)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13) ON CONFLICT DO NOTHING`,
      [
        arrival.feed,
        identity,
        arrival.at,
        arrival.story,
        title,
        url,
        tags,
        content,
        arrival.isTeaser,
        arrival.changed,
        guid,
        arrival.isWithdrawn,
        now,
      ],
    );
  }
  for (const arrival of changed) {
    const { identity, guid, title, url, tags, content } = arrivalRow(arrival);
    await db.query(
      `UPDATE arrivals SET title = $3, url = $4, tags = $5, content = $6, teaser = $7, changed = $8, guid = $9,
         withdrawn = $10
       WHERE feed = $1 AND identity = $2`,
      [
        ...[arrival.feed, identity, title, url, tags, content, arrival.isTeaser, arrival.changed],
        ...[guid, arrival.isWithdrawn],
      ],
    );
  }
  await db.query('UPDATE arrivals SET sought = $3 WHERE feed = $1 AND identity = ANY($2)', [
    feed.url,
    sought,
    now,
  ]);
  await db.query(
    'UPDATE arrivals SET held = $3 WHERE feed = $1 AND identity = ANY($2) AND held < $3 - $4::bigint',
    [feed.url, held, now, HELD_EVERY_MS],
  );
  await saveFeed(db, feed);
}
