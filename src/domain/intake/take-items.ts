import type { FeedDocument } from './feed.ts';
import type { Arrival, Feed, Follow, PollRecord } from './feed-book.ts';
import { itemArticle } from './item-article.ts';
import { type IdentifiedItem, identifyItems, isDistinctive } from './item-identity.ts';
import type { PollPorts } from './poll-ports.ts';
import { withdrawStories } from './withdrawals.ts';

/** Of a feed that is new to somebody, so many of the newest items are stored; none of them is posted. */
const FIRST_ITEMS = 10;

/** Stores what the feed has that is new or changed. The arrivals are recorded afterwards: what is stored twice is stored once. */
export async function takeItems(
  ports: PollPorts,
  feed: Feed,
  { items: given, deleted }: Pick<FeedDocument, 'items' | 'deleted'>,
  isFull: boolean,
): Promise<Omit<PollRecord, 'feed'> & Pick<Feed, 'lastChange'>> {
  const { book, clock } = ports;
  const items = identifyItems(feed.url, given, feed.repeated);
  const known = await book.known(
    feed.url,
    items.map(({ identity }) => identity),
  );
  const followers = await book.followers(feed.url);
  const isFirst = feed.readAt === undefined;
  const newest = new Set(newestFirst(items).slice(0, FIRST_ITEMS));
  // Oldest first, so that they arrive, and are posted, in the order in which they were published.
  const ordered = newestFirst(items).reverse();
  const now = clock.now();
  const last = (await book.latest(feed.url, 1))[0]?.at ?? 0;
  // Those of a first poll arrive before anybody can have followed, so that none of them is posted.
  const start = isFirst
    ? Math.min(now, ...followers.map(({ cursor }) => cursor)) - items.length
    : Math.max(now, last + 1);
  let at = start - 1;
  let change = Math.max(now - 1, feed.lastChange ?? 0);
  const arrived: Arrival[] = [];
  const changed: Arrival[] = [];
  for (const item of ordered) {
    const before = known.get(item.identity);
    const isChanged = before !== undefined && (before.isWithdrawn || before.content !== item.content);
    if (before && !isChanged && !(isFull && newest.has(item))) continue;
    const isStored = !isFirst || newest.has(item);
    // A feed that gave a whole story, and now gives less of it, means that.
    const isPatient = before === undefined || before.isTeaser;
    const story = isStored ? await storeItem(ports, feed, { ...item, isPatient }, followers) : '';
    if (before && !isChanged) continue;
    if (before) {
      change += 1;
      changed.push(describeArrival(feed, item, { ...before, changed: change, story }));
    } else {
      at += 1;
      arrived.push(describeArrival(feed, item, { at, changed: 0, story, sought: 0 }));
    }
  }
  const held = items.map(({ identity }) => identity);
  const shown = { feed, deleted, held: new Set(held), known, followers };
  const { withdrawn, sought } = await withdrawStories(ports, shown);
  for (const arrival of withdrawn) {
    change += 1;
    changed.push({ ...arrival, isWithdrawn: true, changed: change });
  }
  const lastChange = changed.length > 0 ? change : feed.lastChange;
  return { arrived, changed, sought, held, lastChange };
}

/** Stores one item for all who follow; the id of its story. `isPatient` as of `IncomingArticle`. */
async function storeItem(
  ports: PollPorts,
  feed: Feed,
  { isPatient, ...item }: IdentifiedItem & { readonly isPatient: boolean },
  followers: readonly Follow[],
): Promise<string> {
  const alike = isDistinctive(item) ? await ports.book.alike(item.content) : undefined;
  const identity = alike?.identity ?? item.identity;
  const source = { kind: 'feed', feed: feed.url } as const;
  const readers = item.isTeaser && item.url ? followers.filter(({ readsPages }) => readsPages) : [];
  const page = readers.length > 0 && item.url ? await ports.readPage(item.url) : undefined;
  const ownersOf = (some: readonly Follow[]) => [...new Set(some.map(({ guild }) => guild))];
  const pageOwners = page ? ownersOf(readers) : [];
  const itemOwners = ownersOf(followers).filter((owner) => !pageOwners.includes(owner));
  const stored = await ports.stories.store({
    article: itemArticle(feed, item),
    identity,
    owners: itemOwners,
    isPatient,
    source,
  });
  if (page)
    await ports.stories.store({ article: { ...page, url: item.url }, identity, owners: pageOwners, source });
  return stored.id;
}

function describeArrival(
  feed: Feed,
  { identity, guid, title, url, tags, content, isTeaser }: IdentifiedItem,
  { at, changed, story, sought }: Pick<Arrival, 'at' | 'changed' | 'story' | 'sought'>,
): Arrival {
  const item = { identity, guid, title, url, tags, content, isTeaser };
  return { feed: feed.url, ...item, isWithdrawn: false, at, changed, story, sought };
}

/** By date, where all have one; otherwise in the feed's own order, which is mostly that. */
function newestFirst<T extends { readonly published?: string | undefined }>(items: readonly T[]): T[] {
  if (items.some(({ published }) => published === undefined)) return [...items];
  return [...items].sort((a, b) => (b.published ?? '').localeCompare(a.published ?? ''));
}
