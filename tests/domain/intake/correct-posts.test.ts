import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Headline } from '../../../src/domain/headlines/choice.ts';
import { correctPosts, pruneCorrections } from '../../../src/domain/intake/correct-posts.ts';
import { type Arrival, type Follow, SHARED } from '../../../src/domain/intake/feed-book.ts';
import { incomingOf } from '../../fixtures/archive.ts';
import { createStory } from '../../fixtures/story.ts';
import { createWorld, EIGHT, HOUR, type Process, scheduleOf, type World } from '../schedule/posting.ts';

const FEED = 'https://ledger.example/feed';
const REWRITTEN = createStory('“The ferry will never sail again,” said Ida Moss.', {
  ...{ id: 'ferry', title: 'Ferry to sail again', published: '2026-11-22' },
});

let world: World;
let bot: Process;
let changes: number;

/** Two servers whose schedules post the operator's story, a third one that has nothing of it. */
beforeEach(async () => {
  changes = 0;
  const schedules = ['1000', '1001', '1002'].map((guild) =>
    scheduleOf({ guild, id: `s${guild}`, post: 'latest', channel: `2${guild}` }),
  );
  world = await createWorld(schedules.map((one) => (one.guild === '1002' ? { ...one, since: EIGHT } : one)));
  bot = await world.start();
  const feed = {
    url: FEED,
    title: 'Ledger',
    repeated: { url: false, guid: false },
    nextPoll: 0,
    failures: 0,
  };
  await world.store.feeds.enter(feed);
  await followFor(SHARED);
  await world.store.feeds.record(
    { feed, arrived: [arrivalOf()], changed: [], sought: [], held: [] },
    world.now,
  );
  world.now = EIGHT;
  await bot.tick();
  expect(new Set(world.channels.messages.map(({ guild }) => guild))).toEqual(new Set(['1000', '1001']));
});
afterEach(() => world.store.close());

function followFor(guild: string, change: Partial<Follow> = {}): Promise<void> {
  const wishes = { post: 'none', only: '', readsPages: false, cursor: 9, corrected: 0 } as const;
  return world.store.feeds.putFollow({ guild, id: `f${guild}`, feed: FEED, ...wishes, ...change });
}

function arrivalOf(change: Partial<Arrival> = {}): Arrival {
  return {
    ...{ feed: FEED, identity: 'url:ferry', at: 1, story: 'ferry', title: 'Ferry', tags: [], content: 'a' },
    ...{ isTeaser: false, isWithdrawn: false, changed: 0, sought: 0 },
    ...change,
  };
}

/** The feed notes a change of the story, and the bot deals with it. */
async function note(change: Partial<Arrival> = {}): Promise<void> {
  world.now += HOUR;
  changes = world.now;
  const feed = await world.store.feeds.feed(FEED);
  if (!feed) throw new Error('the feed is gone');
  const changed = [arrivalOf({ ...change, changed: changes })];
  await world.store.feeds.record({ feed, arrived: [], changed, sought: [], held: [] }, world.now);
  await correctPosts(ports());
}

function ports(serves: (guild: string) => boolean = () => true) {
  return { ...bot, feeds: world.store.feeds, serves };
}

function edited(): string[] {
  return world.channels.edits
    .splice(0)
    .map(({ message }) => world.channels.messages.find(({ id }) => id === message)?.guild ?? '')
    .sort();
}

function digest(): Headline {
  return { kind: 'digest', stories: [], more: 0 };
}

async function rewrite(story = REWRITTEN): Promise<void> {
  await world.archive.put(incomingOf(story, { identity: 'file:ferry', at: world.now }));
}

