import { UserError } from '../errors.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Clock } from '../ports.ts';
import { DocumentError, type RawDocument } from './documents.ts';
import type { FeedDocument } from './feed.ts';
import type { Feed, FeedBook, Follow } from './feed-book.ts';
import { FetchError } from './fetching.ts';
import { checkOnly } from './only-filter.ts';
import type { PollReport } from './poll-feed.ts';
import type { PagePorts } from './read-page.ts';
import { cleanAddress } from './web-address.ts';

/** The most feeds that one server may follow. */
export const MOST_FEEDS = 25;

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, text/html;q=0.8, */*;q=0.5';
/** Of the feeds that a page names, so many are tried. */
const MOST_TRIED = 3;

export interface FeedDeskPorts extends PagePorts {
  readonly book: FeedBook;
  readonly clock: Clock;
  /** Polls a feed at once, for all that follow it; `isFull` as of `pollFeed`. */
  poll(url: string, isFull: boolean): Promise<PollReport>;
}

/** What a server wants of a feed. */
export type Wishes = Pick<Follow, 'post' | 'channel' | 'only' | 'role' | 'readsPages'>;

/** A feed that was found at an address, or named by the page there. */
export interface FoundFeed {
  readonly url: string;
  readonly document: FeedDocument;
}

/** Finds the feed at an address, or the first that the page there names. Throws `UserError`. */
export async function findFeed(ports: PagePorts, address: string): Promise<FoundFeed> {
  const given = address.trim();
  const url = cleanAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(given) ? given : `https://${given}`);
  if (url === undefined) throw new UserError('That is no address of a feed or a page.');
  const first = await fetchDocument(ports, url);
  const document = await readOr(() => ports.reader.feed(first));
  if (document) return { url: first.address, document };
  const named = (await readOr(() => ports.reader.feedLinks(first))) ?? [];
  for (const link of named.slice(0, MOST_TRIED)) {
    const found = await fetchDocument(ports, link).catch(() => undefined);
    const read = found && (await readOr(() => ports.reader.feed(found)));
    if (found && read) return { url: found.address, document: read };
  }
  throw new UserError('There is no feed at this address, and the page there names none.');
}

/** Follows a feed for a guild, stores its newest stories and posts none of them. Throws `UserError`. */
export async function followFeed(
  ports: FeedDeskPorts,
  guild: string,
  address: string,
  wishes: Wishes,
): Promise<{ follow: Follow; feed: Feed; report: PollReport }> {
  const { book, clock } = ports;
  checkWishes(wishes);
  const { url, document } = await findFeed(ports, address);
  const present = await book.follows(guild);
  const id = `feed-${fingerprint(`${guild} ${url} ${wishes.channel ?? ''}`).slice(-6)}`;
  if (present.some((one) => one.id === id))
    throw new UserError('This server follows that feed there already.');
  if (guild !== '' && present.length >= MOST_FEEDS)
    throw new UserError(`A server can follow ${MOST_FEEDS} feeds. /feed unfollow ends one.`);
  const { title, site, language } = document;
  const now = clock.now();
  await book.enter({
    url,
    title,
    site,
    language,
    repeated: { url: false, guid: false },
    nextPoll: now,
    failures: 0,
  });
  const latest = (await book.latest(url, 1))[0]?.at ?? 0;
  const corrected = (await book.feed(url))?.lastChange ?? 0;
  const follow: Follow = { guild, id, feed: url, ...wishes, cursor: Math.max(now, latest), corrected };
  await book.putFollow(follow);
  const report = await ports.poll(url, true);
  return {
    follow,
    feed: (await book.feed(url)) ?? {
      url,
      title,
      repeated: { url: false, guid: false },
      nextPoll: now,
      failures: 0,
    },
    report,
  };
}

/** Changes what a guild wants of a feed, and lets it go on where it was paused. Throws `UserError`. */
export async function editFollow(
  { book }: Pick<FeedDeskPorts, 'book'>,
  guild: string,
  id: string,
  wishes: Partial<Wishes>,
): Promise<Follow> {
  const { paused: _, ...follow } = await requireFollow(book, guild, id);
  const edited = { ...follow, ...wishes };
  checkWishes(edited);
  await book.putFollow(edited);
  return edited;
}

/** A guild's follow by its id. Throws `UserError` where there is none. */
export async function requireFollow(book: FeedBook, guild: string, id: string): Promise<Follow> {
  const follow = await book.follow(guild, id);
  if (!follow) throw new UserError('This server follows no such feed. /feed list shows them.');
  return follow;
}

function checkWishes({ post, channel, only }: Wishes): void {
  checkOnly(only);
  if (post !== 'none' && channel === undefined) throw new UserError('channel: choose where to post.');
}

async function fetchDocument({ fetcher }: PagePorts, url: string): Promise<RawDocument> {
  try {
    const { status, body, url: address, headers } = await fetcher.fetch({ url, accept: ACCEPT });
    if (status !== 200) throw new UserError(`The server answers with status ${status}.`);
    return { bytes: body, address, contentType: headers['content-type'] };
  } catch (cause) {
    throw cause instanceof FetchError ? new UserError(cause.message, { cause }) : cause;
  }
}

/** A document that cannot be read is none of the kind that is looked for. */
async function readOr<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DocumentError) return undefined;
    throw error;
  }
}
