import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { type Bot, startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { expectValidRequests } from './openapi.ts';
import { buttonId, seen } from './stage.ts';

/** Five minutes of the bot's time pass in a second. */
const SPEED = 300;

let folder: string;
let loopback: LoopbackDiscord;
let bot: Bot;
let place: { channel: string; user: string };
const log = createRecordingLog();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-headlines-'));
  loopback = await createLoopbackDiscord();
  const guild = loopback.addGuild({ name: 'Newsroom' }).id;
  const channel = loopback.addChannel({ guild, name: 'news' }).id;
  place = { channel, user: loopback.addMember({ guild, name: 'Ada', permissions: 32n }).id };
  const config = readConfig({
    DISCORD_TOKEN: loopback.token,
    DISCORD_API_URL: loopback.url,
    STORE_URL: `sqlite:${join(folder, 'store.sqlite')}`,
    CONTENT_DIR: STORIES_DIR,
    CLOCK_EPOCH: new Date(Date.now() - 1000).toISOString(),
    CLOCK_SPEED: String(SPEED),
  });
  const clock = createClock({ epoch: config.CLOCK_EPOCH, speed: config.CLOCK_SPEED });
  bot = await startBot(config, clock, log);
  await bot.firstStories;
});
afterEach(async () => {
  await bot.stop();
  await loopback.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(subcommand: string, options: Record<string, string> = {}): Promise<APIMessage> {
  const use = loopback.runCommand({ ...place, name: 'headline', subcommand, options });
  return (await use.reply()).message;
}

async function press(message: APIMessage, label: string): Promise<APIMessage> {
  const customId = buttonId(message, label);
  return (await loopback.press({ ...place, message: message.id, customId }).reply()).message;
}

it('lets an admin make a schedule, posts on time, answers the buttons, and shows the log', async () => {
  const proposal = await run('schedule', {
    ...{ channel: place.channel, timezone: 'Asia/Kathmandu', cron: '*/5 * * * *', post: 'rotate' },
  });
  expect(seen(proposal)).toContain('Is this right?');
  const arrival = loopback.nextMessage(({ change, interaction }) => change === 'create' && !interaction);
  expect(seen(await press(proposal, 'Confirm'))).toContain('Saved');

  const { message, pings } = await arrival;
  expect(pings).toEqual([]);
  const summary = await press(message, 'Summary');
  expect(seen(summary).length).toBeGreaterThan(40);
  expect(loopback.messages(place.channel).find((one) => one.message.id === summary.id)?.visibleTo).toBe(
    place.user,
  );
  expect(seen(await press(message, 'Quotes')).length).toBeGreaterThan(40);

  const next = await loopback.nextMessage(({ change, interaction }) => change === 'create' && !interaction);
  expect(seen(next.message)).not.toBe(seen(message));
  expect(seen(await run('log'))).toContain('posted');
  expect(seen(await run('list'))).toContain('*/5 * * * *');
  const requests = loopback.requests.filter(
    ({ method, path }) => method === 'POST' && path === `/channels/${place.channel}/messages`,
  );
  expect(requests.every(({ body }) => JSON.stringify(body).includes('"enforce_nonce":true'))).toBe(true);
  expectValidRequests(loopback.requests);
});
