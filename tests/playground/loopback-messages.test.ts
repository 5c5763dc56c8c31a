import {
  type Client,
  MessageFlags,
  PermissionFlagsBits as Permission,
  type SendableChannels,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, createStage, fetchChannel, type Stage } from './loopback-bot.ts';

const MINUTE = 60_000;

let now: number;
let stage: Stage;
let client: Client<true>;
let channel: SendableChannels;

beforeEach(async () => {
  now = Date.parse('2026-05-01T12:00:00Z');
  stage = await createStage({ clock: () => now });
  client = await stage.connect();
  channel = await fetchChannel(client, stage.channel);
});

afterEach(() => stage.close());

function contents(): string[] {
  return stage.loopback.messages(stage.channel).map(({ message }) => message.content);
}

describe('nonces', () => {
  const send = (content: string, nonce = 'slot-1', enforceNonce = true) =>
    channel.send({ content, nonce, enforceNonce });

  it('gives the earlier message for an enforced nonce, for five minutes', async () => {
    const first = await send('first');
    now += 5 * MINUTE;
    expect((await send('again')).id).toBe(first.id);
    expect((await send('other', 'slot-2')).id).not.toBe(first.id);
    now += 1;
    expect((await send('later')).id).not.toBe(first.id);
    expect(contents()).toEqual(['first', 'other', 'later']);
  });

  it('makes a second message when the nonce is not enforced, or forgotten', async () => {
    await send('first');
    await send('second', 'slot-1', false);
    stage.loopback.forgetNonces();
    await send('third');
    expect(contents()).toEqual(['first', 'second', 'third']);
  });

  it('gives the earlier message even when it is in another channel', async () => {
    const first = await send('first');
    const other = stage.loopback.addChannel({ guild: stage.guild, name: 'other' }).id;
    const body = { content: 'again', nonce: 'slot-1', enforce_nonce: true };
    const answer = await client.rest.post(`/channels/${other}/messages`, { body });
    expect(answer).toMatchObject({ id: first.id, channel_id: stage.channel });
    expect(stage.loopback.messages(other)).toEqual([]);
  });

  it('does not make a deleted message again', async () => {
    await (await send('first')).delete();
    expect(await codeOf(send('again'))).toBe(10_008);
    expect(contents()).toEqual([]);
  });

  it('keeps no nonce with the message', async () => {
    const sent = await send('first');
    expect(sent.nonce).toBe('slot-1');
    const read = await client.rest.get(`/channels/${channel.id}/messages/${sent.id}`);
    expect(read).not.toHaveProperty('nonce');
    expect(read).toMatchObject({ id: sent.id, content: 'first', author: { id: client.user.id, bot: true } });
  });
});

it('lists messages newest first, by limit, before, after and around', async () => {
  const ids: string[] = [];
  for (const word of ['a', 'b', 'c', 'd', 'e']) ids.push((await channel.send(word)).id);
  const list = async (query: string): Promise<string> => {
    const found = await client.rest.get(`/channels/${channel.id}/messages`, {
      query: new URLSearchParams(query),
    });
    return Array.isArray(found) ? found.map(({ content }) => content).join('') : '';
  };
  expect(await list('')).toBe('edcba');
  expect(await list('limit=2')).toBe('ed');
  expect(await list(`before=${ids[2]}&limit=1`)).toBe('b');
  expect(await list(`after=${ids[2]}&limit=1`)).toBe('d');
  expect(await list(`around=${ids[2]}&limit=3`)).toBe('dcb');
  expect(await codeOf(list('limit=101'))).toBe(50_035);
  expect(await codeOf(list('before=x'))).toBe(50_035);
});

it('edits and deletes the bot’s own messages, not edits those of others', async () => {
  const sent = await channel.send('before');
  now += 1000;
  const edited = await sent.edit('after');
  expect(edited.editedAt?.toISOString()).toBe('2026-05-01T12:00:01.000Z');
  const foreign = stage.loopback.post({ channel: channel.id, user: stage.user, content: 'mine' }).message;
  const path = `/channels/${channel.id}/messages/${foreign.id}` as const;
  expect(await codeOf(client.rest.patch(path, { body: { content: 'yours' } }))).toBe(50_005);
  expect(await codeOf(client.rest.delete(path))).toBe(50_013);
  await sent.delete();
  expect(await codeOf(sent.edit('gone'))).toBe(10_008);
  expect(contents()).toEqual(['mine']);
});

it('tells watchers of every change', async () => {
  const changes: unknown[] = [];
  stage.loopback.on('message', ({ change, message }) => changes.push([change, message.content]));
  const next = stage.loopback.nextMessage(({ change }) => change === 'delete');
  const sent = await channel.send('a');
  await (await sent.edit('b')).delete();
  expect((await next).message.id).toBe(sent.id);
  expect(changes).toEqual([
    ['create', 'a'],
    ['update', 'b'],
    ['delete', 'b'],
  ]);
});

