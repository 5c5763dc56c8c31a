import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLoopbackDiscord } from '../src/playground/loopback/loopback.ts';
import { STORIES_DIR } from './fixtures/library.ts';

const MAIN = resolve('src/main.ts');
let home: string;
let bot: ChildProcess | undefined;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pullquote-main-'));
});
afterEach(() => {
  bot?.kill('SIGKILL');
  rmSync(home, { recursive: true });
});

/** The real program in a process and a folder of its own. */
function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      CONTENT_DIR: STORIES_DIR,
      PROMPTS_DIR: resolve('prompts'),
      PLAYGROUND_PORT: '0',
      ...env,
    },
  });
  bot = child;
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    output.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.stderr += chunk;
  });
  return { child, output, exited: once(child, 'exit').then(([code]) => code as number | null) };
}

async function waitForLine(
  child: ChildProcess,
  output: { stdout: string },
  pattern: RegExp,
): Promise<RegExpExecArray> {
  for (;;) {
    const match = pattern.exec(output.stdout);
    if (match) return match;
    if (child.exitCode !== null) throw new Error(`the bot exited: ${JSON.stringify(output)}`);
    await Promise.race([once(child.stdout ?? child, 'data'), once(child, 'exit')]);
  }
}

/** A port on which nobody listens. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the bot', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves the playground without a token, and stops cleanly on %s',
    async (signal) => {
      const { child, output, exited } = start({});
      const [, url = ''] = await waitForLine(child, output, /(http:\/\/127\.0\.0\.1:\d+)/);
      expect(await (await fetch(url)).text()).toMatch(/<html/i);
      const before = Date.now();
      child.kill(signal);
      expect(await exited).toBe(0);
      expect(Date.now() - before).toBeLessThan(5000);
      expect(existsSync(join(home, 'data', 'pullquote.sqlite'))).toBe(true);
    },
  );

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stops at once on %s while Discord keeps it waiting',
    async (signal) => {
      const discord = await createLoopbackDiscord();
      const asked = new Promise((resolve) => {
        discord.on('request', ({ path }) => path === '/gateway/bot' && resolve(path));
      });
      discord.fault({ path: '/gateway/bot', times: 99, action: { kind: 'hang' } });
      try {
        const { child, exited } = start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url });
        await asked;
        child.kill(signal);
        expect(await exited).toBe(0);
      } finally {
        await discord.stop();
      }
    },
  );

  it('ends on a second signal, whatever it is waiting for', async () => {
    const discord = await createLoopbackDiscord();
    try {
      const guild = discord.addGuild({ name: 'Newsroom' });
      const channel = discord.addChannel({ guild: guild.id, name: 'news' }).id;
      const online = new Promise((resolve) => {
        discord.on('commands', resolve);
      });
      const { child, exited } = start({
        DISCORD_TOKEN: discord.token,
        DISCORD_API_URL: discord.url,
        LOG_LEVEL: 'info',
      });
      await online;
      // An answer that takes long keeps it from stopping at once.
      const hang = new Promise((resolve) => {
        discord.on('request', ({ path }) => path.endsWith('/callback') && resolve(path));
      });
      discord.fault({ path: '/callback', times: 99, action: { kind: 'hang' } });
      discord.runCommand({ channel, user: guild.ownerId, name: 'stories' });
      await hang;
      child.kill('SIGTERM');
      await setTimeout(700);
      expect(child.exitCode).toBeNull();
      child.kill('SIGTERM');
      expect(await exited).toBe(128 + 15);
    } finally {
      await discord.stop();
    }
  }, 90_000);

  it('tells in one line that Discord refuses the token, without showing it', async () => {
    const discord = await createLoopbackDiscord();
    try {
      const { output, exited } = start({ DISCORD_TOKEN: 'wrong-secret-token', DISCORD_API_URL: discord.url });
      expect(await exited).toBe(1);
      expect(output.stderr).toMatch(/^pullquote: .*token.*\n$/im);
      expect(output.stderr).not.toContain('wrong-secret-token');
      expect(output.stderr).not.toMatch(/\n\s+at /);
    } finally {
      await discord.stop();
    }
  });

  it('tells in one line that Discord cannot be reached', async () => {
    const port = await findFreePort();
    const { output, exited } = start({
      DISCORD_TOKEN: 'a.b.c',
      DISCORD_API_URL: `http://127.0.0.1:${port}/api`,
    });
    expect(await exited).toBe(1);
    expect(output.stderr).toMatch(/^pullquote: .*127\.0\.0\.1/m);
    expect(output.stderr).not.toMatch(/\n\s+at /);
  });

  it('shows no password of an address at a failed start', async () => {
    const port = await findFreePort();
    const { output, exited } = start({
      DISCORD_TOKEN: 'a.b.c',
      DISCORD_API_URL: `http://user:hunter2@127.0.0.1:${port}/api?key=hunter3`,
    });
    expect(await exited).toBe(1);
    expect(output.stderr).toContain(`Discord cannot be reached at http://127.0.0.1:${port}/api`);
    expect(output.stderr + output.stdout).not.toMatch(/hunter/);
  });

  it('says when to try again where Discord lets it in no more today', async () => {
    const discord = await createLoopbackDiscord();
    try {
      const session_start_limit = { total: 1000, remaining: 0, reset_after: 3_600_000, max_concurrency: 1 };
      const body = { url: 'ws://127.0.0.1:1', shards: 1, session_start_limit };
      discord.fault({ path: '/gateway/bot', times: 99, action: { kind: 'respond', status: 200, body } });
      const { output, exited } = start({ DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url });
      expect(await exited).toBe(1);
      expect(output.stderr).toMatch(
        /^pullquote: Discord lets the bot in again at \d{4}-\d\d-\d\dT[\d:.]+Z: /m,
      );
    } finally {
      await discord.stop();
    }
  });

  it.each([
    ['bad settings', { CLOCK_SPEED: '5' }, /CLOCK_SPEED: is for tests/],
    ['a store that is no database', { STORE_URL: 'sqlite:notes.txt' }, /notes\.txt/],
    ['a content folder that is not there', { CONTENT_DIR: 'nowhere' }, /CONTENT_DIR: the folder nowhere/],
    ['missing prompts for a model', { OPENAI_API_KEY: 'sk-secret', PROMPTS_DIR: 'nowhere' }, /nowhere/],
  ])('does not start with %s, and says so', async (_, env: Record<string, string>, message) => {
    writeFileSync(join(home, 'notes.txt'), 'not a database, and not to be overwritten');
    const { output, exited } = start(env);
    expect(await exited).toBe(1);
    expect(output.stderr).toMatch(message);
    expect(output.stderr).not.toMatch(/\n\s+at |sk-secret/);
  });

  it('says which port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      const { output, exited } = start({ PLAYGROUND_PORT: String(port) });
      expect(await exited).toBe(1);
      expect(output.stderr).toContain(String(port));
      expect(output.stderr).not.toMatch(/\n\s+at /);
    } finally {
      taken.close();
    }
  });
});
