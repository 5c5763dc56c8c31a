import { z } from 'zod';
import type { Arrival, Feed, Follow } from '../../domain/intake/feed-book.ts';

/*
 * Feeds, follows and arrivals as rows of any database: feeds and follows are kept as JSON beside the columns that are
 * searched.
 */

/** The columns of an arrival that the program reads. */
export const ARRIVAL_COLUMNS =
  'feed, identity, at, story, title, url, tags, content, teaser, changed, guid, withdrawn, sought';

/** An arrival is noted to be held so often: once a day is enough, and spares a write for each item of each poll. */
export const HELD_EVERY_MS = 86_400_000;

/** A feed that ended is never due; the column has no room for that but the far future. */
const NEVER = Number.MAX_SAFE_INTEGER;

export function feedRow(feed: Feed) {
  return { url: feed.url, next: feed.ended ? NEVER : feed.nextPoll, state: JSON.stringify(feed) };
}

/** The columns of a follow that the program reads. */
export const FOLLOW_COLUMNS = 'state, cursor, corrected';

export function followRow({ cursor, corrected, ...follow }: Follow) {
  const { guild, id, feed } = follow;
  return { guild, id, feed, cursor, corrected, state: JSON.stringify(follow) };
}

export function arrivalRow(arrival: Arrival) {
  const { feed, identity, guid, title, url, tags, content, isTeaser, isWithdrawn, changed } = arrival;
  return {
    feed,
    identity,
    guid: guid ?? null,
    title,
    url: url ?? null,
    tags: JSON.stringify(tags),
    content,
    teaser: Number(isTeaser),
    withdrawn: Number(isWithdrawn),
    changed,
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
  lastChange: z.number().optional(),
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
  teaser: z.union([z.number(), z.boolean()]),
  changed: z.number(),
  guid: z.string().nullable(),
  withdrawn: z.union([z.number(), z.boolean()]),
  sought: z.number(),
});

/** A row as a database driver gives it. */
export type Row = Readonly<Record<string, unknown>>;

export function toFeed({ state }: Row): Feed {
  return feedState.parse(JSON.parse(String(state)));
}

export function toFollow({ state, cursor, corrected }: Row): Follow {
  const follow = followState.parse(JSON.parse(String(state)));
  return { ...follow, cursor: Number(cursor), corrected: Number(corrected) };
}

export function toArrival(row: Row): Arrival {
  const { guid, url, tags, teaser, withdrawn, ...arrival } = arrivalColumns.parse(row);
  return {
    ...arrival,
    ...(guid === null ? {} : { guid }),
    ...(url === null ? {} : { url }),
    tags: z.array(z.string()).parse(JSON.parse(tags)),
    isTeaser: Boolean(teaser),
    isWithdrawn: Boolean(withdrawn),
  };
}

export function optional<T>(row: Row | undefined, read: (row: Row) => T): T | undefined {
  return row && read(row);
}