describe('pings', () => {
  const pings = (): (readonly string[])[] =>
    stage.loopback.messages(stage.channel).map((stored) => stored.pings);

  it('records what a message notifies, in its content and its text displays', async () => {
    await channel.send(`<@${stage.user}> and <@${stage.user}> @everyone <@&${stage.guild}>`);
    await channel.send({
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: 10, content: `hello <@!${stage.user}>` }],
    });
    const role = `role:${stage.guild}`;
    expect(pings()).toEqual([[`user:${stage.user}`, role, 'everyone'], [`user:${stage.user}`]]);
  });

  it('honours allowed_mentions', async () => {
    const content = `<@${stage.user}> @here <@1>`;
    await channel.send({ content, allowedMentions: { parse: [] } });
    await channel.send({ content, allowedMentions: { users: [stage.user] } });
    await channel.send({ content, allowedMentions: { parse: ['everyone'] } });
    expect(pings()).toEqual([[], [`user:${stage.user}`], ['here']]);
    const both = { parse: ['users'], users: [stage.user] } as const;
    expect(await codeOf(channel.send({ content, allowedMentions: both }))).toBe(50_035);
  });

  it('does not notify by an edit', async () => {
    const sent = await channel.send('quiet');
    await sent.edit(`<@${stage.user}>`);
    expect(pings()).toEqual([[]]);
  });
});

describe('access', () => {
  it('answers 50001 without sight of the channel and 50013 without the right to send', async () => {
    const { loopback } = stage;
    const sendCode = () =>
      codeOf(client.rest.post(`/channels/${channel.id}/messages`, { body: { content: 'x' } }));
    loopback.setPermissions({ channel: channel.id, id: client.user.id, deny: Permission.SendMessages });
    expect(await sendCode()).toBe(50_013);
    expect(await codeOf(client.rest.get(`/channels/${channel.id}/messages`))).toBe('ok');
    loopback.setPermissions({ channel: channel.id, id: stage.guild, deny: Permission.ViewChannel });
    expect(await sendCode()).toBe(50_001);
    expect(await codeOf(client.rest.get(`/channels/${channel.id}`))).toBe(50_001);
    loopback.setPermissions({ channel: channel.id, id: client.user.id, allow: Permission.ViewChannel });
    expect(await sendCode()).toBe('ok');
  });

  it('shows no history without the right to read it', async () => {
    await channel.send('hidden');
    const deny = Permission.ReadMessageHistory;
    stage.loopback.setPermissions({ channel: channel.id, id: client.user.id, deny });
    expect(await client.rest.get(`/channels/${channel.id}/messages`)).toEqual([]);
  });

  it('tells the client of changed permissions', async () => {
    const mine = () => {
      const found = client.channels.cache.get(channel.id);
      return found && 'permissionsFor' in found
        ? found.permissionsFor(client.user)?.has('SendMessages')
        : undefined;
    };
    expect(mine()).toBe(true);
    stage.loopback.setPermissions({ channel: channel.id, id: client.user.id, deny: Permission.SendMessages });
    await expect.poll(mine).toBe(false);
  });

  it('answers 10003 for a deleted channel, 10004 and 50001 after the bot was removed', async () => {
    const other = stage.loopback.addChannel({ guild: stage.guild, name: 'other' }).id;
    await expect.poll(() => client.channels.cache.has(other)).toBe(true);
    stage.loopback.deleteChannel(other);
    await expect.poll(() => client.channels.cache.has(other)).toBe(false);
    expect(await codeOf(client.rest.get(`/channels/${other}`))).toBe(10_003);
    stage.loopback.removeGuild(stage.guild);
    await expect.poll(() => client.guilds.cache.size).toBe(0);
    expect(await codeOf(client.rest.get(`/guilds/${stage.guild}`))).toBe(10_004);
    expect(await codeOf(client.rest.post(`/channels/${channel.id}/messages`, { body: {} }))).toBe(50_001);
  });

  it('reopens an archived thread for a message, unless it is locked: 50083', async () => {
    const thread = stage.loopback.addThread({ parent: channel.id, name: 'side' }).id;
    const post = () => codeOf(client.rest.post(`/channels/${thread}/messages`, { body: { content: 'x' } }));
    stage.loopback.setThread({ channel: thread, archived: true });
    expect(await post()).toBe('ok');
    expect(await client.rest.get(`/channels/${thread}`)).toMatchObject({
      thread_metadata: { archived: false },
    });
    stage.loopback.setThread({ channel: thread, archived: true, locked: true });
    expect(await post()).toBe(50_083);
    stage.loopback.setPermissions({
      channel: channel.id,
      id: client.user.id,
      allow: Permission.ManageThreads,
    });
    expect(await post()).toBe('ok');
  });

  it('answers 401 for a wrong token, 404 for an unknown path, 405 for another method', async () => {
    const get = (path: string, method = 'GET') =>
      fetch(`${stage.loopback.url}/v10${path}`, { method, headers: { authorization: 'Bot wrong' } });
    const refused = await get('/users/@me');
    expect([refused.status, await refused.json()]).toEqual([401, { message: '401: Unauthorized', code: 0 }]);
    expect((await get('/nothing')).status).toBe(404);
    expect((await get('/users/@me', 'PUT')).status).toBe(405);
  });
});

it('answers 50109 to a body that is no JSON', async () => {
  const headers = { authorization: `Bot ${stage.loopback.token}`, 'content-type': 'application/json' };
  const address = `${stage.loopback.url}/v10/channels/${channel.id}/messages`;
  const refused = await fetch(address, { method: 'POST', headers, body: '{"content":' });
  expect([refused.status, await refused.json()]).toMatchObject([400, { code: 50_109 }]);
});

it('takes a message with a file', async () => {
  await channel.send({ files: [{ attachment: Buffer.from('text'), name: 'a.txt' }] });
  expect(stage.loopback.requests.at(-1)?.body).toMatchObject({ attachments: [{ id: '0' }] });
});
