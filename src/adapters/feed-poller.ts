import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import type { Arrival, Feed } from '../domain/intake/feed-book.ts';
import { type PollReport, pollFeed } from '../domain/intake/poll-feed.ts';
import { DAY_MS, isTellable } from '../domain/intake/poll-plan.ts';
import type { PollPorts } from '../domain/intake/poll-ports.ts';
import type { Log } from '../domain/ports.ts';
import type { Announcer } from '../domain/schedule/announcer.ts';
import { createQueue } from '../domain/schedule/queue.ts';
import type { ProgramClock } from './clock.ts';
import { startTimer } from './timer.ts';

/** Polls under way at a time; each has its own host, since one host is asked for one document at a time. */
const MOST_AT_ONCE = 16;
/** Of the feeds that are due, so many are looked at for hosts that are free. */
const LOOKED_AT = 1000;
/** Feeds that were not held by their source for so long are forgotten item by item. */
const FORGET_AFTER_MS = 90 * DAY_MS;

export interface FeedPollerOptions {
  readonly ports: PollPorts;
  readonly clock: ProgramClock;
  readonly log: Log;
  /** Posts what polls have brought. */
  postArrivals(): Promise<void>;
  /** Corrects the posts of stories that their source has rewritten. */
  correctPosts(changed: readonly Arrival[]): Promise<void>;
  readonly announcer?: Pick<Announcer, 'tellFailing'>;
}

export interface RunningPoller {
  /** Begins nothing more and waits for what runs, `timeoutMs` at most. */
  stop(timeoutMs: number): Promise<void>;
}

export interface FeedPoller {
  /** Polls one feed now; joins a poll of it that is under way. */
  poll(url: string, isFull: boolean): Promise<PollReport>;
  /** Polls what is due from now on, and posts what it brings. */
  start(): RunningPoller;
}

/** Polls feeds when they are due, many hosts at a time. */
export function createFeedPoller({
  ports,
  clock,
  log,
  postArrivals,
  correctPosts,
  announcer,
}: FeedPollerOptions): FeedPoller {
  const { book } = ports;
  const running = new Map<string, Promise<PollReport>>();
  const inTurn = createQueue();
  let nextPrune = Number.NEGATIVE_INFINITY;

  function run(feed: Feed, isFull: boolean): Promise<PollReport> {
    const before = running.get(feed.url);
    if (before && !isFull) return before;
    // A full poll is asked for somebody who was not there when the other began.
    const mine = (before ?? Promise.resolve()).then(() => pollFeed(ports, feed, isFull));
    running.set(feed.url, mine);
    return mine.finally(() => running.get(feed.url) === mine && running.delete(feed.url));
  }

  async function pollDue(now: number): Promise<void> {
    const busy = new Set([...running.keys()].map(hostOf));
    const due = await book.due(now, LOOKED_AT);
    // One a host: the others would stand in line for it, and keep the place of feeds that need not wait.
    const free = due.filter(({ url }) => !busy.has(hostOf(url)) && busy.add(hostOf(url)));
    await Promise.all(
      free.slice(0, Math.max(MOST_AT_ONCE - running.size, 0)).map(async (feed) => {
        const { arrived, changed } = await run(feed, false);
        await tell(feed.url, now);
        if (arrived.length > 0) await inTurn(postArrivals);
        if (changed.length > 0) await correctPosts(changed);
      }),
    );
  }

  /** Told before it is noted: a crash in between tells it twice, where the other order would leave it untold. */
  async function tell(url: string, now: number): Promise<void> {
    const feed = await book.feed(url);
    if (!announcer || !feed || !isTellable(feed, now)) return;
    const reason = feed.fault ?? 'It cannot be read.';
    for (const { guild, id } of await book.followers(url)) {
      if (guild)
        await announcer.tellFailing(
          { guild, id, title: feed.title, since: feed.failingSince ?? now },
          reason,
        );
    }
    await book.save({ ...feed, toldAt: now });
  }

  async function prune(now: number): Promise<void> {
    if (now < nextPrune) return;
    nextPrune = now + DAY_MS;
    await book.prune(now - FORGET_AFTER_MS);
  }
  return {
    async poll(url, isFull) {
      const feed = await book.feed(url);
      if (!feed) return { outcome: 'failed', reason: 'Nobody follows this feed.', arrived: [], changed: [] };
      return run(feed, isFull);
    },
    start() {
      const timer = startTimer({
        clock,
        log,
        next: async () => (await book.nextDue()) ?? Number.POSITIVE_INFINITY,
        async tick(now) {
          // What an earlier process did not come to post, and digests whose time has come.
          await inTurn(postArrivals);
          await pollDue(now);
          await prune(now);
        },
      });
      return {
        stop: async (timeoutMs) => {
          await Promise.race([timer.stop(), wait(timeoutMs, undefined, { ref: false })]);
        },
      };
    },
  };
}

function hostOf(url: string): string {
  return new URL(url).host;
}

/** How the program names itself to the servers that it reads from. */
export function userAgent(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return `Pullquote/${version} (Discord bot that reads the feeds and pages that its servers follow)`;
}
