import type { DatabaseSync } from 'node:sqlite';
import type { Feed, FeedBook, PollRecord } from '../../domain/intake/feed-book.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import {
  ARRIVAL_COLUMNS as ARRIVAL,
  arrivalRow,
  FOLLOW_COLUMNS as FOLLOW,
  feedRow,
  followRow,
  HELD_EVERY_MS,
  optional,
  toArrival,
  toFeed,
  toFollow,
} from './feed-rows.ts';
import type { Turns } from './sqlite-turns.ts';

/** The feeds in an open store file (`openSqliteFile`). */
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

    correcting: () => read('reading what feeds changed', () => sql.correcting.all().map(toFollow)),
    advanceCorrected: (guild, id, corrected) =>
      write('moving on in a feed', () => {
        sql.advanceCorrected.run(corrected, guild, id, corrected);
      }),

    known: (feed, identities) =>
      read('reading what a feed brought', () => {
        const found = identities.flatMap((identity) => {
          const row = sql.known.get(feed, identity);
          return row ? [[identity, toArrival(row)] as const] : [];
        });
        return new Map(found);
      }),
    named: (feed, guids) =>
      read('reading what a feed brought', () => sql.named.all(feed, JSON.stringify(guids)).map(toArrival)),
    isElsewhere: (story, feed, page) =>
      read('reading what feeds brought', () => sql.isElsewhere.get(story, feed, page ?? null) !== undefined),
    owners: (story) =>
      read('reading who follows a story', () => sql.owners.all(story).map(({ guild }) => String(guild))),
    alike: (content) => read('reading what feeds brought', () => optional(sql.alike.get(content), toArrival)),
    arrivals: (feed, after, limit) =>
      read('reading what a feed brought', () => sql.arrivals.all(feed, after, limit).map(toArrival)),
    changes: (feed, after, limit) =>
      read('reading what a feed changed', () => sql.changes.all(feed, after, limit).map(toArrival)),
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
    followers: db.prepare(`SELECT ${FOLLOW} FROM follows WHERE feed = ? ORDER BY rowid`),
    follows: db.prepare(`SELECT ${FOLLOW} FROM follows WHERE guild = ? ORDER BY rowid`),
    follow: db.prepare(`SELECT ${FOLLOW} FROM follows WHERE guild = ? AND id = ?`),
    waiting: db.prepare(
      `SELECT ${FOLLOW} FROM follows
       WHERE cursor < (SELECT max(at) FROM arrivals WHERE arrivals.feed = follows.feed) ORDER BY rowid`,
    ),
    correcting: db.prepare(
      `SELECT ${FOLLOW} FROM follows
       WHERE corrected < (SELECT max(changed) FROM arrivals WHERE arrivals.feed = follows.feed AND changed > 0)
       ORDER BY rowid`,
    ),
    putFollow: db.prepare(
      `INSERT INTO follows (guild, id, feed, cursor, corrected, state)
       VALUES (:guild, :id, :feed, :cursor, :corrected, :state)
       ON CONFLICT DO UPDATE SET feed = excluded.feed, cursor = max(cursor, excluded.cursor),
         corrected = max(corrected, excluded.corrected), state = excluded.state`,
    ),
    dropFollow: db.prepare('DELETE FROM follows WHERE guild = ? AND id = ?'),
    advance: db.prepare('UPDATE follows SET cursor = ? WHERE guild = ? AND id = ? AND cursor < ?'),
    advanceCorrected: db.prepare(
      'UPDATE follows SET corrected = ? WHERE guild = ? AND id = ? AND corrected < ?',
    ),
    known: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? AND identity = ?`),
    named: db.prepare(
      `SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? AND guid IN (SELECT value FROM json_each(?)) ORDER BY at`,
    ),
    isElsewhere: db.prepare(
      `SELECT 1 FROM arrivals WHERE story = ?1 AND feed <> ?2 AND withdrawn = 0 AND (?3 IS NULL OR url IS NOT ?3)
         AND EXISTS (SELECT 1 FROM follows WHERE follows.feed = arrivals.feed) LIMIT 1`,
    ),
    owners: db.prepare(
      'SELECT DISTINCT guild FROM follows WHERE feed IN (SELECT feed FROM arrivals WHERE story = ?) ORDER BY guild',
    ),
    alike: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE content = ? ORDER BY at LIMIT 1`),
    arrivals: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? AND at > ? ORDER BY at LIMIT ?`),
    changes: db.prepare(
      `SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? AND changed > max(?, 0) ORDER BY changed LIMIT ?`,
    ),
    latest: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? ORDER BY at DESC LIMIT ?`),
    arrival: db.prepare(`SELECT ${ARRIVAL} FROM arrivals WHERE feed = ? AND at = ?`),
    arrive: db.prepare(
      `INSERT INTO arrivals (${ARRIVAL}, held)
       VALUES (:feed, :identity, :at, :story, :title, :url, :tags, :content, :teaser, :changed, :guid, :withdrawn, 0, :held)
       ON CONFLICT DO NOTHING`,
    ),
    change: db.prepare(
      `UPDATE arrivals SET title = :title, url = :url, tags = :tags, content = :content, teaser = :teaser,
         changed = :changed, guid = :guid, withdrawn = :withdrawn
       WHERE feed = :feed AND identity = :identity`,
    ),
    hold: db.prepare(
      `UPDATE arrivals SET held = :now WHERE feed = :feed AND identity = :identity AND held < :now - ${HELD_EVERY_MS}`,
    ),
    seek: db.prepare('UPDATE arrivals SET sought = :now WHERE feed = :feed AND identity = :identity'),
    moveArrivals: db.prepare('UPDATE OR IGNORE arrivals SET feed = ? WHERE feed = ?'),
    dropArrivals: db.prepare('DELETE FROM arrivals WHERE feed = ?'),
    pruneArrivals: db.prepare('DELETE FROM arrivals WHERE held < ?'),
    pruneFeeds: db.prepare(`DELETE FROM feeds WHERE NOT ${followed}`),
    pruneOrphans: db.prepare('DELETE FROM arrivals WHERE feed NOT IN (SELECT url FROM feeds)'),
  };
}

function record(sql: Statements, { feed, arrived, changed, sought, held }: PollRecord, now: number): void {
  for (const arrival of arrived)
    sql.arrive.run({ ...arrivalRow(arrival), at: arrival.at, story: arrival.story, held: now });
  for (const arrival of changed) sql.change.run(arrivalRow(arrival));
  for (const identity of sought) sql.seek.run({ feed: feed.url, identity, now });
  for (const identity of held) sql.hold.run({ feed: feed.url, identity, now });
  sql.saveFeed.run(feedRow(feed));
}
