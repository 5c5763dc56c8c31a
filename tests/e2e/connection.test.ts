import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { startDiscord } from '../../src/adapters/discord/client.ts';
import { DiscordError } from '../../src/adapters/discord/faults/discord-error.ts';
import { createMemoryStore } from '../fixtures/memory-store.ts';
import { createGate, createWorkCommand, echoCommand } from '../fixtures/test-commands.ts';
import { createStage, type Stage, seen } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await createStage({ heartbeatIntervalMs: 2000 });
});
afterEach(() => stage.close());

const echo = (text = 'Hello') =>
  stage.loopback.runCommand({ channel: stage.channel, user: stage.ada, name: 'echo', options: { text } });
const until = async (test: () => boolean) => expect.poll(test, { timeout: 15_000, interval: 10 }).toBe(true);

async function refusal(options: { token?: string; apiUrl?: string; startWithinMs?: number }): Promise<Error> {
  const { token, url: apiUrl } = stage.loopback;
  const deps = { commands: [], messageCommands: [], store: createMemoryStore(), clock: Date, log: stage.log };
  return startDiscord({ token, apiUrl, ...deps, ...options }).then(
    async (bot) => {
      await bot.stop(1000);
      throw new Error('it started');
    },
    (error: Error) => error,
  );
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

describe('a bot that Discord does not let in', () => {
  it.each([
    ['a wrong token', { token: 'wrong.token' }],
    ['a token with a line break', { token: 'wrong\ntoken' }],
    ['an empty token', { token: '' }],
  ])('says so in one line for %s', async (_what, options) => {
    const error = await refusal(options);
    expect(error).toBeInstanceOf(DiscordError);
    expect(error.message).toBe('Discord refuses the token: check DISCORD_TOKEN.');
    expect(JSON.stringify(stage.log.lines)).not.toContain('wrong');
  });

  it.each([
    [4004, 'Discord refuses the token: check DISCORD_TOKEN.'],
    [
      4014,
      "Discord disallows the intent Guilds for this bot: check its settings in Discord's developer portal.",
    ],
  ])('says so in one line for the close code %i', async (code, line) => {
    const gateway = createServer((_, response) => {
      const start = { session_start_limit: { total: 1, remaining: 1, reset_after: 0, max_concurrency: 1 } };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ url: `ws://127.0.0.1:${portOf(gateway)}`, shards: 1, ...start }));
    });
    new WebSocketServer({ server: gateway }).on('connection', (socket) => {
      socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 60_000 } }));
      socket.on('message', () => socket.close(code));
    });
    await once(gateway.listen(0, '127.0.0.1'), 'listening');
    const error = await refusal({ apiUrl: `http://127.0.0.1:${portOf(gateway)}/api` });
    gateway.closeAllConnections();
    gateway.close();
    expect([error.name, error.message]).toEqual(['DiscordError', line]);
  });

  it('says so in one line when nothing listens there', async () => {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const apiUrl = `http://127.0.0.1:${portOf(server)}/api`;
    await once(server.close(), 'close');
    const error = await refusal({ apiUrl });
    expect([error.name, error.message]).toEqual([
      'DiscordError',
      `Discord cannot be reached at ${apiUrl} (ECONNREFUSED).`,
    ]);
  });

  it('says so in one line when Discord fails or does not answer', async () => {
    stage.loopback.fault({ path: '/gateway/bot', times: 4, action: { kind: 'respond', status: 503 } });
    expect((await refusal({})).message).toBe(
      `Discord at ${stage.loopback.url} fails (503); try again later.`,
    );
    stage.loopback.fault({ path: '/gateway/bot', action: { kind: 'hang' } });
    expect((await refusal({ startWithinMs: 100 })).message).toBe(
      `Discord at ${stage.loopback.url} did not let the bot in within 0.1 s.`,
    );
  });
});

describe('a connection', () => {
  it('that breaks is resumed, and what was sent meanwhile is served', async () => {
    await stage.start([echoCommand]);
    stage.loopback.gateway.cut();
    const meanwhile = echo('meanwhile');
    expect(seen((await meanwhile.reply()).message)).toContain('meanwhile');
    stage.loopback.gateway.requestReconnect();
    await until(() => stage.loopback.gateway.sessions[0]?.resumes === 2);
    expect(seen((await echo().reply()).message)).toContain('Hello');
    expect(stage.loopback.gateway.sessions).toHaveLength(1);
  });

  it('whose session is invalid is made anew', async () => {
    await stage.start([echoCommand]);
    const [before] = stage.loopback.gateway.sessions;
    stage.loopback.gateway.invalidateSessions(false);
    await until(() =>
      stage.loopback.gateway.sessions.some(({ id, connected }) => connected && id !== before?.id),
    );
    expect(seen((await echo().reply()).message)).toContain('Hello');
  });

  it('that Discord ends for good says why', async () => {
    const bot = await stage.start([echoCommand]);
    stage.loopback.gateway.disconnect(4004);
    expect((await bot.lost).message).toBe('Discord refuses the token: check DISCORD_TOKEN.');
  });
});

describe('a bot that stops', () => {
  it('finishes what runs and turns away what comes', async () => {
    const gate = createGate();
    const bot = await stage.start([createWorkCommand(() => gate.pass()), echoCommand]);
    const work = stage.loopback.runCommand({ channel: stage.channel, user: stage.ada, name: 'work' });
    await gate.reached;
    const stopping = bot.stop(5000);
    expect(seen((await echo().reply()).message)).toBe('The bot is restarting. Try again in a moment.');
    gate.open();
    await stopping;
    expect(stage.loopback.messages(stage.channel).map(({ message }) => seen(message))).toContain('done');
    expect((await work.outcome).kind).toBe('acknowledged');
    expect(stage.loopback.isOnline).toBe(false);
    expect(stage.log.lines.map(({ message }) => message)).not.toContain('Reconnecting to Discord');
  });

  it('stops in time although a command hangs', async () => {
    await stage.start([createWorkCommand(() => new Promise(() => undefined))]);
    await stage.loopback.runCommand({ channel: stage.channel, user: stage.ada, name: 'work' }).outcome;
    const started = performance.now();
    await stage.stop(700);
    expect(performance.now() - started).toBeLessThan(5000);
    expect(stage.loopback.isOnline).toBe(false);
  });

  it('tells what it is', async () => {
    const bot = await stage.start([]);
    expect(bot).toMatchObject({ application: stage.loopback.bot.id, user: stage.loopback.bot.id });
    expect(bot.guilds()).toEqual([stage.guild]);
  });
});
