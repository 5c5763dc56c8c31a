import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { findFreePort } from '../fixtures/engines.ts';
import { STORIES_DIR } from '../fixtures/library.ts';

const SHARDS = 2;

/** What `npm run start:shards` runs, in a folder of its own. */
function start(loopback: LoopbackDiscord, env: Record<string, string> = {}) {
  const home = mkdtempSync(join(tmpdir(), 'pullquote-shards-'));
  const child = spawn(process.execPath, [resolve('src/main.ts')], {
    cwd: home,
    env: {
      ...{
        PATH: process.env.PATH,
        SHARDS: 'auto',
        CONTENT_DIR: STORIES_DIR,
        PROMPTS_DIR: resolve('prompts'),
      },
      ...{ DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.url, ...env },
    },
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const exited = once(child, 'exit');
  onTestFinished(async () => {
    for (const pid of childrenOf(child)) process.kill(pid, 'SIGKILL');
    child.kill('SIGKILL');
    await exited;
    await loopback.stop();
    rmSync(home, { recursive: true, force: true });
  });
  return { child, exited, stderr: () => stderr };
}

function childrenOf({ pid, exitCode }: ChildProcess): number[] {
  if (exitCode !== null) return [];
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
    .trim()
    .split(' ')
    .filter(Boolean)
    .map(Number);
}

const connected = ({ gateway }: LoopbackDiscord) => gateway.sessions.filter((one) => one.connected).length;

it('SHARDS=auto runs a process for each shard that Discord asks for, in turn, again when it ends, until it is stopped', {
  timeout: 90_000,
}, async () => {
  const loopback = await createLoopbackDiscord({ shards: SHARDS, maxConcurrency: 1 });
  const port = await findFreePort();
  const { child, exited } = start(loopback, { HEALTH_PORT: String(port) });
  const patience = { timeout: 30_000 };
  await expect.poll(() => connected(loopback), patience).toBe(SHARDS);
  expect(loopback.gateway.starts.map(({ shard, shards, outcome }) => [shard, shards, outcome])).toEqual([
    [0, SHARDS, 'started'],
    [1, SHARDS, 'started'],
  ]);
  for (const shard of [0, 1]) {
    const isReady = async () =>
      (await fetch(`http://127.0.0.1:${port + shard}/readyz`).catch(() => undefined))?.status;
    await expect.poll(isReady, patience).toBe(200);
  }
  const [first = 0] = childrenOf(child);
  process.kill(first, 'SIGKILL');
  await expect.poll(() => loopback.gateway.starts.length, patience).toBe(SHARDS + 1);
  await expect.poll(() => connected(loopback), patience).toBe(SHARDS);
  child.kill('SIGTERM');
  expect(await exited).toEqual([0, null]);
  await expect.poll(() => connected(loopback), patience).toBe(0);
});

it('SHARDS=auto starts nothing where Discord lets in fewer than all today, and says so in one line', async () => {
  const loopback = await createLoopbackDiscord({ shards: SHARDS, sessionStarts: 1 });
  const { exited, stderr } = start(loopback);
  expect(await exited).toEqual([1, null]);
  expect(stderr()).toMatch(/^pullquote: Discord lets the bot in again at .*Z: /m);
  expect(loopback.gateway.starts).toEqual([]);
});
