import { describe, expect, it } from 'vitest';
import { putAll } from '../../fixtures/archive.ts';
import {
  createArchive,
  createWorld,
  EIGHT,
  FIVE_MINUTES,
  HOUR,
  MINUTE,
  STORIES,
  scheduleOf,
} from './posting.ts';

describe('a slot', () => {
  it('is posted when it comes, once, and recorded with its message', async () => {
    const world = await createWorld();
    const bot = await world.start();
    await bot.tick();
    expect(world.channels.messages).toEqual([]);
    world.now = EIGHT;
    await bot.tick();
    await bot.tick();
    world.now += 10 * MINUTE;
    await bot.tick();
    expect(world.channels.messages).toMatchObject([
      { channel: '2000', tag: `s1-${(EIGHT / MINUTE).toString(36)}` },
    ]);
    expect(await world.store.ledger.list({ limit: 9 })).toMatchObject([
      { schedule: 's1', guild: '1000', channel: '2000', slot: EIGHT, state: 'posted', message: 'm0' },
    ]);
  });

  it('is posted day after day', async () => {
    const world = await createWorld();
    const bot = await world.start();
    await bot.runUntil(EIGHT + 72 * HOUR - 1);
    expect(await world.rows()).toEqual(['08:00 posted', '08:00 posted', '08:00 posted']);
  });

  it('is claimed before anything is sent', async () => {
    const world = await createWorld();
    const bot = await world.start();
    world.now = EIGHT;
    const seen: string[][] = [];
    const post = world.channels.post;
    world.channels.post = async (...args) => {
      seen.push(await world.rows());
      return post(...args);
    };
    await bot.tick();
    expect(seen).toEqual([['08:00 claimed']]);
  });

  it('that the clock shows again after it was set back is not posted again', async () => {
    const world = await createWorld([scheduleOf({ rule: FIVE_MINUTES })]);
    const bot = await world.start();
    await bot.runUntil(EIGHT + HOUR);
    world.now -= HOUR;
    await bot.runUntil(EIGHT + HOUR);
    const restarted = await world.start();
    world.now -= HOUR;
    await restarted.runUntil(EIGHT + HOUR + MINUTE);
    const tags = world.channels.messages.map(({ tag }) => tag);
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags).toHaveLength(14);
  });

  it("is one process's when two run on the same store", async () => {
    const world = await createWorld([scheduleOf({ rule: FIVE_MINUTES })]);
    world.channels.forgetNonces = () => undefined;
    const [one, two] = [await world.start(), await world.start()];
    for (world.now = EIGHT; world.now < EIGHT + HOUR; world.now += MINUTE) {
      await Promise.all([one.tick(), two.tick()]);
    }
    expect(world.channels.messages).toHaveLength(12);
    expect(world.channels.lookUps).toBe(0);
  });
});

