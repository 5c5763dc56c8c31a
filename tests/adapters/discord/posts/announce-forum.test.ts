import { PermissionFlagsBits } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnnouncer, type DiscordAnnouncer } from '../../../../src/adapters/discord/posts/announce.ts';
import type { StoryHeadline } from '../../../../src/domain/headlines/choice.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../../../src/playground/loopback/loopback.ts';
import { expectValidRequests } from '../../../e2e/openapi.ts';
import { createRecordingLog } from '../../../fixtures/log.ts';
import { createStory } from '../../../fixtures/story.ts';

const SLOT = Date.now();
const THREADS = { method: 'POST', path: '/threads' } as const;
const story = createStory('The ferry sails again. It had lain still since May.', {
  title: `Ferry @everyone ${'sails '.repeat(30)}`,
  tags: ['Transport', 'sea'],
});
const headline: StoryHeadline = { kind: 'story', story };

let discord: LoopbackDiscord;
let announcer: DiscordAnnouncer;
let guild: string;

const createOne = () =>
  createAnnouncer({
    ...{ token: discord.token, apiUrl: discord.url, log: createRecordingLog() },
    ...{ pace: async () => true, timeoutMs: 400 },
  });

beforeEach(async () => {
  discord = await createLoopbackDiscord();
  guild = discord.addGuild({ name: 'Harbour' }).id;
  announcer = createOne();
});
afterEach(async () => {
  announcer.close();
  await discord.stop();
  expectValidRequests(discord.requests);
});

const target = (channel: string, tag = 's1-abc') => ({ guild, channel, tag, slot: SLOT });
const threadsOf = (forum: string) =>
  discord.requests.flatMap(({ path, status, answer, method }) =>
    method === 'POST' && path === `/channels/${forum}/threads` && status === 201
      ? [answer as { id: string; name: string; applied_tags: string[] }]
      : [],
  );

describe('a post in a forum', () => {
  it('is a thread with the title as its name, whose first message has its id and buttons', async () => {
    const { id: forum } = discord.addForum({ guild, name: 'stories' });
    const posted = await announcer.post(target(forum), headline);
    const [thread] = threadsOf(forum);
    expect(thread?.name).toMatch(/^Ferry @everyone sails.*…$/);
    expect(thread?.name.length).toBeLessThanOrEqual(100);
    expect(posted).toEqual({ kind: 'posted', message: thread?.id });
    const [first] = discord.messages(thread?.id ?? '');
    expect(first?.message.id).toBe(thread?.id);
    expect(first?.pings).toEqual([]);
    expect(JSON.stringify(first?.message.components)).toContain('p1|headline|summary|s1-abc|');
  });

  it('learns once that the channel is a forum', async () => {
    const { id: forum } = discord.addForum({ guild, name: 'stories' });
    await announcer.post(target(forum, 's1-a'), headline);
    await announcer.post(target(forum, 's1-b'), headline);
    const refused = discord.requests.filter(({ path }) => path === `/channels/${forum}/messages`);
    expect([refused.length, threadsOf(forum).length]).toEqual([1, 2]);
  });

  it.each([
    ['the connection is cut', { kind: 'drop', when: 'after' }],
    ['Discord answers 500', { kind: 'respond', when: 'after', status: 500 }],
    ['Discord hangs', { kind: 'hang', when: 'after' }],
  ] as const)('is found when %s after it was taken, and waited for before', async (_, action) => {
    const { id: forum } = discord.addForum({ guild, name: 'stories' });
    discord.fault({ ...THREADS, action });
    const lost = await announcer.post(target(forum), headline);
    expect(lost).toMatchObject({ kind: 'unsettled', afterMs: 30_000 });
    // As after a crash: another process looks, which knows nothing of the channel.
    announcer.close();
    announcer = createOne();
    const id = discord.messages(forum).length === 0 ? await findThreadId(forum) : '';
    expect(await announcer.find(target(forum))).toEqual({ kind: 'found', message: id });
    expect(await announcer.find(target(forum, 's1-other'))).toEqual({ kind: 'absent' });
  });

  async function findThreadId(forum: string): Promise<string> {
    const answer = await fetch(`${discord.url}/v10/guilds/${guild}/threads/active`, {
      headers: { authorization: `Bot ${discord.token}` },
    });
    const { threads } = (await answer.json()) as { threads: { id: string; parent_id: string }[] };
    return threads.find(({ parent_id }) => parent_id === forum)?.id ?? '';
  }

  it('is absent when it was not taken', async () => {
    const { id: forum } = discord.addForum({ guild, name: 'stories' });
    discord.fault({ ...THREADS, action: { kind: 'drop', when: 'before' } });
    expect(await announcer.post(target(forum), headline)).toMatchObject({ kind: 'unsettled' });
    expect(await announcer.find(target(forum))).toEqual({ kind: 'absent' });
  });

  it('is found among archived threads, and nobody else’s thread for it', async () => {
    const { id: forum } = discord.addForum({ guild, name: 'stories' });
    discord.addThread({ parent: forum, name: 'somebody’s' });
    const posted = await announcer.post(target(forum), headline);
    const id = posted.kind === 'posted' ? posted.message : '';
    discord.setThread({ channel: id, archived: true });
    expect(await announcer.find(target(forum))).toEqual({ kind: 'found', message: id });
  });

  it('is corrected in its thread, in an archived one too', async () => {
    const { id: forum } = discord.addForum({ guild, name: 'stories' });
    const posted = await announcer.post(target(forum), headline);
    const id = posted.kind === 'posted' ? posted.message : '';
    discord.setThread({ channel: id, archived: true });
    const gone = { sentence: true, quotation: false };
    const sentence = { text: 'The ferry sails again.', cites: [1] };
    const corrections = new Map([[story.id, { gone }]]);
    const shown = { ...headline, sentence };
    expect(await announcer.correct(target(forum), id, shown, corrections)).toBe('corrected');
    expect(JSON.stringify(discord.messages(id)[0]?.message.components)).toContain('Corrected at the source');
  });
});

