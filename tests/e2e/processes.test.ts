import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import type { Follow } from '../../src/domain/intake/feed-book.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { serveWeb } from '../adapters/intake/web-server.ts';
import { FIVE_MINUTES, scheduleOf } from '../domain/schedule/posting.ts';
import { type Engine, NO_POSTGRES, NO_REDIS, startPostgres, startRedis } from '../fixtures/engines.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { approving, findUse, startModelServer } from '../fixtures/model-server.ts';
import { createDatabase } from '../fixtures/postgres-database.ts';

/** A minute of the bot's time passes in a second. */
const SPEED = 60;
const EPOCH = new Date(Date.now() - 1000).toISOString();
const clock = createClock({ epoch: EPOCH, speed: SPEED });
const SHARDS = 4;
const IDENTIFY_WINDOW_MS = 5000;
const PATIENCE = { timeout: 40_000 };
/** How often a member may use the model within two minutes. */
const COOLDOWN_USES = 6;

const ADA = '900001';

describe.skipIf(NO_POSTGRES !== '')(`two processes with two shards each${NO_POSTGRES}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startPostgres();
  });
  afterAll(() => engine.remove());

  it('share the work: each serves its servers, every feed is polled once, commands are registered once, shards identify in turn', {
    timeout: 120_000,
  }, async () => {
    const loopback = await createLoopbackDiscord({ shards: SHARDS, maxConcurrency: 2 });
    const web = await serveFeed();
    const STORE_URL = await createDatabase(engine);
    const places = await furnish(loopback, STORE_URL, web.url);
    onTestFinished(async () => {
      await loopback.stop();
      await web.close();
    });
    await startBoth({ STORE_URL }, loopback);

    const registered = () =>
      loopback.requests.filter(({ method, path }) => method === 'PUT' && /commands$/.test(path));
    await expect.poll(() => registered().length, PATIENCE).toBe(1);
    expectInTurn(loopback);
    for (const { channel, user } of places) {
      const asked = loopback.runCommand({ channel, user, name: 'stories', options: {} });
      expect(await asked.outcome).toMatchObject({ kind: 'acknowledged' });
    }

    // Every server has its own schedule's posts and the feed's, each once.
    const posts = (channel: string) =>
      loopback.messages(channel).filter(({ message }) => !message.interaction_metadata);
    const tagsOf = (channel: string) =>
      posts(channel).map(({ message }) => /p1\|headline\|\w+\|([\w-]+)\|/.exec(JSON.stringify(message))?.[1]);
    for (const { channel } of places) {
      await expect
        .poll(() => tagsOf(channel).filter((tag) => tag?.startsWith('feed')).length, { timeout: 40_000 })
        .toBeGreaterThan(2);
      await expect
        .poll(() => tagsOf(channel).filter((tag) => tag?.startsWith('shard')).length, { timeout: 40_000 })
        .toBeGreaterThan(1);
      expect(new Set(tagsOf(channel)).size).toBe(posts(channel).length);
    }
    expect(registered()).toHaveLength(1);
    expect(web.overlaps()).toBe(0);
    expect(web.polls()).toBeLessThan(clockMinutes(web.since) + 2);
  });

  it.skipIf(NO_REDIS !== '')(
    `hold one member's limit together, whichever of them is asked${NO_REDIS}`,
    { timeout: 120_000 },
    async () => {
      const redis = await startRedis();
      const model = await startModelServer(approving(() => ({ content: { sentences: [] } })));
      const loopback = await createLoopbackDiscord({ shards: SHARDS });
      onTestFinished(async () => {
        await loopback.stop();
        await model[Symbol.asyncDispose]();
        await redis.remove();
      });
      const STORE_URL = await createDatabase(engine);
      // One server of each process, with the same members.
      const channels = [SHARDS, SHARDS + 2].map((n) => {
        const guild = loopback.addGuild({ id: String(BigInt(n) << 22n), name: `server ${n}` }).id;
        loopback.addMember({ guild, id: ADA, name: 'Ada' });
        return loopback.addChannel({ guild, name: 'news' }).id;
      });
      const own = { STORE_URL, CACHE_URL: redis.url, OPENAI_BASE_URL: model.url, MODEL_JUDGE: 'off' };
      await startBoth(own, loopback);
      const askAll = async (user: string) => {
        for (let n = 0; n < 2 * COOLDOWN_USES; n += 1) {
          const channel = channels[n % channels.length] ?? '';
          const options = { focus: `${user} ${n}` };
          await loopback.runCommand({ channel, user, name: 'summary', options }).reply(undefined, 20_000);
        }
      };
      await expect.poll(() => loopback.commands().some(({ name }) => name === 'summary')).toBe(true);
      await askAll(ADA);
      const asked = model.calls.map((call) => call.body.messages.at(-1)?.content ?? '');
      const uses = new Set(asked.map((text) => /\d+ \d+/.exec(text)?.[0]).filter(Boolean));
      expect(model.calls.map(findUse)).toContain('summary');
      expect(uses.size).toBe(COOLDOWN_USES);
    },
  );

  it('refuse to start where Discord lets no more sessions begin today, in one line', {
    timeout: 60_000,
  }, async () => {
    const loopback = await createLoopbackDiscord({ shards: SHARDS, maxConcurrency: 16, sessionStarts: 3 });
    onTestFinished(() => loopback.stop());
    const STORE_URL = await createDatabase(engine);
    start({ STORE_URL, SHARDS: '[0,1]' }, loopback);
    await expect.poll(() => loopback.isOnline, PATIENCE).toBe(true);
    const second = start({ STORE_URL, SHARDS: '[2,3]' }, loopback);
    await once(second.child, 'exit');
    expect(second.child.exitCode).toBe(1);
    expect(second.said()).toMatch(
      /^pullquote: Discord lets the bot in again at .*: it has used up its starts/m,
    );
    expect(loopback.gateway.starts.map(({ shard }) => shard).sort()).toEqual([0, 1]);
  });
});

