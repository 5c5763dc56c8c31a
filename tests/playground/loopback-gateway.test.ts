import { once } from 'node:events';
import { constants, createInflate } from 'node:zlib';
import { Client, Events, GatewayIntentBits as Intent } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { LoopbackOptions } from '../../src/playground/loopback/loopback.ts';
import { createStage, fetchChannel, type Stage } from './loopback-bot.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

/** Starts over with other settings. */
async function restage(options: LoopbackOptions): Promise<void> {
  await stage.close();
  stage = await createStage(options);
}

/** A bare connection, for what discord.js would never do. */
async function open(query = 'v=10&encoding=json', headers = {}): Promise<WebSocket> {
  const address = `${stage.loopback.url.replace('http', 'ws').replace('/api', '/gateway')}/?${query}`;
  const socket = new WebSocket(address, { headers });
  await once(socket, 'open');
  return socket;
}

async function closeCode(socket: WebSocket): Promise<unknown> {
  const [code] = await once(socket, 'close');
  return code;
}

function identify(own: object = {}): string {
  const d = { token: stage.loopback.token, intents: Intent.Guilds, properties: { os: 'test' }, ...own };
  return JSON.stringify({ op: 2, d });
}

describe('identify', () => {
  it('refuses a client with a wrong token', async () => {
    const client = new Client({ intents: [Intent.Guilds], rest: { api: stage.loopback.url } });
    await expect(client.login('wrong')).rejects.toMatchObject({ code: 'TokenInvalid' });
    await client.destroy();
  });

  it('refuses a privileged intent that is not switched on', async () => {
    const intents = [Intent.Guilds, Intent.MessageContent];
    const client = new Client({ intents, rest: { api: stage.loopback.url } });
    await expect(client.login(stage.loopback.token)).rejects.toThrow('disallowed intents');
    await client.destroy();
  });

  it.each<[string, string, number]>([
    ['a wrong token', JSON.stringify({ op: 2, d: { token: 'x', intents: 1, properties: {} } }), 4004],
    ['no properties', JSON.stringify({ op: 2, d: { token: 'x', intents: 1 } }), 4002],
    ['something that is no JSON', 'hello', 4002],
    ['more than 4096 bytes', JSON.stringify({ op: 1, d: 'x'.repeat(4096) }), 4002],
    ['an event before identifying', JSON.stringify({ op: 3, d: {} }), 4003],
  ])('closes on %s', async (_, frame, code) => {
    const socket = await open();
    socket.send(frame);
    expect(await closeCode(socket)).toBe(code);
  });

  it.each<[string, object, number]>([
    ['unknown intents', { intents: 2 ** 30 }, 4013],
    ['a shard outside its count', { shard: [2, 2] }, 4010],
  ])('closes on %s', async (_, own, code) => {
    const socket = await open();
    socket.send(identify(own));
    expect(await closeCode(socket)).toBe(code);
  });

  it('closes on a second identify, an unknown opcode, another version, and a browser', async () => {
    const twice = await open();
    twice.send(identify());
    twice.send(identify());
    expect(await closeCode(twice)).toBe(4005);
    const unknown = await open();
    unknown.send(identify());
    unknown.send(JSON.stringify({ op: 99 }));
    expect(await closeCode(unknown)).toBe(4001);
    expect(await closeCode(await open('v=6&encoding=json'))).toBe(4012);
    expect(await closeCode(await open(undefined, { origin: 'https://a.example' }))).toBe(1008);
  });

  it('closes a client that floods, and one that is silent', async () => {
    const flooding = await open();
    for (let count = 0; count < 121; count += 1) flooding.send(JSON.stringify({ op: 1, d: null }));
    expect(await closeCode(flooding)).toBe(4008);
    await restage({ heartbeatIntervalMs: 100 });
    expect(await closeCode(await open())).toBe(4009);
  });
});

