import { announceMany, announceStory, type Headline, scopeOf } from '../headlines/choice.ts';
import { storySubject } from '../headlines/subjects.ts';
import type { Meter } from '../ports.ts';
import { leaseOf, targetOf } from '../schedule/post-due.ts';
import type { PostingPorts } from '../schedule/posting-ports.ts';
import { type OpenSlot, type SettlingPorts, settle } from '../schedule/settle.ts';
import { chooseArrivals, type Postable, type Unposted } from './choose-arrivals.ts';
import { type Arrival, type FeedBook, type Follow, SHARED } from './feed-book.ts';
import { followOrder } from './follow-order.ts';

export type ArrivalPorts = SettlingPorts &
  Pick<PostingPorts, 'serves' | 'pace'> & {
    readonly feeds: FeedBook;
    /** Nobody measures without. */
    readonly meter?: Meter | undefined;
  };

/** Of more than these at a time, the older ones are listed in one post. */
const MOST_POSTS = 5;
/** How many arrivals are dealt with at a time. */
const MOST_ARRIVALS = 200;
/** A digest is posted so long after the one before, at the earliest. */
const DIGEST_EVERY_MS = 60 * 60_000;

/** One post: of a story that came in, or of several. Its slot is its newest arrival. */
interface Post {
  readonly arrivals: readonly Arrival[];
  readonly headline: Headline;
  readonly subjects: readonly string[];
}

/**
 * Posts what feeds brought, for every server that follows them. Whatever happens in between, each story is posted once by
 * each follow: the ledger has a row for every arrival before the cursor passes it.
 */
export async function postArrivals(ports: ArrivalPorts): Promise<void> {
  const waiting = (await ports.feeds.waiting()).filter(
    ({ guild }) => guild === SHARED || ports.serves(guild),
  );
  const byGuild = Map.groupBy(waiting, ({ guild }) => guild);
  // A server's in turn, since two of its feeds may bring one story to one channel.
  await Promise.all([...byGuild.values()].map((follows) => dealWithAll(ports, follows)));
}

async function dealWithAll(ports: ArrivalPorts, follows: readonly Follow[]): Promise<void> {
  for (const follow of follows) {
    try {
      await dealWith(ports, follow);
    } catch (err) {
      ports.log.error({ err, guild: follow.guild, feed: follow.feed }, 'arrivals put off');
    }
  }
}

async function dealWith(ports: ArrivalPorts, follow: Follow): Promise<void> {
  const { feeds, archive, ledger, clock } = ports;
  const { guild, id, channel } = follow;
  const arrivals = await feeds.arrivals(follow.feed, follow.cursor, MOST_ARRIVALS);
  const last = arrivals.at(-1)?.at;
  if (last === undefined) return;
  if (channel === undefined || follow.post === 'none' || follow.paused) return feeds.advance(guild, id, last);
  if (follow.post === 'digest' && !(await isDigestDue(ports, follow))) return;
  const subjects = arrivals.map(({ story }) => storySubject(story));
  const shown = await ledger.shown(guild, channelScope(channel), subjects);
  const decisions = await chooseArrivals(archive, follow, arrivals, { shown, now: clock.now() });
  const posts = planPosts(
    follow,
    decisions.filter((one) => 'story' in one),
    shown,
  );
  const listed = posts
    .flatMap((post) => post.arrivals.slice(0, -1))
    .map((arrival) => ({ arrival, reason: 'It is listed in the post of several.' }));
  for (const post of posts) {
    const isStopping = (await postOne(ports, follow, channel, post)) === 'stopping';
    if (isStopping) return;
  }
  ports.meter?.count('items', { decision: 'posted' }, posts.flatMap((post) => post.arrivals).length);
  ports.meter?.count('items', { decision: 'not posted' }, decisions.filter((one) => 'reason' in one).length);
  await recordUnposted(ports, follow, channel, [...decisions.filter((one) => 'reason' in one), ...listed]);
  // Last: a fault in between has the arrivals looked at again, and those that the ledger has are left alone.
  await feeds.advance(guild, id, last);
}

/** The posts, oldest first; a burst is its newest stories one by one, after a list of the others. */
function planPosts(
  { post }: Follow,
  postable: readonly Postable[],
  shown: ReadonlyMap<string, number>,
): Post[] {
  const single = post === 'digest' ? [] : postable.slice(-MOST_POSTS);
  const many = postable.slice(0, postable.length - single.length);
  const [first] = many;
  const list = many.length > 1 ? [listOf(many)] : first ? [storyOf(first, shown)] : [];
  return [...list, ...single.map((one) => storyOf(one, shown))];
}

function storyOf({ arrival, story }: Postable, shown: ReadonlyMap<string, number>): Post {
  return { arrivals: [arrival], ...announceStory(story, shown) };
}

function listOf(many: readonly Postable[]): Post {
  return {
    arrivals: many.map(({ arrival }) => arrival),
    ...announceMany(many.map(({ story }) => story).reverse()),
  };
}

async function postOne(
  ports: ArrivalPorts,
  follow: Follow,
  channel: string,
  post: Post,
): Promise<'done' | 'stopping'> {
  const { ledger, announcer, feeds, archive, log } = ports;
  const slot = post.arrivals.at(-1)?.at;
  const order = followOrder({ feeds, archive }, follow);
  if (slot === undefined || !order) return 'done';
  if (!(await ports.pace())) return 'stopping';
  const place = { guild: follow.guild, schedule: follow.id, slot, channel };
  const claim = { ...place, scope: channelScope(channel), subjects: post.subjects };
  const { claimed } = await ledger.claim(claim, leaseOf(ports));
  if (!claimed) {
    log.debug(place, 'arrival was dealt with before');
    return 'done';
  }
  const open: OpenSlot = { ...place, attempts: 1, deadline: order.deadline(slot), role: follow.role };
  await settle(ports, open, await announcer.post(targetOf(open), post.headline));
  return 'done';
}

function recordUnposted(
  { ledger }: ArrivalPorts,
  { guild, id }: Follow,
  channel: string,
  unposted: readonly Unposted[],
): Promise<void> {
  return ledger.recordSkipped(
    unposted.map(({ arrival, reason }) => ({ guild, schedule: id, slot: arrival.at, channel, reason })),
  );
}

async function isDigestDue({ ledger, clock }: ArrivalPorts, { guild, id }: Follow): Promise<boolean> {
  const rows = await ledger.list({
    guild,
    schedule: id,
    since: clock.now() - DIGEST_EVERY_MS,
    limit: MOST_ARRIVALS,
  });
  return !rows.some(({ state }) => state === 'posted' || state === 'claimed');
}

function channelScope(channel: string): string {
  return scopeOf({ channel });
}
