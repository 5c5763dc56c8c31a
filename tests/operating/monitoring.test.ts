import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { startBot } from '../../src/app/bot.ts';
import { readConfig } from '../../src/app/config.ts';
import { createLoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { findFreePort } from '../fixtures/engines.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { PROMPTS_DIR } from '../fixtures/model-access.ts';

/** The whole bot on a loopback Discord, with its health addresses. */
async function startMonitored() {
  const home = mkdtempSync(join(tmpdir(), 'pullquote-monitoring-'));
  const content = join(home, 'bridge.md');
  writeFileSync(content, '# The bridge reopens\n\n“We kept that promise,” said Ada Moss, the mayor.\n');
  const loopback = await createLoopbackDiscord();
  const guild = loopback.addGuild({ name: 'Newsroom' }).id;
  const place = {
    channel: loopback.addChannel({ guild, name: 'general' }).id,
    user: loopback.addMember({ guild, name: 'Ada' }).id,
  };
  const port = await findFreePort();
  const log = createRecordingLog();
  const config = readConfig({
    DISCORD_TOKEN: loopback.token,
    DISCORD_API_URL: loopback.url,
    STORE_URL: `sqlite:${join(home, 'store.sqlite')}`,
    ...{ CONTENT_DIR: home, PROMPTS_DIR, HEALTH_PORT: String(port) },
  });
  const bot = await startBot(config, createClock(), log);
  onTestFinished(async () => {
    await bot.stop();
    await loopback.stop();
    rmSync(home, { recursive: true });
  });
  await bot.firstStories;
  const read = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
  return { loopback, place, log, read };
}

it('a running bot says which parts work, how many stories wait, and which shards are served', async () => {
  const { loopback, read } = await startMonitored();
  expect(await (await read('/readyz')).json()).toEqual({
    ...{ ready: true, parts: { gateway: true, store: true, archive: true } },
    ...{ stories: 1, waiting: { first: 0, again: 0 }, faults: [] },
  });
  const text = await (await read('/metrics')).text();
  expect(text).toContain('pullquote_shard_ready{shard="0"} 1\n');
  expect(text).toContain('pullquote_stories_waiting{reading="first"} 0\n');
  expect(text).toContain('pullquote_story_faults 0\n');

  await loopback.stop();
  await expect.poll(async () => (await read('/readyz')).status).toBe(503);
  expect(await (await read('/readyz')).json()).toMatchObject({
    parts: { gateway: 'not connected: shard 0' },
  });
  expect((await read('/livez')).status).toBe(200);
});

it('every line that an interaction causes names it, and nothing else does', async () => {
  const { loopback, place, log } = await startMonitored();
  const payload = { type: 2, data: { type: 1, name: 'nothing-here', id: '1', options: [{ bad: true }] } };
  const handle = loopback.sendInteraction({ ...place, payload });
  await handle.outcome;
  const lines = log.lines.filter(({ fields }) => 'interaction' in fields);
  expect(lines.map(({ message }) => message)).toEqual(['Discord sent an interaction that is not understood']);
  expect(lines[0]?.fields).toMatchObject({ interaction: handle.id });
});
