import type { FeedDocument } from './feed.ts';
import type { Arrival, Feed, Follow } from './feed-book.ts';
import { DAY_MS } from './poll-plan.ts';
import type { PollPorts } from './poll-ports.ts';

/** A page is looked for while its story has come in so lately, so often at most, and so many a poll. */
const SOUGHT_FOR_MS = 14 * DAY_MS;
const SOUGHT_EVERY_MS = DAY_MS;
const MOST_SOUGHT = 3;
/** Of the stories that came in after the oldest one that a feed shows, so many are held against what it shows. */
const MOST_RECENT = 200;

/** A poll of a feed: what it showed, and what is known of that (by identity). */
export interface FeedShown {
  readonly feed: Feed;
  readonly deleted: FeedDocument['deleted'];
  readonly held: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, Arrival>;
  readonly followers: readonly Follow[];
}

/** Stories that their source has deleted. */
export interface Withdrawals {
  readonly withdrawn: readonly Arrival[];
  /** The identities of those whose pages were looked for and may be there. */
  readonly sought: readonly string[];
}

/**
 * Marks the stories of a feed that their source has deleted: those that the feed says so of (RFC 6721), unless another feed
 * brings them too, and those that went missing among what it shows and have no page any more, unless another feed brings them
 * from another page, where somebody lets pages be read. What drops off the end of a feed was not deleted, nor was what it shows.
 */
export async function withdrawStories(ports: PollPorts, shown: FeedShown): Promise<Withdrawals> {
  // For all that have it: another feed may have deleted it before, which had to wait for this one.
  const withdraw = async (story: string, at: number) =>
    ports.stories.withdraw(story, await ports.book.owners(story), at);
  const said = await findSaid(ports, shown);
  for (const [{ story, feed }, at] of said) {
    if (story && !(await ports.book.isElsewhere(story, feed))) await withdraw(story, at);
  }
  const saidOf = new Set([...said.keys()].map(({ identity }) => identity));
  const sought = (await findMissing(ports, shown)).filter(({ identity }) => !saidOf.has(identity));
  const gone: Arrival[] = [];
  for (const arrival of sought) {
    if (!arrival.url || !(await ports.isPageGone(arrival.url))) continue;
    gone.push(arrival);
    if (await ports.book.isElsewhere(arrival.story, arrival.feed, arrival.url)) continue;
    await withdraw(arrival.story, ports.clock.now());
  }
  const withdrawn = [...said.keys(), ...gone];
  for (const { feed, story } of withdrawn)
    ports.log.info({ feed, story }, 'a story was deleted at its source');
  return {
    withdrawn,
    sought: sought.filter((one) => !gone.includes(one)).map(({ identity }) => identity),
  };
}

/** Those that the feed calls deleted, each with when (Unix milliseconds). */
async function findSaid(
  { book, clock }: PollPorts,
  { feed, deleted, held }: FeedShown,
): Promise<ReadonlyMap<Arrival, number>> {
  // Where one guid names several items, nobody knows which of them is meant.
  if (deleted.length === 0 || feed.repeated.guid) return new Map();
  const now = clock.now();
  const moments = new Map(deleted.map(({ guid, at }) => [guid, Math.min(now, at ? Date.parse(at) : now)]));
  const named = await book.named(feed.url, [...moments.keys()]);
  const fresh = named.filter(({ identity, isWithdrawn }) => !isWithdrawn && !held.has(identity));
  return new Map(fresh.map((arrival) => [arrival, moments.get(arrival.guid ?? '') ?? now]));
}

/** Those that a feed shows no more, though it shows what came in before them, and whose pages are to be looked for. */
async function findMissing(
  { book, clock }: PollPorts,
  { feed, held, known, followers }: FeedShown,
): Promise<readonly Arrival[]> {
  if (known.size === 0 || !followers.some(({ readsPages }) => readsPages)) return [];
  const now = clock.now();
  const oldest = Math.min(...[...known.values()].map(({ at }) => at));
  const recent = await book.arrivals(feed.url, Math.max(oldest, now - SOUGHT_FOR_MS), MOST_RECENT);
  return recent
    .filter(({ identity, story, url, isWithdrawn, sought }) => {
      const isMissing = !held.has(identity) && !isWithdrawn;
      return isMissing && story !== '' && url !== undefined && now - sought >= SOUGHT_EVERY_MS;
    })
    .toSorted((a, b) => a.sought - b.sought)
    .slice(0, MOST_SOUGHT);
}
