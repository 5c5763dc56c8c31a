import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../src/domain/schedule/rule.ts';
import { createLibrary, createWorld, EIGHT, HOUR, MINUTE, STORIES, scheduleOf } from './posting.ts';

const FIVE_MINUTES = parseRule({ cron: '*/5 * * * *', zone: 'UTC' });

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

describe('a post that fails for the moment', () => {
  it('is tried again with growing pauses, after a look whether it is there', async () => {
    const world = await createWorld();
    world.channels.faults = [{ fault: 'fails' }, { fault: 'fails' }, { fault: 'fails' }];
    const bot = await world.start();
    await bot.runUntil(EIGHT + 5 * MINUTE);
    expect(world.channels.messages).toHaveLength(1);
    expect(world.channels.lookUps).toBe(3);
    expect(await world.store.ledger.list({ limit: 1 })).toMatchObject([{ state: 'posted', attempts: 4 }]);
  });

  it('is not sent again when the answer alone was lost, even after Discord forgot its nonce', async () => {
    const world = await createWorld();
    world.channels.faults = [{ fault: 'is lost' }];
    const post = world.channels.post;
    world.channels.post = async (...args) => {
      const result = await post(...args);
      world.channels.forgetNonces();
      return result;
    };
    const bot = await world.start();
    await bot.runUntil(EIGHT + HOUR);
    expect(world.channels.messages).toHaveLength(1);
    expect(await world.rows()).toEqual(['08:00 posted']);
  });

  it('fails for good at the end of its window, with the last reason', async () => {
    const world = await createWorld();
    world.channels.faults = Array.from({ length: 99 }, () => ({ fault: 'fails' as const }));
    const bot = await world.start();
    await bot.runUntil(EIGHT + HOUR);
    expect(await world.store.ledger.list({ limit: 9 })).toMatchObject([
      { state: 'failed', reason: 'HTTP 500' },
    ]);
    expect((await bot.book.find('1000', 's1'))?.paused).toBeUndefined();
  });

  it('rests as long as Discord asks, but never so long that its turn looks like one before a change of clocks', async () => {
    const world = await createWorld([scheduleOf({ missed: 'catch-up' })]);
    const bot = await world.start({
      announcer: {
        ...world.channels,
        post: async () => ({ kind: 'unsettled', reason: 'limited', afterMs: 5 * HOUR }),
      },
    });
    await bot.runUntil(EIGHT + HOUR);
    expect(await world.store.ledger.list({ limit: 1 })).toMatchObject([{ state: 'claimed', attempts: 3 }]);
  });

  it('gives way to the next slot', async () => {
    const world = await createWorld([scheduleOf({ rule: FIVE_MINUTES, since: EIGHT - MINUTE })]);
    world.channels.faults = Array.from({ length: 6 }, () => ({ fault: 'fails' as const }));
    const bot = await world.start();
    await bot.runUntil(EIGHT + 6 * MINUTE);
    expect(await world.rows()).toEqual(['08:00 failed', '08:05 posted']);
  });

  it('is looked up beyond its window while Discord is away, and never sent after it', async () => {
    const world = await createWorld();
    world.channels.faults = [{ fault: 'is lost' }];
    world.channels.blind = true;
    const bot = await world.start();
    await bot.runUntil(EIGHT + 2 * HOUR);
    expect(await world.rows()).toEqual(['08:00 claimed']);
    world.channels.blind = false;
    await bot.runUntil(EIGHT + 3 * HOUR);
    expect(await world.rows()).toEqual(['08:00 posted']);
    expect(world.channels.messages).toHaveLength(1);
  });

  it('is given up when nobody can say for six hours what became of it', async () => {
    const world = await createWorld();
    world.channels.faults = [{ fault: 'is lost' }];
    world.channels.blind = true;
    const bot = await world.start();
    await bot.runUntil(EIGHT + 8 * HOUR);
    expect(await world.store.ledger.list({ limit: 1 })).toMatchObject([
      { state: 'failed', reason: 'Nobody knows whether it was posted: HTTP 503' },
    ]);
  });
});

describe('a refusal that will not mend', () => {
  const refused = { kind: 'refused', reason: 'The channel is gone.' } as const;

  it('pauses the schedule, with its reason, and tells once', async () => {
    const world = await createWorld();
    world.channels.faults = [{ fault: refused }];
    const bot = await world.start();
    await bot.runUntil(EIGHT + 48 * HOUR);
    expect(await world.rows()).toEqual(['08:00 failed']);
    expect(world.channels.told).toEqual([{ schedule: 's1', reason: 'The channel is gone.' }]);
    expect(await bot.book.find('1000', 's1')).toMatchObject({ paused: { reason: 'The channel is gone.' } });
  });

  it('leaves the slots of the pause out when it is resumed', async () => {
    const world = await createWorld();
    world.channels.faults = [{ fault: refused }];
    const bot = await world.start();
    await bot.runUntil(EIGHT + 50 * HOUR);
    await bot.book.resume('1000', 's1', world.now);
    await bot.runUntil(EIGHT + 73 * HOUR);
    expect(await world.rows()).toEqual(['08:00 failed', '08:00 posted']);
  });

  it('of one message fails its slot alone', async () => {
    const world = await createWorld();
    world.channels.faults = [{ fault: { kind: 'rejected', reason: 'too long' } }];
    const bot = await world.start();
    await bot.runUntil(EIGHT + 25 * HOUR);
    expect(await world.rows()).toEqual(['08:00 failed', '08:00 posted']);
    expect(world.channels.told).toEqual([]);
  });
});

