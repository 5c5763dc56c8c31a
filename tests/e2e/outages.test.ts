import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { type Bot, startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { FIVE_MINUTES, scheduleOf } from '../domain/schedule/posting.ts';
import { type EngineProxy, openProxy } from '../fixtures/engine-proxy.ts';
import {
  type Engine,
  findFreePort,
  NO_POSTGRES,
  NO_REDIS,
  startPostgres,
  startRedis,
} from '../fixtures/engines.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { seen } from './stage.ts';

/** A minute of the bot's time passes in a second. */
const SPEED = 60;
const EPOCH = new Date(Date.now() - 1000).toISOString();
const clock = createClock({ epoch: EPOCH, speed: SPEED });
const SLOW_MS = 2000;
const MANAGE_SERVER = 32n;
/** The pools of store and archive hold ten connections each; jobs have four and one that listens. */
const MOST_CONNECTIONS = 25;
const PATIENCE = { timeout: 40_000 };
const FAULT = /^What is stored cannot be read or written at the moment\. .*\(Reference \w+\)$/;

describe.skipIf(NO_POSTGRES + NO_REDIS !== '')(`a bot whose engines fail${NO_POSTGRES || NO_REDIS}`, () => {
  let postgres: Engine;
  let redis: Engine;
  let way: EngineProxy;
  let loopback: LoopbackDiscord;
  let bot: Bot;
  let health: string;
  let place: { readonly guild: string; readonly channel: string; readonly user: string };
  const log = createRecordingLog();
  const unhandled: unknown[] = [];
  const note = (reason: unknown) => void unhandled.push(reason);

  beforeAll(async () => {
    process.on('unhandledRejection', note);
    [postgres, redis, loopback] = await Promise.all([startPostgres(), startRedis(), createLoopbackDiscord()]);
    way = await openProxy(postgres.url, postgres.port, SLOW_MS);
    place = await furnish(loopback, postgres.url);
    const port = await findFreePort();
    health = `http://127.0.0.1:${port}`;
    const config = readConfig({
      ...{ DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.url, CONTENT_DIR: STORIES_DIR },
      ...{ STORE_URL: way.url, CACHE_URL: redis.url, HEALTH_PORT: String(port) },
      ...{ CLOCK_EPOCH: EPOCH, CLOCK_SPEED: String(SPEED) },
    });
    bot = await startBot(config, clock, log);
    await bot.firstStories;
  }, 60_000);
  afterAll(async () => {
    await bot.stop();
    await loopback.stop();
    await way.close();
    await Promise.all([postgres.remove(), redis.remove()]);
    process.off('unhandledRejection', note);
  });

  /** What the bot says to `/stories`; it is acknowledged in any case, or the loopback Discord says that it failed. */
  async function ask(): Promise<string> {
    const handle = loopback.runCommand({ ...place, name: 'stories', options: {} });
    expect(await handle.outcome).toMatchObject({ kind: 'acknowledged' });
    return seen((await handle.reply(undefined, PATIENCE.timeout)).message).trim();
  }
  /** A form is only shown: nothing stored has to do with that. */
  async function expectNoStoreNeeded(): Promise<void> {
    const handle = loopback.runCommand({ ...place, name: 'story', subcommand: 'add' });
    expect(await handle.modal()).toHaveProperty('components');
  }
  const posts = () => loopback.messages(place.channel).filter(({ message }) => !message.interaction_metadata);
  /** How often a post was put off, or what is due could not be read. */
  const putOffs = () => log.lines.filter(({ message }) => /put off|tick failed/.test(message)).length;
  const isReady = async () => (await fetch(`${health}/readyz`)).status === 200;

  /** Whether all is as before: it answers, posts go on, no slot was doubled, and no connection or rejection was left. */
  async function expectRecovered(): Promise<void> {
    await expect.poll(ask, PATIENCE).toContain('stories stored');
    await expect.poll(isReady, PATIENCE).toBe(true);
    const before = posts().length;
    await expect.poll(() => posts().length, PATIENCE).toBeGreaterThan(before);
    const store = await openStore(postgres.url);
    const rows = await store.ledger.list({ guild: place.guild, limit: 1000 });
    await store.close();
    const messages = posts().map(({ message }) => message.id);
    const posted = rows.filter(({ state }) => state === 'posted');
    expect(messages).toEqual(expect.arrayContaining(posted.map(({ message }) => message)));
    expect(messages.length - posted.length).toBeLessThan(3);
    expect(rows.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(way.connections()).toBeLessThanOrEqual(MOST_CONNECTIONS);
    expect(unhandled).toEqual([]);
  }

  it('says in one line that the store is away, and goes on by itself when PostgreSQL is back', {
    timeout: 120_000,
  }, async () => {
    await expectRecovered();
    await postgres.stop();
    expect(await ask()).toMatch(FAULT);
    await expectNoStoreNeeded();
    await expect.poll(isReady, PATIENCE).toBe(false);
    const before = putOffs();
    await expect.poll(putOffs, PATIENCE).toBeGreaterThan(before);
    await postgres.start();
    await expectRecovered();
    await postgres.kill();
    expect(await ask()).toMatch(FAULT);
    await postgres.start();
    await expectRecovered();
  });

  it('loses nothing of what was claimed when all connections are cut in the midst of their work', {
    timeout: 120_000,
  }, async () => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    for (let time = 0; time < 5; time += 1) {
      const asked = Array.from({ length: 10 }, ask);
      await client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL',
      );
      for (const answer of await Promise.all(asked))
        expect(answer).toMatch(/stories stored|What is stored cannot/);
    }
    await client.end();
    await expectRecovered();
  });

  it('acknowledges in time while every query takes two seconds, and while none is let through', {
    timeout: 120_000,
  }, async () => {
    way.set('slow');
    expect(await ask()).toMatch(/stories stored|What is stored cannot/);
    way.set('closed');
    expect(await ask()).toMatch(FAULT);
    await expectNoStoreNeeded();
    way.set('open');
    await expectRecovered();
  });

  it('answers from what it can read while nothing can be written, and posts what was due afterwards', {
    timeout: 120_000,
  }, async () => {
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query('ALTER SYSTEM SET default_transaction_read_only = on');
    await client.query('SELECT pg_reload_conf()');
    await expect
      .poll(async () => (await client.query('SHOW default_transaction_read_only')).rows[0], PATIENCE)
      .toEqual({ default_transaction_read_only: 'on' });
    expect(await ask()).toContain('stories stored');
    const before = putOffs();
    await expect.poll(putOffs, PATIENCE).toBeGreaterThan(before);
    await client.query('SET default_transaction_read_only = off');
    await client.query('ALTER SYSTEM RESET default_transaction_read_only');
    await client.query('SELECT pg_reload_conf()');
    await client.end();
    await expectRecovered();
  });

  it('passes caches over while Redis is away', { timeout: 120_000 }, async () => {
    await redis.kill();
    expect(await ask()).toContain('stories stored');
    await redis.start();
    await expectRecovered();
  });
});

/** A server with a schedule that posts every five minutes. */
async function furnish(loopback: LoopbackDiscord, storeUrl: string) {
  const guild = loopback.addGuild({ name: 'Newsroom' }).id;
  const channel = loopback.addChannel({ guild, name: 'news' }).id;
  const user = loopback.addMember({ guild, name: 'Ada', permissions: MANAGE_SERVER }).id;
  const store = await openStore(storeUrl);
  const schedule = scheduleOf({
    ...{ id: 'often', guild, channel, rule: FIVE_MINUTES, since: clock.now(), post: 'rotate' },
  });
  await store.schedules.change(guild, () => [[schedule], undefined]);
  await store.close();
  return { guild, channel, user };
}