function clockMinutes(since: number): number {
  return (clock.now() - since) / 60_000;
}

interface BotProcess {
  readonly child: ChildProcess;
  /** What it has told whoever runs it. */
  said(): string;
}

/** Starts the program as a process of its own, which ends with the test. */
function start(own: Readonly<Record<string, string>>, loopback: LoopbackDiscord): BotProcess {
  const child = spawn(process.execPath, [resolve('src/main.ts')], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...{ DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.url, CONTENT_DIR: STORIES_DIR },
      ...{ CLOCK_EPOCH: EPOCH, CLOCK_SPEED: String(SPEED), FEED_POLL_MINUTES: '1' },
      ...{ FETCH_ALLOW_LOOPBACK: 'on', SHARD_COUNT: String(SHARDS), LOG_LEVEL: 'silent' },
      ...own,
    },
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  return { child, said: () => said };
}

/** Two processes with two shards each; resolves when all shards have identified and the commands are there. */
async function startBoth(
  own: Readonly<Record<string, string>>,
  loopback: LoopbackDiscord,
): Promise<BotProcess[]> {
  const bots = ['[0,1]', '[2,3]'].map((shards) => start({ ...own, SHARDS: shards }, loopback));
  const identified = () => loopback.gateway.sessions.filter(({ connected }) => connected).length;
  await expect.poll(identified, PATIENCE).toBe(SHARDS);
  await expect.poll(() => loopback.commands().length, PATIENCE).toBeGreaterThan(0);
  return bots;
}

/** A feed with a new story at each poll, that notes whether two polls were ever under way at once. */
async function serveFeed() {
  let polls = 0;
  let running = 0;
  let overlaps = 0;
  const text =
    'The harbour bridge reopened on Monday after eleven weeks of repairs, the council said. '.repeat(5);
  const server = await serveWeb(async (_request, response) => {
    polls += 1;
    if (running++ > 0) overlaps += 1;
    await wait(50);
    running -= 1;
    const items = Array.from({ length: polls }, (_, n) => polls - n).map(
      (n) =>
        `<item><title>Story number ${n} of the day</title><link>https://a.example/${n}</link><description>${text} It is number ${n}.</description></item>`,
    );
    const rss = `<rss version="2.0"><channel><title>Ledger</title>${items.join('')}</channel></rss>`;
    response.setHeader('content-type', 'application/rss+xml').end(rss);
  });
  const since = clock.now();
  return { ...server, url: `${server.url}/feed`, polls: () => polls, overlaps: () => overlaps, since };
}

/** A server on each shard, with a schedule that posts every five minutes, and the feed. */
async function furnish(loopback: LoopbackDiscord, storeUrl: string, feed: string) {
  const store = await openStore(storeUrl);
  await store.feeds.enter({
    ...{
      url: feed,
      title: 'Ledger',
      repeated: { url: false, guid: false },
      nextPoll: clock.now(),
      failures: 0,
    },
  });
  const places = [];
  for (let shard = 0; shard < SHARDS; shard++) {
    const guild = String(BigInt(shard + SHARDS) << 22n);
    loopback.addGuild({ id: guild, name: `shard ${shard}` });
    const channel = loopback.addChannel({ guild, name: 'news' }).id;
    const user = loopback.addMember({ guild, name: 'Ada' }).id;
    const rule = FIVE_MINUTES;
    const schedule = scheduleOf({
      id: `shard${shard}`,
      guild,
      channel,
      rule,
      since: clock.now(),
      post: 'rotate',
    });
    await store.schedules.change(guild, () => [[schedule], undefined]);
    const follow: Follow = {
      ...{ guild, id: `feed-${shard}`, feed, post: 'each', channel, only: '', readsPages: false },
      corrected: 0,
      cursor: clock.now(),
    };
    await store.feeds.putFollow(follow);
    places.push({ guild, channel, user });
  }
  await store.close();
  return places;
}

/** Whether no two shards of one bucket identified within Discord's window, and none was turned away. */
function expectInTurn({ gateway }: LoopbackDiscord): void {
  expect(gateway.starts.map(({ outcome }) => outcome)).toEqual(Array(SHARDS).fill('started'));
  for (const bucket of [0, 1]) {
    const [first, second] = gateway.starts.filter(({ shard }) => shard % 2 === bucket).map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(IDENTIFY_WINDOW_MS);
  }
}
