import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { type Bot, startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import type { Follow } from '../../src/domain/intake/feed-book.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { serveWeb } from '../adapters/intake/web-server.ts';
import { FIVE_MINUTES, scheduleOf } from '../domain/schedule/posting.ts';
import { type Engine, NO_POSTGRES, startPostgres } from '../fixtures/engines.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { createDatabase } from '../fixtures/postgres-database.ts';

/** A minute of the bot's time passes in a second. */
const SPEED = 60;
const EPOCH = new Date(Date.now() - 1000).toISOString();
const clock = createClock({ epoch: EPOCH, speed: SPEED });
const SHARDS = 4;
const IDENTIFY_WINDOW_MS = 5000;

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
    const bots = await Promise.all(
      ['[0,1]', '[2,3]'].map((SHARDS) => start({ STORE_URL, SHARDS }, loopback)),
    );
    onTestFinished(async () => {
      await Promise.all(bots.map((bot) => bot.stop()));
      await loopback.stop();
      await web.close();
    });

    const registered = loopback.requests.filter(
      ({ method, path }) => method === 'PUT' && /commands$/.test(path),
    );
    expect(registered).toHaveLength(1);
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
    expect(web.overlaps()).toBe(0);
    expect(web.polls()).toBeLessThan(clockMinutes(web.since) + 2);
  });

  it('refuse to start where Discord lets no more sessions begin today, in one line', {
    timeout: 60_000,
  }, async () => {
    const loopback = await createLoopbackDiscord({ shards: SHARDS, maxConcurrency: 16, sessionStarts: 3 });
    onTestFinished(() => loopback.stop());
    const STORE_URL = await createDatabase(engine);
    const first = await start({ STORE_URL, SHARDS: '[0,1]' }, loopback);
    onTestFinished(() => first.stop());
    const second = await start({ STORE_URL, SHARDS: '[2,3]' }, loopback).catch((error: Error) => error);
    expect(String(second)).toMatch(
      /^DiscordError: Discord lets the bot in again at .*: it has used up its starts/,
    );
    expect(loopback.gateway.starts.map(({ shard }) => shard).sort()).toEqual([0, 1]);
  });
});

function clockMinutes(since: number): number {
  return (clock.now() - since) / 60_000;
}

async function start(
  own: { readonly STORE_URL: string; readonly SHARDS: string },
  loopback: LoopbackDiscord,
): Promise<Bot> {
  const config = readConfig({
    ...{ DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.url, CONTENT_DIR: STORIES_DIR },
    ...{ CLOCK_EPOCH: EPOCH, CLOCK_SPEED: String(SPEED), FEED_POLL_MINUTES: '1', FETCH_ALLOW_LOOPBACK: 'on' },
    ...{ SHARD_COUNT: String(SHARDS) },
    ...own,
  });
  return startBot(config, clock, createRecordingLog());
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
