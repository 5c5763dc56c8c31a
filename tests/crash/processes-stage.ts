import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClock, type ProgramClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { storySubject } from '../../src/domain/headlines/subjects.ts';
import type { Arrival } from '../../src/domain/intake/feed-book.ts';
import { parseRule } from '../../src/domain/schedule/rule.ts';
import type { Schedule } from '../../src/domain/schedule/schedule.ts';
import { type Engine, findFreePort, NO_REDIS, startPostgres, startRedis } from '../fixtures/engines.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { type LoopbackProcess, type SeenPost, startLoopback } from './loopback-process.ts';
import { type MinuteFeed, serveMinuteFeed } from './minute-feed.ts';
import { judge, type Uptime, type Verdict } from './verdict.ts';

const MINUTE_MS = 60_000;
export const SHARDS = 4;
/** How many of them a process has. */
const SHARDS_EACH = 2;

/** A server of one shard, with two schedules that post every five minutes and a feed that is followed. */
export interface Place {
  readonly guild: string;
  readonly process: number;
  readonly schedules: readonly Schedule[];
  readonly feedChannel: string;
}

/** One life of a process of the bot. */
export interface Life {
  /** Resolves when all its parts work (/readyz), or it has ended. */
  readonly ready: Promise<unknown>;
  kill(): Promise<void>;
}

/** Two processes of the bot, of two shards each, on one PostgreSQL and one Redis, in one Discord; all of them come and go. */
export interface ProcessesStage {
  readonly clock: ProgramClock;
  readonly loopback: LoopbackProcess;
  /** PostgreSQL, and Redis where there is one. */
  readonly engines: readonly Engine[];
  start(process: number): Life;
  /** Kills an engine and starts it again; what a process had to do meanwhile is not counted against it. */
  restart(engine: Engine): Promise<void>;
  /** Lets both run in peace for a while, and tells what became of every slot and every item. */
  judge(): Promise<FullVerdict>;
  close(): Promise<void>;
}

/** Empty lists when all is well. */
export interface FullVerdict {
  readonly schedules: Pick<Verdict, 'slots' | 'posted' | 'skipped' | 'failed'>;
  readonly items: { readonly published: number; readonly arrived: number; readonly posts: number };
  readonly duplicates: readonly string[];
  readonly unaccounted: readonly string[];
  readonly mismatched: readonly string[];
  readonly lost: readonly string[];
}