describe('what the source of a shared story changes', () => {
  it('is corrected in every server that posted it, once', async () => {
    await rewrite();
    await note();
    const [edit] = world.channels.edits;
    expect(edit?.corrections.get('ferry')).toMatchObject({ gone: { sentence: true } });
    expect(edited()).toEqual(['1000', '1001']);
    await correctPosts(ports());
    await note();
    expect(edited()).toEqual([]);
    expect(await world.store.feeds.correcting()).toEqual([]);
  });

  it('is corrected where Discord did not answer at first, and nowhere twice', async () => {
    await rewrite();
    world.channels.editFaults = ['unsettled'];
    await note();
    const before = edited();
    expect(before).toHaveLength(1);
    await correctPosts(ports());
    expect([...before, ...edited()].sort()).toEqual(['1000', '1001']);
    expect(await world.store.feeds.correcting()).toEqual([]);
  });

  it('is corrected in other servers while one of them takes no edits, and given up there after a day', async () => {
    await rewrite();
    world.channels.editFaults = ['unsettled'];
    await note();
    const [first = ''] = edited();
    await world.archive.withdraw({}, 'ferry', 77);
    world.channels.editFaults = ['unsettled', 'unsettled'];
    await note({ isWithdrawn: true });
    expect(first).not.toBe('');
    expect(edited()).toEqual([first]);
    world.now += 25 * HOUR;
    world.channels.editFaults = ['unsettled'];
    await correctPosts(ports());
    await correctPosts(ports());
    expect(edited()).toEqual([]);
  });

  it('forgets that it was said once its posts are forgotten', async () => {
    await rewrite();
    await note();
    const messages = world.channels.edits.map(({ message }) => `${message} ferry`);
    const said = () => world.store.ledger.shown('1000', 'corrected');
    expect(messages).toContain([...(await said()).keys()][0]);
    await pruneCorrections(world.store, world.now + 1);
    expect((await said()).size).toBe(0);
  });

  it('is looked at again where a post of it is under way, which may rest on what stood before', async () => {
    const { ledger } = world.store;
    const subjects = ['story:ferry'];
    const slot = {
      guild: '1000',
      schedule: 's1000',
      slot: EIGHT + 1,
      channel: '21000',
      scope: 'c',
      subjects,
    };
    await ledger.claim(slot, { owner: 'a', now: world.now, until: world.now + HOUR });
    await world.archive.withdraw({}, 'ferry', 77);
    await note({ isWithdrawn: true });
    expect(edited()).toEqual(['1000', '1001']);
    world.channels.messages.push({ ...slot, tag: 'late', id: 'late', headline: digest() });
    await ledger.finish(slot, { state: 'posted', message: 'late' });
    await correctPosts(ports());
    expect(world.channels.edits.map(({ message }) => message)).toEqual(['late']);
    expect(await world.store.feeds.correcting()).toEqual([]);
  });

  it('waits until the arrival is dealt with, whose post may be made of what stood before', async () => {
    await followFor('1001', { cursor: 0 });
    await rewrite();
    await note();
    expect(edited()).toEqual(['1000']);
    await world.store.feeds.advance('1001', 'f1001', 1);
    await correctPosts(ports());
    expect(edited()).toEqual(['1001']);
  });

  it('is left to the follow of a server that follows the feed itself', async () => {
    await followFor('1001', { corrected: Number.MAX_SAFE_INTEGER });
    await rewrite();
    await note();
    expect(edited()).toEqual(['1000']);
  });

  it('is dealt with by the process of the first shard for all', async () => {
    await rewrite();
    const isFirst = (guild: string) => BigInt(guild) >> 22n === 0n;
    await note().then(() => edited());
    await world.store.feeds.putFollow({
      ...{ guild: SHARED, id: 'again', feed: FEED, post: 'none', only: '', readsPages: false },
      ...{ cursor: 9, corrected: 0 },
    });
    await correctPosts(ports((guild) => !isFirst(guild)));
    expect(await world.store.feeds.correcting()).toHaveLength(1);
    await correctPosts(ports(isFirst));
    expect(await world.store.feeds.correcting()).toEqual([]);
  });

  it('is found where servers have copies of their own under its name', async () => {
    const archive = world.archive;
    const shared = createStory('The ferry sails.', { id: 'ferry-shared', title: 'Ferry to sail again' });
    await archive.put(incomingOf({ ...shared, published: '2026-11-23' }, { identity: 'url:shared' }));
    world.now = EIGHT + 24 * HOUR;
    await bot.tick();
    expect(world.channels.messages.slice(2).map(({ headline }) => headline)).toMatchObject([
      { story: { id: 'ferry-shared' } },
      { story: { id: 'ferry-shared' } },
      { story: { id: 'ferry-shared' } },
    ]);
    await archive.withdraw({}, 'ferry-shared', world.now);
    await note({ isWithdrawn: true });
    expect(edited()).toEqual(['1000', '1001', '1002']);
  });
});

describe('a story that its source deletes', () => {
  it('is said to be withdrawn in its posts, once, and no longer when it is there again', async () => {
    await world.archive.withdraw({}, 'ferry', 77);
    await note({ isWithdrawn: true });
    expect(world.channels.edits[0]).toMatchObject({ headline: { story: { withdrawn: 77 } } });
    expect(world.channels.edits[0]?.corrections.size).toBe(0);
    expect(edited()).toEqual(['1000', '1001']);
    await note({ isWithdrawn: true });
    expect(edited()).toEqual([]);
    await world.archive.withdraw({}, 'ferry', undefined);
    await note();
    expect(world.channels.edits[0]).not.toHaveProperty('headline.story.withdrawn');
    expect(edited()).toEqual(['1000', '1001']);
    await note();
    expect(edited()).toEqual([]);
    await world.archive.withdraw({}, 'ferry', 99);
    await note({ isWithdrawn: true });
    expect(edited()).toEqual(['1000', '1001']);
  });

  it('is said to be withdrawn where only another feed had brought it, which had deleted it before', async () => {
    const other = { url: 'https://other.example', title: '', repeated: { url: false, guid: false } };
    const there = { ...other, nextPoll: 0, failures: 0 };
    await world.store.feeds.enter(there);
    const arrival = arrivalOf({ feed: other.url, isWithdrawn: true, changed: 1 });
    const poll = { feed: there, arrived: [arrival], changed: [], sought: [], held: [] };
    await world.store.feeds.record(poll, world.now);
    await followFor('1001', { feed: other.url, corrected: 1 });
    await followFor('1000');
    await world.store.feeds.dropFollow(SHARED, 'f');
    await world.archive.withdraw({}, 'ferry', 77);
    await note({ isWithdrawn: true });
    expect(edited()).toEqual(['1000', '1001']);
  });

  it('that it had rewritten before keeps its correction', async () => {
    await rewrite();
    await note();
    edited();
    await world.archive.withdraw({}, 'ferry', 77);
    await note({ isWithdrawn: true });
    expect(world.channels.edits[0]?.corrections.has('ferry')).toBe(true);
    expect(edited()).toEqual(['1000', '1001']);
  });

  it('is posted by no schedule any more', async () => {
    const news = createStory('The pier opens.', { id: 'pier', published: '2026-11-24', title: 'Pier opens' });
    await world.archive.put(incomingOf(news));
    await world.archive.withdraw({}, 'pier', 77);
    world.now = EIGHT + 24 * HOUR;
    await bot.tick();
    const ids = world.channels.messages.map(({ headline }) => 'story' in headline && headline.story.id);
    expect(ids).not.toContain('pier');
  });
});
