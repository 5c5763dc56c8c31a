import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { FIVE_MINUTES, scheduleOf } from '../domain/schedule/posting.ts';
import { NO_POSTGRES, startPostgres } from '../fixtures/engines.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { mountSmallDisk, NO_MOUNT, type SmallDisk } from '../fixtures/small-disk.ts';
import { seen } from './stage.ts';

/** A minute of the bot's time passes in a second. */
const SPEED = 60;
const MANAGE_SERVER = 32n;
const DISK_MB = 48;
const PATIENCE = { timeout: 60_000 };
const FAULT = /^What is stored cannot be read or written at the moment\. .*\(Reference \w+\)$/;

const FULL = /its disk is full/;

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A bot whose store is on a disk of its own. */
async function setStage(disk: SmallDisk, STORE_URL: string) {
  const epoch = new Date(Date.now() - 1000).toISOString();
  const clock = createClock({ epoch, speed: SPEED });
  const loopback = await createLoopbackDiscord();
  closing.push(() => loopback.stop());
  const place = await furnish(loopback, STORE_URL, clock.now());
  const log = createRecordingLog();
  const config = readConfig({
    ...{ DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.url, CONTENT_DIR: STORIES_DIR, STORE_URL },
    ...{ CLOCK_EPOCH: epoch, CLOCK_SPEED: String(SPEED) },
  });
  const bot = await startBot(config, clock, log);
  closing.push(() => bot.stop());
  await bot.firstStories;
  const ask = async (use: { name: string; subcommand?: string; options?: Record<string, string> }) => {
    const handle = loopback.runCommand({ ...place, ...use });
    expect(await handle.outcome).toMatchObject({ kind: 'acknowledged' });
    return seen((await handle.reply(undefined, PATIENCE.timeout)).message).trim();
  };
  const posts = () => loopback.messages(place.channel).filter(({ message }) => !message.interaction_metadata);
  return { disk, storeUrl: STORE_URL, place, log, ask, posts };
}

async function furnish(loopback: LoopbackDiscord, storeUrl: string, since: number) {
  const guild = loopback.addGuild({ name: 'Newsroom' }).id;
  const channel = loopback.addChannel({ guild, name: 'news' }).id;
  const user = loopback.addMember({ guild, name: 'Ada', permissions: MANAGE_SERVER }).id;
  const store = await openStore(storeUrl);
  const schedule = scheduleOf({ id: 'often', guild, channel, rule: FIVE_MINUTES, since, post: 'rotate' });
  await store.schedules.change(guild, () => [[schedule], undefined]);
  await store.close();
  return { guild, channel, user };
}

/** Takes the room that is left within the files, until both a slot and a value are refused. */
async function useUp(storeUrl: string): Promise<void> {
  const store = await openStore(storeUrl);
  const write = async (one: (n: number) => Promise<unknown>) => {
    for (let n = 0; ; n += 1) await one(n);
  };
  const slot = { guild: '1', schedule: 'ballast', channel: '1' };
  await expect(
    write((n) => store.ledger.recordSkipped([{ ...slot, slot: n, reason: 'ballast' }])),
  ).rejects.toThrow(FULL);
  await expect(write((n) => store.values.set(`ballast:${n}`, 'ballast'))).rejects.toThrow(FULL);
  await store.close();
}

async function onSqlite() {
  const disk = mountSmallDisk(DISK_MB);
  closing.push(() => disk.remove());
  return setStage(disk, `sqlite:${disk.folder}/pullquote.sqlite`);
}

async function onPostgres() {
  const engine = await startPostgres();
  closing.push(() => engine.remove());
  const disk = mountSmallDisk(DISK_MB);
  closing.push(() => disk.remove());
  const client = new pg.Client({ connectionString: engine.url });
  await client.connect();
  await client.query(`CREATE TABLESPACE small LOCATION '${disk.folder}'`);
  await client.query('CREATE DATABASE small TABLESPACE small');
  await client.end();
  return setStage(disk, engine.url.replace(/[^/]*$/, 'small'));
}

const ENGINES = [
  { engine: 'SQLite', missing: NO_MOUNT, open: onSqlite },
  { engine: 'PostgreSQL', missing: NO_MOUNT || NO_POSTGRES, open: onPostgres },
];

describe.each(ENGINES)('a bot whose disk is full, on $engine', ({ missing, open }) => {
  it.skipIf(missing !== '')(
    `answers from what it can read, says in one line what it could not write, doubles and loses no post, and goes on when there is room${missing}`,
    { timeout: 240_000 },
    async () => {
      const unhandled: unknown[] = [];
      const note = (reason: unknown) => void unhandled.push(reason);
      process.on('unhandledRejection', note);
      closing.push(() => process.off('unhandledRejection', note));
      const { disk, storeUrl, place, log, ask, posts } = await open();
      await expect.poll(() => posts().length, PATIENCE).toBeGreaterThan(0);

      disk.fill();
      await useUp(storeUrl);
      const fullLines = () =>
        log.lines.filter(({ fields }) => 'err' in fields && FULL.test(String(fields.err)));
      await expect.poll(() => fullLines().length, PATIENCE).toBeGreaterThan(0);
      expect(await ask({ name: 'stories' })).toContain('stories stored');
      const refused = await ask({
        name: 'headline',
        subcommand: 'pause',
        options: { schedule: 'often' },
      });
      expect(refused).toMatch(FAULT);
      const before = posts().length;

      disk.free();
      await expect.poll(() => posts().length, PATIENCE).toBeGreaterThan(before + 1);
      const store = await openStore(storeUrl);
      const rows = await store.ledger.list({ guild: place.guild, limit: 1000 });
      await store.close();
      const messages = posts().map(({ message }) => message.id);
      const posted = rows.filter(({ state }) => state === 'posted').map(({ message }) => message);
      expect(messages).toEqual(expect.arrayContaining(posted));
      expect(messages.length - posted.length).toBeLessThan(2);
      expect(rows.filter(({ state }) => state === 'failed')).toEqual([]);
      expect(unhandled).toEqual([]);
    },
  );
});