describe('the tags of a forum', () => {
  const tagsOf = async (forum: string) => {
    const posted = await announcer.post(target(forum), headline);
    const names = new Map<string, string>();
    for (const { answer } of discord.requests)
      for (const { id, name } of (
        answer as Partial<{ available_tags: { id: string; name: string }[] }> | null
      )?.available_tags ?? [])
        names.set(id, name);
    return [posted.kind, ...(threadsOf(forum)[0]?.applied_tags.map((id) => names.get(id)) ?? [])];
  };

  it('are given to a story that has them', async () => {
    const tags = ['Politics', 'transport'];
    expect(await tagsOf(discord.addForum({ guild, name: 'a', tags }).id)).toEqual(['posted', 'transport']);
  });

  it('are the forum’s first where one is required and none fits', async () => {
    const tags = ['Politics', 'Sport'];
    const { id } = discord.addForum({ guild, name: 'a', moderated: ['Official'], tags, requiresTag: true });
    expect(await tagsOf(id)).toEqual(['posted', 'Politics']);
  });

  it('stand in the way, and are said to, where one is required that only moderators give', async () => {
    const { id } = discord.addForum({ guild, name: 'a', moderated: ['Official'], requiresTag: true });
    const reason = 'The forum requires a tag, and has none that the bot may give.';
    expect(await announcer.post(target(id), headline)).toEqual({ kind: 'refused', reason });
    expect(await announcer.findObstacle(guild, id)).toBe(reason);
  });
});

it('says what it lacks in a forum, and nothing where it may post', async () => {
  const { id: forum } = discord.addForum({ guild, name: 'stories' });
  expect(await announcer.findObstacle(guild, forum)).toBeUndefined();
  discord.setPermissions({ channel: forum, id: guild, deny: PermissionFlagsBits.SendMessages });
  expect(await announcer.findObstacle(guild, forum)).toBe('The bot lacks there: Send Messages.');
  expect(await announcer.post(target(forum), headline)).toMatchObject({ kind: 'refused' });
});

it('opens an archived thread that is posted to, and says that a locked one is', async () => {
  const { id: channel } = discord.addChannel({ guild, name: 'news' });
  const { id: thread } = discord.addThread({ parent: channel, name: 'a thread' });
  discord.setThread({ channel: thread, archived: true });
  expect(await announcer.post(target(thread), headline)).toMatchObject({ kind: 'posted' });
  discord.setThread({ channel: thread, archived: true, locked: true });
  expect(await announcer.post(target(thread, 's1-b'), headline)).toEqual({
    ...{ kind: 'refused', reason: 'The thread is archived.' },
  });
});
