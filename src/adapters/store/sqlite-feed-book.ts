import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Arrival, Feed, FeedBook, Follow, PollRecord } from '../../domain/intake/feed-book.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import type { Turns } from './sqlite-turns.ts';

/** The feeds in an open store file (`openSqliteFile`). Feeds and follows are kept as JSON beside the columns that are searched. */
export function createSqliteFeedBook(db: DatabaseSync, { read, write }: Turns): FeedBook {
  const sql = prepareStatements(db);
  const change = <T>(doing: string, work: () => T) => write(doing, () => inTransaction(db, work));
  const saveFeed = (feed: Feed) => sql.saveFeed.run(feedRow(feed));

  return {
    due: (now, limit) => read('reading the feeds', () => sql.due.all(now, limit).map(toFeed)),
    nextDue: () =>
      read('reading the feeds', () => {
        const next = sql.nextDue.get()?.next;
        return typeof next === 'number' ? next : undefined;
      }),
    feed: (url) => read('reading a feed', () => optional(sql.feed.get(url), toFeed)),
    enter: (feed) =>
      write('storing a feed', () => {
        sql.enterFeed.run(feedRow(feed));
      }),
    save: (feed) =>
      write('storing a feed', () => {
        saveFeed(feed);
      }),
    move: (from, to) =>
      change('moving a feed', () => {
        const feed = optional(sql.feed.get(from), toFeed);
        if (!feed) return;
        sql.enterFeed.run(feedRow({ ...feed, url: to }));
        for (const row of sql.followers.all(from)) {
          const follow = toFollow(row);
          sql.putFollow.run(followRow({ ...follow, feed: to }));
        }
        sql.moveArrivals.run(to, from);
        sql.dropArrivals.run(from);
        sql.dropFeed.run(from);
      }),
    record: (poll, now) => change('recording a poll', () => record(sql, poll, now)),

    followers: (feed) => read('reading who follows a feed', () => sql.followers.all(feed).map(toFollow)),
    follows: (guild) => read('reading the feeds of a server', () => sql.follows.all(guild).map(toFollow)),
    follow: (guild, id) =>
      read('reading a feed of a server', () => optional(sql.follow.get(guild, id), toFollow)),
    waiting: () => read('reading what feeds brought', () => sql.waiting.all().map(toFollow)),
    putFollow: (follow) =>
      write('storing a feed of a server', () => {
        sql.putFollow.run(followRow(follow));
      }),
    dropFollow: (guild, id) =>
      write('removing a feed of a server', () => Number(sql.dropFollow.run(guild, id).changes) > 0),
    advance: (guild, id, cursor) =>
      write('moving on in a feed', () => {
        sql.advance.run(cursor, guild, id, cursor);
      }),

    known: (feed, identities) =>
      read('reading what a feed brought', () => {
        const found = identities.flatMap((identity) => {
          const row = sql.known.get(feed, identity);
          return row ? [[identity, toArrival(row)] as const] : [];
        });
        return new Map(found);
      }),
    alike: (content) => read('reading what feeds brought', () => optional(sql.alike.get(content), toArrival)),
    arrivals: (feed, after, limit) =>
      read('reading what a feed brought', () => sql.arrivals.all(feed, after, limit).map(toArrival)),
    latest: (feed, limit) =>
      read('reading what a feed brought', () => sql.latest.all(feed, limit).map(toArrival)),
    arrival: (feed, at) =>
      read('reading what a feed brought', () => optional(sql.arrival.get(feed, at), toArrival)),
    prune: (before) =>
      change('forgetting what feeds brought', () => {
        sql.pruneArrivals.run(before);
        sql.pruneFeeds.run();
        sql.pruneOrphans.run();
      }),
  };
}

type Statements = ReturnType<typeof prepareStatements>;

const ARRIVAL = 'feed, identity, at, story, title, url, tags, content, teaser';