describe('a session', () => {
  it('sends guilds to their shard only', async () => {
    const names: string[][] = [];
    const ids = ['1000000000000000000', (1000000000000000000n + (1n << 22n)).toString()];
    for (const id of ids) stage.loopback.addGuild({ id, name: id });
    for (const shard of [0, 1]) {
      const client = await stage.connect({ shards: [shard], shardCount: 2 });
      names.push(client.guilds.cache.map(({ id }) => id).filter((id) => ids.includes(id)));
    }
    expect(names.map((own) => own.length)).toEqual([1, 1]);
    expect(names.flat().toSorted()).toEqual(ids);
  });

  it('is resumed after a cut, and gets what it has missed', async () => {
    const client = await stage.connect();
    const { loopback } = stage;
    const resumed = once(client, Events.ShardResume);
    loopback.gateway.cut();
    await expect.poll(() => loopback.isOnline).toBe(false);
    const missed = loopback.addChannel({ guild: stage.guild, name: 'missed' }).id;
    await resumed;
    await expect.poll(() => client.channels.cache.has(missed)).toBe(true);
    expect(loopback.gateway.sessions).toMatchObject([{ connected: true, resumes: 1 }]);
  });

  it('is resumed after op 7', async () => {
    const client = await stage.connect();
    const resumed = once(client, Events.ShardResume);
    stage.loopback.gateway.requestReconnect();
    await resumed;
    expect(stage.loopback.gateway.sessions).toMatchObject([{ connected: true, resumes: 1 }]);
  });

  it('is resumed after a close code that allows it', async () => {
    const client = await stage.connect();
    const resumed = once(client, Events.ShardResume);
    stage.loopback.gateway.disconnect(4000);
    await resumed;
  });

  it('is begun anew after it was invalidated', async () => {
    // discord.js waits 5 s between two identifies; this one does not.
    const buildIdentifyThrottler = async () => ({ waitForIdentify: async () => undefined });
    const client = await stage.connect({ ws: { buildIdentifyThrottler } });
    const [before] = stage.loopback.gateway.sessions;
    const ready = once(client, Events.ShardReady);
    stage.loopback.gateway.invalidateSessions(false);
    await ready;
    const after = stage.loopback.gateway.sessions;
    expect(after).toHaveLength(1);
    expect(after[0]?.id).not.toBe(before?.id);
  });

  it('is given up by a client whose heartbeats nobody acknowledges', async () => {
    await restage({ heartbeatIntervalMs: 500 });
    const client = await stage.connect();
    const resumed = once(client, Events.ShardResume);
    stage.loopback.gateway.setAcking(false);
    await expect.poll(() => stage.loopback.isOnline, { timeout: 5000, interval: 20 }).toBe(false);
    stage.loopback.gateway.setAcking(true);
    await resumed;
  });

  it('ends when the client says goodbye', async () => {
    const seen: boolean[] = [];
    stage.loopback.on('presence', ({ online }) => seen.push(online));
    const client = await stage.connect();
    await client.destroy();
    await expect.poll(() => seen).toEqual([true, false]);
    expect(stage.loopback.gateway.sessions).toEqual([]);
  });

  it('hears interactions that were sent while it was away', async () => {
    const client = await stage.connect();
    await client.application.commands.set([{ name: 'ask', description: 'Asks' }]);
    stage.answer(client, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply('here');
    });
    stage.loopback.gateway.cut();
    await expect.poll(() => stage.loopback.isOnline).toBe(false);
    const asked = stage.loopback.runCommand({ channel: stage.channel, user: stage.user, name: 'ask' });
    expect((await asked.reply()).message.content).toBe('here');
  });
});

describe('messages', () => {
  const heard = async (intents: readonly number[]): Promise<string[]> => {
    const client = await stage.connect({ intents });
    const contents: string[] = [];
    client.on(Events.MessageCreate, ({ content }) => contents.push(content));
    stage.loopback.post({ channel: stage.channel, user: stage.user, content: 'from a member' });
    await (await fetchChannel(client, stage.channel)).send('from the bot');
    const last = stage.loopback.addChannel({ guild: stage.guild, name: 'last' }).id;
    await expect.poll(() => client.channels.cache.has(last)).toBe(true);
    return contents;
  };

  it('reach no client without the intent', async () => {
    expect(await heard([Intent.Guilds])).toEqual([]);
  });

  it('come without the content of others unless that intent is on too', async () => {
    expect(await heard([Intent.Guilds, Intent.GuildMessages])).toEqual(['', 'from the bot']);
  });

  it('come whole with the content intent', async () => {
    await restage({ privilegedIntents: Intent.MessageContent });
    const intents = [Intent.Guilds, Intent.GuildMessages, Intent.MessageContent];
    expect(await heard(intents)).toEqual(['from a member', 'from the bot']);
  });
});

it('compresses the whole connection when asked to', async () => {
  const socket = await open('v=10&encoding=json&compress=zlib-stream');
  const inflate = createInflate({ finishFlush: constants.Z_SYNC_FLUSH });
  const names: unknown[] = [];
  let text = '';
  inflate.on('data', (chunk: Buffer) => {
    text += chunk;
    names.splice(0, names.length, ...[...text.matchAll(/"t":"(\w+)"/g)].map(([, name]) => name));
  });
  socket.on('message', (data: Buffer) => inflate.write(data));
  socket.send(identify());
  await expect.poll(() => names).toEqual(['READY', 'GUILD_CREATE']);
  socket.close();
});