describe('missed slots', () => {
  it('are recorded and, with skip, not made up for', async () => {
    const world = await createWorld();
    world.now = EIGHT + 50 * HOUR;
    await (await world.start()).tick();
    expect(await world.rows()).toEqual(['08:00 skipped', '08:00 skipped', '08:00 skipped']);
    expect(await world.store.ledger.list({ limit: 1 })).toMatchObject([
      { reason: 'Missed: the bot was not running, or could not post, in time.' },
    ]);
  });

  it('are made up for once, with catch-up, within the limit', async () => {
    const world = await createWorld([scheduleOf({ missed: 'catch-up' })]);
    world.now = EIGHT + 50 * HOUR;
    const bot = await world.start();
    await bot.tick();
    await bot.tick();
    expect(await world.rows()).toEqual(['08:00 skipped', '08:00 skipped', '08:00 posted']);
    expect(world.channels.messages).toHaveLength(1);
  });

  it('are not made up for beyond the limit', async () => {
    const world = await createWorld([scheduleOf({ missed: 'catch-up' })]);
    world.now = EIGHT + 13 * HOUR;
    await (await world.start()).tick();
    expect(await world.rows()).toEqual(['08:00 skipped']);
  });

  it('are counted, not listed, where there are thousands', async () => {
    const world = await createWorld([scheduleOf({ rule: FIVE_MINUTES })]);
    world.now = EIGHT + 20 * 24 * HOUR + 6 * MINUTE;
    await (await world.start()).tick();
    const rows = await world.store.ledger.list({ limit: 9_999 });
    expect(rows).toHaveLength(1_001);
    expect(rows[0]).toMatchObject({ state: 'posted' });
    expect(rows.at(-1)?.reason).toBe(
      'Missed, as were others before it: the bot was not running, or could not post, in time.',
    );
  });
});

describe('a digest', () => {
  it('posts what is new, and records that nothing is', async () => {
    const world = await createWorld([scheduleOf({ post: 'digest' })]);
    const stories = [...STORIES];
    const bot = await world.start({ library: { ...createLibrary(), all: () => stories } });
    await bot.runUntil(EIGHT + 25 * HOUR);
    expect(await world.rows()).toEqual(['08:00 posted', '08:00 skipped']);
    expect(await world.store.ledger.list({ limit: 1 })).toMatchObject([
      { reason: 'Nothing is new since the last post.' },
    ]);
    const [ferry] = STORIES;
    if (ferry) stories.unshift({ ...ferry, id: 'new', title: 'New' });
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

describe("one guild's trouble", () => {
  const two = [scheduleOf(), scheduleOf({ id: 's2', guild: '1001', channel: '2001' })];

  it("does not hold up another's post", async () => {
    const world = await createWorld(two);
    let release = () => {};
    world.channels.hold = { guild: '1000', until: new Promise((resolve) => (release = resolve)) };
    const bot = await world.start();
    world.now = EIGHT;
    const tick = bot.tick();
    await expect.poll(() => world.channels.messages.map(({ guild }) => guild)).toEqual(['1001']);
    world.now += 24 * HOUR;
    const next = bot.tick();
    await expect.poll(() => world.channels.messages.map(({ guild }) => guild)).toEqual(['1001', '1001']);
    release();
    await Promise.all([tick, next]);
    expect(world.channels.messages).toHaveLength(3);
  });

  it('with a schedule that cannot be computed is its own', async () => {
    const world = await createWorld(two);
    const broken = {
      ...scheduleOf({ id: 's3', guild: '1002' }),
      rule: { cron: '0 8 * * *', zone: 'Atlantis/Poseidonis' },
    };
    await world.store.values.set('schedules:1002', [broken]);
    const bot = await world.start();
    expect(bot.log.lines).toMatchObject([{ level: 'error', message: 'schedule left out' }]);
    world.now = EIGHT;
    await bot.tick();
    expect(world.channels.messages).toHaveLength(2);
  });

  it('with the store puts its schedules off, and no slot is lost', async () => {
    const world = await createWorld();
    const { ledger } = world.store;
    let faults = 1;
    const bot = await world.start({
      ledger: {
        ...ledger,
        claim: async (...args) => {
          if (faults-- > 0) throw new Error('disk full');
          return ledger.claim(...args);
        },
      },
    });
    await bot.runUntil(EIGHT + 2 * MINUTE);
    expect(bot.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(await world.rows()).toEqual(['08:00 posted']);
  });
});

it('two schedules of one channel do not post the same quotation at the same time', async () => {
  const world = await createWorld([scheduleOf(), scheduleOf({ id: 's2' })]);
  const bot = await world.start();
  world.now = EIGHT;
  await bot.tick();
  expect(world.channels.messages.map(({ headline }) => headline)).toMatchObject([
    { story: { id: 'ferry' } },
    { story: { id: 'mill' } },
  ]);
});

it('a shard posts for its own guilds only', async () => {
  const world = await createWorld([scheduleOf(), scheduleOf({ id: 's2', guild: '1001', channel: '2001' })]);
  const bot = await world.start({ serves: (guild) => guild === '1001' });
  await world.store.ledger.claim(
    { schedule: 's1', slot: EIGHT, guild: '1000', channel: '2000', scope: 'x', subjects: ['story:mill'] },
    { owner: 'gone', now: EIGHT, until: EIGHT },
  );
  world.now = EIGHT + MINUTE;
  await bot.tick();
  expect(world.channels.messages.map(({ guild }) => guild)).toEqual(['1001']);
});

it('a schedule that was paused or removed by another process is not posted', async () => {
  const world = await createWorld([scheduleOf(), scheduleOf({ id: 's2' })]);
  const [bot, other] = [await world.start(), await world.start()];
  await other.book.pause('1000', 's1', 'by an admin', world.now);
  await other.book.remove('1000', 's2');
  await bot.runUntil(EIGHT + HOUR);
  expect(await world.rows()).toEqual([]);
});
