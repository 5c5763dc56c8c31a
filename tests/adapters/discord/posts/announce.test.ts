import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnnouncer, type DiscordAnnouncer } from '../../../../src/adapters/discord/posts/announce.ts';
import type { Headline } from '../../../../src/domain/headlines/choice.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../../../src/playground/loopback/loopback.ts';
import { scheduleOf } from '../../../domain/schedule/posting.ts';
import { createRecordingLog } from '../../../fixtures/log.ts';
import { createStory } from '../../../fixtures/story.ts';

const SLOT = Date.now();
const POSTS = { method: 'POST', path: '/messages' } as const;
const story = createStory('The ferry sails again. It had lain still since May.', {
  id: 'a-story-with-a-name-that-is-much-longer-than-what-fits-into-the-custom-id-of-one-button-on-discord',
  title: 'Ferry @everyone',
});
const headline: Headline = { kind: 'story', story };

let discord: LoopbackDiscord;
let announcer: DiscordAnnouncer;
let guild: string;
let channel: string;
const log = createRecordingLog();

beforeEach(async () => {
  discord = await createLoopbackDiscord();
  guild = discord.addGuild({ name: 'Harbour' }).id;
  channel = discord.addChannel({ guild, name: 'news' }).id;
  announcer = createAnnouncer({
    token: discord.token,
    apiUrl: discord.url,
    log,
    pace: async () => undefined,
    timeoutMs: 400,
  });
});
afterEach(async () => {
  announcer.close();
  await discord.stop();
});

const target = (tag = 's1-abc') => ({ guild, channel, tag, slot: SLOT });

/** How members speak of a schedule. */
const NAMED = { name: 'schedule', remedy: '/headline resume' } as const;