/** `speed`: how many minutes of the program's time pass in one. */
export async function createProcessesStage(speed: number): Promise<ProcessesStage> {
  const epoch = new Date().toISOString();
  const clock = createClock({ epoch, speed });
  const postgres = await startPostgres();
  const redis = NO_REDIS ? undefined : await startRedis();
  const loopback = await startLoopback({ epoch, speed }, { shards: SHARDS, maxConcurrency: SHARDS });
  const feed = await serveMinuteFeed(clock);
  const places = await furnish(postgres.url, loopback, feed, clock.now());
  const uptimes: Uptime[][] = [[], []];
  const lives = new Set<Life>();
  const env = {
    ...{ PATH: process.env.PATH, DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.url },
    ...{ STORE_URL: postgres.url, CONTENT_DIR: STORIES_DIR, PROMPTS_DIR: resolve('prompts') },
    ...(redis && { CACHE_URL: redis.url }),
    ...{ CLOCK_EPOCH: epoch, CLOCK_SPEED: String(speed), SHARD_COUNT: String(SHARDS), LOG_LEVEL: 'silent' },
    ...{ FEED_POLL_MINUTES: '1', FETCH_ALLOW_LOOPBACK: 'on' },
  };

  function start(number: number): Life {
    const uptime = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    uptimes[number]?.push(uptime);
    const shards = Array.from({ length: SHARDS_EACH }, (_, index) => number * SHARDS_EACH + index);
    const began = (async () => {
      const port = await findFreePort();
      const child = spawn(process.execPath, [resolve('src/main.ts')], {
        stdio: 'ignore',
        env: { ...env, SHARDS: JSON.stringify(shards), HEALTH_PORT: String(port) },
      });
      const exited = once(child, 'exit').then(() => {
        uptime.to = clock.now();
      });
      return { child, exited, ready: Promise.race([awaitReady(port, uptime, clock), exited]) };
    })();
    const life: Life = {
      ready: began.then(({ ready }) => ready),
      async kill() {
        const { child, exited } = await began;
        child.kill('SIGKILL');
        await exited;
        lives.delete(life);
      },
    };
    lives.add(life);
    return life;
  }

  return {
    ...{ clock, loopback, start, engines: [postgres, ...(redis ? [redis] : [])] },
    async restart(engine) {
      const from = clock.now();
      await engine.kill();
      await engine.start();
      // What was up has been up until then, and is up again from now on.
      for (const own of uptimes) {
        const last = own.at(-1);
        if (!last || last.to < from || last.from > from) continue;
        own.splice(-1, 1, { from: last.from, to: from }, afterOutage(last, clock.now()));
      }
    },
    async judge() {
      await loopback.clearFaults();
      const calm = [start(0), start(1)];
      await Promise.all(calm.map(({ ready }) => ready));
      const quiet = clock.now();
      await wait(clock.realSpan(14 * MINUTE_MS));
      await Promise.all(calm.map((life) => life.kill()));
      return judgeAll({
        storeUrl: postgres.url,
        loopback,
        feed,
        places,
        uptimes,
        quiet,
        until: quiet + 8 * MINUTE_MS,
      });
    },
    async close() {
      await Promise.all([...lives].map((life) => life.kill()));
      await loopback.stop();
      await feed.close();
      await redis?.remove();
      await postgres.remove();
    },
  };
}

/** The rest of an uptime, whose end is still to come. */
function afterOutage(before: Uptime, from: number): Uptime {
  return {
    from,
    get to() {
      return before.to;
    },
  };
}

async function awaitReady(
  port: number,
  uptime: { from: number; to: number },
  clock: ProgramClock,
): Promise<void> {
  while (uptime.to === Number.POSITIVE_INFINITY) {
    const status = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) {
      uptime.from = clock.now();
      return;
    }
    await wait(100);
  }
}

async function furnish(
  storeUrl: string,
  loopback: LoopbackProcess,
  feed: MinuteFeed,
  since: number,
): Promise<Place[]> {
  const store = await openStore(storeUrl);
  await store.feeds.enter({
    ...{
      url: feed.url,
      title: 'Ledger',
      repeated: { url: false, guid: false },
      nextPoll: since,
      failures: 0,
      // What a feed's first poll brings is not posted, and on a machine with much to do that poll may come late.
      readAt: since,
    },
  });
  const places: Place[] = [];
  for (let shard = 0; shard < SHARDS; shard += 1) {
    const guild = String(BigInt(shard + SHARDS) << 22n);
    await loopback.addGuild(guild);
    const schedules: Schedule[] = [];
    for (const minute of [shard, shard + 1]) {
      schedules.push({
        ...{
          id: `s${shard}m${minute}`,
          guild,
          channel: await loopback.addChannel(`channel-${minute}`, guild),
        },
        ...{
          rule: parseRule({ cron: `${minute}-59/5 * * * *`, zone: 'Asia/Kathmandu' }),
          post: 'rotate',
          since,
        },
        missed: minute % 2 === 0 ? 'skip' : 'catch-up',
      });
    }
    await store.schedules.change(guild, () => [schedules, undefined]);
    const feedChannel = await loopback.addChannel('feed', guild);
    await store.feeds.putFollow({
      ...{ guild, id: `feed-${shard}`, feed: feed.url, post: 'each', channel: feedChannel },
      ...{ only: '', readsPages: false, cursor: since, corrected: since },
    });
    places.push({ guild, process: Math.floor(shard / SHARDS_EACH), schedules, feedChannel });
  }
  await store.close();
  return places;
}