describe('a slot whose process ended', () => {
  it.each([
    ['before it sent', false],
    ['after it sent', true],
  ])('%s is taken up once, when its lease is over', async (_, sent) => {
    const world = await createWorld();
    const gone = await world.start({
      announcer: {
        ...world.channels,
        post: async (...args) => {
          if (sent) await world.channels.post(...args);
          return new Promise(() => undefined);
        },
      },
    });
    world.now = EIGHT;
    void gone.tick();
    await expect.poll(() => world.rows()).toEqual(['08:00 claimed']);
    world.channels.forgetNonces();
    const bot = await world.start();
    await bot.tick();
    expect(await world.rows()).toEqual(['08:00 claimed']);
    await bot.runUntil(EIGHT + 10 * MINUTE);
    expect(world.channels.messages).toHaveLength(1);
    expect(await world.rows()).toEqual(['08:00 posted']);
  });

  it('is not posted any more after its window, and says so', async () => {
    const world = await createWorld();
    await world.store.ledger.claim(
      { schedule: 's1', slot: EIGHT, guild: '1000', channel: '2000', scope: 'x', subjects: ['story:ferry'] },
      { owner: 'gone', now: EIGHT, until: EIGHT },
    );
    world.now = EIGHT + 31 * MINUTE;
    await (await world.start()).tick();
    expect(world.channels.messages).toEqual([]);
    expect(await world.store.ledger.list({ limit: 1 })).toMatchObject([
      { state: 'failed', reason: 'The bot was stopped before it could post.' },
    ]);
  });

  it('is not sent by one who looked it up for so long that another took it over', async () => {
    const world = await createWorld();
    await world.store.ledger.claim(
      { schedule: 's1', slot: EIGHT, guild: '1000', channel: '2000', scope: 'x', subjects: ['story:mill'] },
      { owner: 'gone', now: EIGHT, until: EIGHT },
    );
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = await world.start({
      announcer: {
        ...world.channels,
        find: async (target) => {
          const found = await world.channels.find(target);
          await held;
          return found;
        },
      },
    });
    world.now = EIGHT + MINUTE;
    const tick = slow.tick();
    await expect.poll(() => world.channels.lookUps).toBe(1);
    world.now += 5 * MINUTE;
    await (await world.start()).tick();
    world.channels.forgetNonces();
    release();
    await tick;
    expect(world.channels.messages).toHaveLength(1);
    expect(await world.rows()).toEqual(['08:00 posted']);
  });

  it('shows what was chosen for it', async () => {
    const world = await createWorld();
    await world.store.ledger.claim(
      { schedule: 's1', slot: EIGHT, guild: '1000', channel: '2000', scope: 'x', subjects: ['story:mill'] },
      { owner: 'gone', now: EIGHT, until: EIGHT },
    );
    world.now = EIGHT + MINUTE;
    await (await world.start()).tick();
    expect(world.channels.messages).toMatchObject([{ headline: { story: { id: 'mill' } } }]);
  });
});

describe('a digest', () => {
  it('posts what is new, and records that nothing is', async () => {
    const world = await createWorld([scheduleOf({ post: 'digest' })]);
    const archive = await createArchive();
    const bot = await world.start({ archive });
    await bot.runUntil(EIGHT + 25 * HOUR);
    expect(await world.rows()).toEqual(['08:00 posted', '08:00 skipped']);
    expect(await world.store.ledger.list({ limit: 1 })).toMatchObject([
      { reason: 'Nothing is new since the last post.' },
    ]);
    const [ferry] = STORIES;
    if (ferry) await putAll(archive, [{ ...ferry, id: 'new', title: 'New' }]);
    await bot.runUntil(EIGHT + 49 * HOUR);
    expect(world.channels.messages.map(({ headline }) => headline)).toMatchObject([
      { stories: [{ id: 'ferry' }, { id: 'mill' }], more: 0 },
      { stories: [{ id: 'new' }], more: 0 },
    ]);
  });

  it('lists again what a failed post would have listed', async () => {
    const world = await createWorld([scheduleOf({ post: 'digest' })]);
    world.channels.faults = [{ fault: { kind: 'rejected', reason: 'too long' } }];
    await (await world.start()).runUntil(EIGHT + 25 * HOUR);
    expect(await world.rows()).toEqual(['08:00 failed', '08:00 posted']);
  });
});

it('a schedule that is removed while it stands in line is not posted', async () => {
  const world = await createWorld();
  let release = () => {};
  const turn = new Promise<void>((resolve) => (release = resolve));
  let waits = false;
  const bot = await world.start({
    pace: async () => {
      waits = true;
      await turn;
      return true;
    },
  });
  world.now = EIGHT;
  const tick = bot.tick();
  await expect.poll(() => waits).toBe(true);
  await bot.book.remove('1000', 's1');
  release();
  await tick;
  expect(world.channels.messages).toEqual([]);
  expect(await world.rows()).toEqual([]);
});