describe('a headline post', () => {
  it('appears once with its nonce, its tag in short buttons, and without pings', async () => {
    const posted = await announcer.post(target(), headline);
    const again = await announcer.post(target(), headline);
    const messages = discord.messages(channel);
    expect(messages).toHaveLength(1);
    expect(again).toEqual(posted);
    expect(posted).toEqual({ kind: 'posted', message: messages[0]?.message.id });
    expect(messages[0]?.pings).toEqual([]);
    expect(JSON.stringify(messages[0]?.message.components)).toContain('p1|headline|summary|s1-abc|');
  });

  it.each([
    ['the connection is cut', { kind: 'drop', when: 'after' }],
    ['Discord answers 500', { kind: 'respond', when: 'after', status: 500 }],
    ['Discord hangs', { kind: 'hang', when: 'after' }],
  ] as const)('is found when %s after it was taken', async (_, action) => {
    discord.fault({ ...POSTS, action });
    expect(await announcer.post(target(), headline)).toMatchObject({ kind: 'unsettled' });
    discord.forgetNonces();
    expect(await announcer.find(target())).toEqual({
      kind: 'found',
      message: discord.messages(channel)[0]?.message.id,
    });
  });

  it('is absent when it was not taken', async () => {
    discord.fault({ ...POSTS, action: { kind: 'drop', when: 'before' } });
    expect(await announcer.post(target(), headline)).toMatchObject({ kind: 'unsettled' });
    expect(await announcer.find(target())).toEqual({ kind: 'absent' });
  });

  it('makes one request an attempt', async () => {
    discord.fault({ ...POSTS, action: { kind: 'respond', status: 502 } });
    await announcer.post(target(), headline);
    expect(discord.requests.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('waits as long as Discord says when the rate is limited', async () => {
    discord.fault({
      ...POSTS,
      action: {
        kind: 'respond',
        status: 429,
        headers: { 'retry-after': '60' },
        body: { message: 'slow', retry_after: 60, global: false },
      },
    });
    const result = await announcer.post(target(), headline);
    expect(result).toMatchObject({ kind: 'unsettled' });
    expect('afterMs' in result && result.afterMs).toBeGreaterThanOrEqual(60_000);
  });

  it('that Discord does not take is rejected', async () => {
    discord.fault({
      ...POSTS,
      action: { kind: 'respond', status: 400, body: { code: 50035, message: 'Invalid' } },
    });
    expect(await announcer.post(target(), headline)).toMatchObject({ kind: 'rejected' });
  });
});

describe('the search for a post', () => {
  it("takes neither another slot nor somebody else's message for it", async () => {
    await announcer.post(target('s1-abd'), headline);
    const user = discord.addMember({ guild, name: 'Ada' }).id;
    discord.post({ channel, user, content: 'p1|headline|summary|s1-abc|x' });
    expect(await announcer.find(target())).toEqual({ kind: 'absent' });
  });

  it('looks behind what was written since', async () => {
    const posted = await announcer.post(target(), headline);
    const user = discord.addMember({ guild, name: 'Ada' }).id;
    for (let n = 0; n < 230; n++) discord.post({ channel, user, content: `message ${n}` });
    expect(await announcer.find(target())).toMatchObject({
      kind: 'found',
      message: posted.kind === 'posted' && posted.message,
    });
  });

  it('stops at what was written before the slot', async () => {
    const user = discord.addMember({ guild, name: 'Ada' }).id;
    for (let n = 0; n < 230; n++) discord.post({ channel, user, content: `message ${n}` });
    discord.requests.length = 0;
    expect(await announcer.find({ ...target(), slot: Date.now() + 10 * 60_000 })).toEqual({ kind: 'absent' });
    expect(discord.requests.filter(({ path }) => path.endsWith('/messages'))).toHaveLength(1);
  });

  it('is undecided while the bot may not read the history, or Discord fails', async () => {
    await announcer.post(target(), headline);
    discord.setPermissions({ channel, id: guild, deny: PermissionFlagsBits.ReadMessageHistory });
    expect(await announcer.find(target())).toMatchObject({
      kind: 'unsettled',
      reason: expect.stringMatching(/history/),
    });
    discord.fault({ method: 'GET', action: { kind: 'respond', status: 503 } });
    expect(await announcer.find(target())).toMatchObject({
      kind: 'unsettled',
      reason: 'Discord answered 503.',
    });
  });
});

describe('what will not mend', () => {
  it.each([
    [
      'no permission to post',
      /may not post/,
      () => discord.setPermissions({ channel, id: guild, deny: PermissionFlagsBits.SendMessages }),
    ],
    [
      'no access',
      /may not see/,
      () => discord.setPermissions({ channel, id: guild, deny: PermissionFlagsBits.ViewChannel }),
    ],
    ['a deleted channel', /gone/, () => discord.deleteChannel(channel)],
    ['a guild that the bot has left', /no longer in the server/, () => discord.removeGuild(guild)],
  ])('is refused for good: %s', async (_, reason, spoil) => {
    spoil();
    expect(await announcer.post(target(), headline)).toEqual({
      kind: 'refused',
      reason: expect.stringMatching(reason),
    });
  });

  it('is refused for good: a locked thread', async () => {
    const thread = discord.addThread({ parent: channel, name: 'old' }).id;
    discord.setThread({ channel: thread, archived: true, locked: true });
    expect(await announcer.post({ ...target(), channel: thread }, headline)).toMatchObject({
      kind: 'refused',
    });
  });

  it("is told in the guild's system channel, in plain words and without pings", async () => {
    const schedule = { ...scheduleOf({ guild, channel }), ...NAMED };
    await announcer.tellPaused(schedule, 'The channel is gone.');
    const [told] = discord.messages(channel);
    expect(JSON.stringify(told?.message.components)).toContain('is paused: The channel is gone');
    discord.removeGuild(guild);
    await announcer.tellPaused(schedule, 'gone');
    expect(log.lines.at(-1)).toMatchObject({ level: 'warn', message: 'nobody could be told of the pause' });
  });
});

it('tells of each pause once: not again after a crash, but again after a resume within minutes', async () => {
  const schedule = {
    ...scheduleOf({ id: 'abcd1234', guild, channel, since: Date.UTC(2026, 10, 23) }),
    ...NAMED,
  };
  await announcer.tellPaused(schedule, 'The channel is gone.');
  await announcer.tellPaused(schedule, 'The channel is gone.');
  expect(discord.messages(channel)).toHaveLength(1);
  await announcer.tellPaused({ ...schedule, since: schedule.since + 1_000 }, 'The channel is gone.');
  await announcer.tellPaused({ ...schedule, since: Date.UTC(2100, 0) }, 'The channel is gone.');
  expect(discord.messages(channel)).toHaveLength(3);
});

it('finds what speaks against a channel', async () => {
  const other = discord.addGuild({ name: 'Other' }).id;
  expect(await announcer.findObstacle(guild, channel)).toBeUndefined();
  expect(await announcer.findObstacle(other, channel)).toMatch(/not in this server/);
  expect(await announcer.findObstacle(guild, '1')).toMatch(/gone/);
});

it.each([
  ['Send Messages', PermissionFlagsBits.SendMessages],
  ['Read Message History', PermissionFlagsBits.ReadMessageHistory],
])('finds that the bot lacks a permission in a channel: %s', async (name, deny) => {
  discord.setPermissions({ channel, id: guild, deny });
  expect(await announcer.findObstacle(guild, channel)).toBe(`The bot lacks there: ${name}.`);
  // What one member may do comes after what everyone may.
  discord.setPermissions({ channel, id: discord.bot.id, allow: deny });
  expect(await announcer.findObstacle(guild, channel)).toBeUndefined();
});

it("finds that the bot lacks a permission in a thread by its channel's", async () => {
  const thread = discord.addThread({ parent: channel, name: 'talk' }).id;
  discord.setPermissions({ channel, id: guild, deny: PermissionFlagsBits.SendMessages });
  expect(await announcer.findObstacle(guild, thread)).toBeUndefined();
  discord.setPermissions({ channel, id: guild, deny: PermissionFlagsBits.SendMessagesInThreads });
  expect(await announcer.findObstacle(guild, thread)).toBe('The bot lacks there: Send Messages in Threads.');
});
