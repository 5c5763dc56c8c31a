import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Feed } from '../domain/intake/feed-book.ts';
import { type PollReport, pollFeed, putOffFeed } from '../domain/intake/poll-feed.ts';
import { isTellable } from '../domain/intake/poll-plan.ts';
import type { PollPorts } from '../domain/intake/poll-ports.ts';
import type { Attempt, JobData, JobQueue } from '../domain/jobs.ts';
import type { Log } from '../domain/ports.ts';
import type { Announcer } from '../domain/schedule/announcer.ts';
import { createSharedRuns } from '../domain/schedule/queue.ts';
import type { ProgramClock } from './clock.ts';
import { startTimer } from './timer.ts';

const POLLS = 'polls';
/**
 * Each of the polls under way has its own host, since one host is asked for one document at a time. A poll takes 15 s at
 * most, but may read a page for each of its items.
 */
const POLICY = {
  concurrency: 16,
  withinMs: 15 * 60_000,
  tries: 5,
  firstWaitMs: 5_000,
  longestWaitMs: 5 * 60_000,
} as const;
/** Of the feeds that are due, so many are looked at for hosts that are free. */
const LOOKED_AT = 1000;
/** A host is not asked for again so soon: its poll was added just now, or another one of it waits, runs, or ends just now. */
const ADDED_MS = 10_000;
const BUSY_MS = 1_000;

const POLL_JOB = z.object({ url: z.string() });

export interface FeedPollerOptions {
  readonly ports: PollPorts;
  readonly clock: ProgramClock;
  readonly log: Log;
  /** Posts what polls have brought. */
  postArrivals(): Promise<void>;
  /** Corrects the posts of stories that their source has rewritten. */
  correctPosts(): Promise<void>;
  readonly announcer?: Pick<Announcer, 'tellFailing'>;
}

export interface RunningPoller {
  /** Begins nothing more and waits for what runs, `timeoutMs` at most. */
  stop(timeoutMs: number): Promise<void>;
}

export interface FeedPoller {
  /** Polls one feed now; joins a poll of it that is under way. */
  poll(url: string, isFull: boolean): Promise<PollReport>;
  /** From now on has what is due polled, once however many processes do so, and posts what polls have brought. */
  start(queue: JobQueue): Promise<RunningPoller>;
}

/**
 * Has feeds polled when they are due, many hosts at a time. Every process adds jobs, one for each host, and does jobs; what
 * a poll brought is posted by whoever serves the guild.
 */
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
  // Ticks and polls may come faster than posts get out: what is asked for meanwhile is done in one run.
  const postInTurn = createSharedRuns(postArrivals);
  const correctInTurn = createSharedRuns(correctPosts);
  /** Until when no poll of a host is asked for, in real milliseconds. */
  const resting = new Map<string, number>();
  const following = new Set<Promise<void>>();

  function run(feed: Feed, isFull: boolean): Promise<PollReport> {
    const before = running.get(feed.url);
    if (before && !isFull) return before;
    // A full poll is asked for somebody who was not there when the other began.
    const mine = (before ?? Promise.resolve()).then(() => pollFeed(ports, feed, isFull));
    running.set(feed.url, mine);
    return mine.finally(() => running.get(feed.url) === mine && running.delete(feed.url));
  }

  async function addDue(queue: JobQueue, now: number): Promise<void> {
    const from = performance.now();
    for (const [host, until] of resting) if (until < from) resting.delete(host);
    for (const { url } of await book.due(now, LOOKED_AT)) {
      const host = hostOf(url);
      if (resting.has(host)) continue;
      const isAdded = await queue.add(POLLS, host, { url });
      resting.set(host, performance.now() + (isAdded ? ADDED_MS : BUSY_MS));
    }
  }

  async function work(data: JobData, { isLast }: Attempt): Promise<void> {
    const { url } = POLL_JOB.parse(data);
    const feed = await book.feed(url);
    const now = clock.now();
    // The try before may have come to its end, and nobody have heard of it.
    if (!feed || feed.ended || feed.nextPoll > now) return;
    try {
      const report = await run(feed, false);
      await tell(url, now);
      follow(report);
    } catch (error) {
      // Otherwise it would be due, fail and be set aside again and again.
      if (isLast) await putOffFeed(ports, feed, 'It could not be polled.');
      throw error;
    } finally {
      resting.delete(hostOf(url));
    }
  }

  /** What comes of a poll is no part of it: posts take their time, and the ledger sees to it that none is lost. */
  function follow({ arrived, changed }: PollReport): void {
    const done = (async () => {
      if (arrived.length > 0) await postInTurn();
      if (changed.length > 0) await correctInTurn();
    })().catch((err: unknown) => log.error({ err }, 'what a feed brought was not posted; it is tried again'));
    following.add(done);
    void done.finally(() => following.delete(done));
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

  return {
    async poll(url, isFull) {
      const feed = await book.feed(url);
      if (!feed) return { outcome: 'failed', reason: 'Nobody follows this feed.', arrived: [], changed: [] };
      return run(feed, isFull);
    },
    async start(queue) {
      await queue.work(POLLS, POLICY, work);
      const timer = startTimer({
        clock,
        log,
        next: async () => (await book.nextDue()) ?? Number.POSITIVE_INFINITY,
        async tick(now) {
          // What others' polls have brought, what an earlier process did not come to, and digests whose time has come.
          await Promise.all([postInTurn(), correctInTurn(), addDue(queue, now)]);
        },
      });
      return {
        stop: async (timeoutMs) => {
          const over = Promise.all([timer.stop(), ...following]);
          await Promise.race([over, wait(timeoutMs, undefined, { ref: false })]);
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