function prepareStatements(db: DatabaseSync) {
  const followed = 'EXISTS (SELECT 1 FROM follows WHERE follows.feed = feeds.url)';
  return {
    due: db.prepare(
      `SELECT state FROM feeds WHERE next_poll <= ? AND ${followed} ORDER BY next_poll LIMIT ?`,
    ),
    nextDue: db.prepare(`SELECT min(next_poll) AS next FROM feeds WHERE ${followed}`),
    feed: db.prepare('SELECT state FROM feeds WHERE url = ?'),
    enterFeed: db.prepare(
      'INSERT INTO feeds (url, next_poll, state) VALUES (:url, :next, :state) ON CONFLICT DO NOTHING',
    ),
    saveFeed: db.prepare('UPDATE feeds SET next_poll = :next, state = :state WHERE url = :url'),
    dropFeed: db.prepare('DELETE FROM feeds WHERE url = ?'),
    followers: db.prepare('SELECT state, cursor FROM follows WHERE feed = ? ORDER BY rowid'),
    follows: db.prepare('SELECT state, cursor FROM follows WHERE guild = ? ORDER BY rowid'),
    follow: db.prepare('SELECT state, cursor FROM follows WHERE guild = ? AND id = ?'),
    waiting: db.prepare(
      `SELECT state, cursor FROM follows
       WHERE cursor < (SELECT max(at) FROM arrivals WHERE arrivals.feed = follows.feed) ORDER BY rowid`,
    ),
    putFollow: db.prepare(
      `INSERT INTO follows (guild, id, feed, cursor, state) VALUES (:guild, :id, :feed, :cursor, :state)
       ON CONFLICT DO UPDATE SET feed = excluded.feed, cursor = max(cursor, excluded.cursor), state = excluded.state`,
    ),
    dropFollow: db.prepare('DELETE FROM follows WHERE guild = ? AND id = ?'),
    advance: db.prepare('UPDATE follows SET cursor = ? WHERE guild = ? AND id = ? AND cursor < ?'),
    known: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? AND identity = ?`),
    alike: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE content = ? ORDER BY at LIMIT 1`),
    arrivals: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? AND at > ? ORDER BY at LIMIT ?`),
    latest: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? ORDER BY at DESC LIMIT ?`),
    arrival: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? AND at = ?`),
    arrive: db.prepare(
      `INSERT INTO arrivals (${ARRIVAL}, held)
       VALUES (:feed, :identity, :at, :story, :title, :url, :tags, :content, :teaser, :held) ON CONFLICT DO NOTHING`,
    ),
    change: db.prepare(
      `UPDATE arrivals SET title = :title, url = :url, tags = :tags, content = :content, teaser = :teaser
       WHERE feed = :feed AND identity = :identity`,
    ),
    // Once a day is enough, and spares a write for each item of each poll.
    hold: db.prepare(
      'UPDATE arrivals SET held = :now WHERE feed = :feed AND identity = :identity AND held < :now - 86400000',
    ),
    moveArrivals: db.prepare('UPDATE OR IGNORE arrivals SET feed = ? WHERE feed = ?'),
    dropArrivals: db.prepare('DELETE FROM arrivals WHERE feed = ?'),
    pruneArrivals: db.prepare('DELETE FROM arrivals WHERE held < ?'),
    pruneFeeds: db.prepare(`DELETE FROM feeds WHERE NOT ${followed}`),
    pruneOrphans: db.prepare('DELETE FROM arrivals WHERE feed NOT IN (SELECT url FROM feeds)'),
  };
}

function record(sql: Statements, { feed, arrived, changed, held }: PollRecord, now: number): void {
  for (const arrival of arrived)
    sql.arrive.run({ ...arrivalRow(arrival), at: arrival.at, story: arrival.story, held: now });
  for (const arrival of changed) sql.change.run(arrivalRow(arrival));
  for (const identity of held) sql.hold.run({ feed: feed.url, identity, now });
  sql.saveFeed.run(feedRow(feed));
}

/** A feed that ended is never due; the column has no room for that but the far future. */
const NEVER = Number.MAX_SAFE_INTEGER;

function feedRow(feed: Feed) {
  return { url: feed.url, next: feed.ended ? NEVER : feed.nextPoll, state: JSON.stringify(feed) };
}

function followRow({ cursor, ...follow }: Follow) {
  const { guild, id, feed } = follow;
  return { guild, id, feed, cursor, state: JSON.stringify(follow) };
}

function arrivalRow({ feed, identity, title, url, tags, content, isTeaser }: Arrival) {
  return {
    feed,
    identity,
    title,
    url: url ?? null,
    tags: JSON.stringify(tags),
    content,
    teaser: Number(isTeaser),
  };
}

const feedState = z.object({
  url: z.string(),
  title: z.string(),
  site: z.string().optional(),
  language: z.string().optional(),
  etag: z.string().optional(),
  modified: z.string().optional(),
  repeated: z.object({ url: z.boolean(), guid: z.boolean() }),
  readAt: z.number().optional(),
  nextPoll: z.number(),
  failures: z.number(),
  failingSince: z.number().optional(),
  toldAt: z.number().optional(),
  fault: z.string().optional(),
  ended: z.boolean().optional(),
});

const followState = z.object({
  guild: z.string(),
  id: z.string(),
  feed: z.string(),
  post: z.enum(['each', 'digest', 'none']),
  channel: z.string().optional(),
  only: z.string(),
  role: z.string().optional(),
  readsPages: z.boolean(),
  paused: z.object({ reason: z.string(), at: z.number() }).optional(),
});

const arrivalColumns = z.object({
  feed: z.string(),
  identity: z.string(),
  at: z.number(),
  story: z.string(),
  title: z.string(),
  url: z.string().nullable(),
  tags: z.string(),
  content: z.string(),
  teaser: z.number(),
});

type Row = Readonly<Record<string, unknown>>;

function toFeed({ state }: Row): Feed {
  return feedState.parse(JSON.parse(String(state)));
}

function toFollow({ state, cursor }: Row): Follow {
  return { ...followState.parse(JSON.parse(String(state))), cursor: Number(cursor) };
}

function toArrival(row: Row): Arrival {
  const { url, tags, teaser, ...arrival } = arrivalColumns.parse(row);
  return {
    ...arrival,
    ...(url === null ? {} : { url }),
    tags: z.array(z.string()).parse(JSON.parse(tags)),
    isTeaser: teaser === 1,
  };
}

function optional<T>(row: Row | undefined, read: (row: Row) => T): T | undefined {
  return row && read(row);
}
