import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { FIVE_MINUTES, scheduleOf } from '../domain/schedule/posting.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createRecordingLog } from '../fixtures/log.ts';

/** Five minutes of the bot's time pass in a second. */
const SPEED = 300;
const EPOCH = new Date(Date.now() - 1000).toISOString();
const clock = createClock({ epoch: EPOCH, speed: SPEED });

/** A guild on this shard of two, with a schedule that posts every five minutes. */
async function furnish(loopback: LoopbackDiscord, storeUrl: string, shard: number) {
  const guild = String(BigInt(shard + 2) << 22n);
  loopback.addGuild({ id: guild, name: `shard ${shard}` });
  const channel = loopback.addChannel({ guild, name: 'news' }).id;
  const user = loopback.addMember({ guild, name: 'Ada' }).id;
  const store = await openStore(storeUrl);
  const schedule = scheduleOf({
    ...{ id: `onshard${shard}`, guild, channel, rule: FIVE_MINUTES, since: clock.now() },
  });
  await store.values.set(`schedules:${guild}`, [schedule]);
  await store.close();
  return { channel, user };
}

it('a process that is given one of two shards answers and posts for the guilds of that shard only', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-shards-'));
  const loopback = await createLoopbackDiscord({ shards: 2 });
  const STORE_URL = `sqlite:${join(folder, 'store.sqlite')}`;
  const [own, other] = [await furnish(loopback, STORE_URL, 0), await furnish(loopback, STORE_URL, 1)];
  const config = readConfig({
    ...{ DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.url },
    ...{ STORE_URL, CONTENT_DIR: STORIES_DIR, CLOCK_EPOCH: EPOCH, CLOCK_SPEED: String(SPEED) },
    ...{ SHARDS: '0', SHARD_COUNT: '2' },
  });
  const bot = await startBot(config, clock, createRecordingLog());
  await bot.firstStories;
  onTestFinished(async () => {
    await bot.stop();
    await loopback.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const ask = (place: typeof own) => loopback.runCommand({ ...place, name: 'stories', options: {} }).outcome;
  expect(await ask(own)).toMatchObject({ kind: 'acknowledged' });
  expect(await ask(other)).toMatchObject({ kind: 'failed', reason: 'offline' });

  const posts = (channel: string) =>
    loopback.messages(channel).filter(({ message }) => !message.interaction_metadata);
  await expect.poll(() => posts(own.channel).length, { timeout: 15_000 }).toBeGreaterThan(2);
  expect(posts(other.channel)).toEqual([]);
});