interface AllEvidence {
  readonly storeUrl: string;
  readonly loopback: LoopbackProcess;
  readonly feed: MinuteFeed;
  readonly places: readonly Place[];
  readonly uptimes: readonly (readonly Uptime[])[];
  /** Items published before this moment have to be dealt with. */
  readonly quiet: number;
  /** Slots after this moment are not judged. */
  readonly until: number;
}

async function judgeAll(evidence: AllEvidence): Promise<FullVerdict> {
  const { storeUrl, loopback, feed, places, uptimes, quiet, until } = evidence;
  const store = await openStore(storeUrl);
  const arrivals = await store.feeds.arrivals(feed.url, 0, 1_000_000);
  const published = feed.itemsUntil(quiet);
  const verdicts = await Promise.all(
    places.map(async ({ guild, process: number, schedules, feedChannel }) => {
      const rows = await store.ledger.list({ guild, limit: 1_000_000 });
      const channels = [...schedules.map(({ channel }) => channel), feedChannel];
      const posts = (await Promise.all(channels.map((channel) => loopback.posts(channel)))).flat();
      const slots = judge({ schedules, rows, posts, uptimes: uptimes[number] ?? [], until });
      return { slots, items: judgeItems(guild, { rows, posts, arrivals, published }) };
    }),
  );
  await store.close();
  const known = new Set(arrivals.map(({ url }) => url));
  const sum = (key: 'slots' | 'posted' | 'skipped' | 'failed') =>
    verdicts.reduce((total, { slots }) => total + slots[key], 0);
  return {
    schedules: { slots: sum('slots'), posted: sum('posted'), skipped: sum('skipped'), failed: sum('failed') },
    items: {
      published: published.length,
      arrived: arrivals.length,
      posts: verdicts.reduce((total, { items }) => total + items.posts, 0),
    },
    duplicates: verdicts.flatMap(({ slots }) => slots.duplicates),
    unaccounted: verdicts.flatMap(({ slots, items }) => [...slots.unaccounted, ...items.unaccounted]),
    mismatched: verdicts.flatMap(({ slots, items }) => [...slots.mismatched, ...items.mismatched]),
    lost: [
      ...verdicts.flatMap(({ slots, items }) => [...slots.lost, ...items.lost]),
      ...published.filter((url) => !known.has(url)),
    ],
  };
}

/** Every arrival of a server is shown by a post, its own or one of several: nothing else may become of it here. */
function judgeItems(
  guild: string,
  {
    rows,
    posts,
    arrivals,
    published,
  }: {
    readonly rows: Awaited<ReturnType<Awaited<ReturnType<typeof openStore>>['ledger']['list']>>;
    readonly posts: readonly SeenPost[];
    readonly arrivals: readonly Arrival[];
    readonly published: readonly string[];
  },
) {
  const own = rows.filter(({ schedule }) => schedule.startsWith('feed-'));
  const rowOf = new Map(own.map((row) => [row.slot, row]));
  const messages = new Set(posts.map(({ id }) => id));
  const posted = own.filter(({ state }) => state === 'posted');
  const told = new Set(posted.flatMap(({ subjects }) => subjects));
  // Those that were published later may still be on their way.
  const due = arrivals.filter(({ url = '' }) => published.includes(url));
  const name = ({ at }: Arrival) => `${guild} ${at}`;
  return {
    posts: posted.length,
    unaccounted: due.filter(({ at }) => (rowOf.get(at)?.state ?? 'claimed') === 'claimed').map(name),
    mismatched: posted
      .filter(({ message }) => !messages.has(message ?? ''))
      .map(({ slot }) => `${guild} ${slot}`),
    lost: due
      .filter(({ at, story }) => {
        const state = rowOf.get(at)?.state ?? 'claimed';
        return state !== 'claimed' && !told.has(storySubject(story));
      })
      .map(name),
  };
}
