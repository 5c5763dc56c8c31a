import { describe, expect, it, vi } from 'vitest';
import { createWorld, EIGHT, FIVE_MINUTES, HOUR, MINUTE, scheduleOf } from './posting.ts';

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

  it('is told although the bot ended while it told it', async () => {
    const world = await createWorld();
    world.channels.faults = [{ fault: refused }, { fault: refused }];
    const tellPaused = vi.fn(() => new Promise<void>(() => undefined));
    const gone = await world.start({ announcer: { ...world.channels, tellPaused } });
    world.now = EIGHT;
    void gone.tick();
    await expect.poll(() => tellPaused.mock.calls).toHaveLength(1);
    const bot = await world.start();
    await bot.runUntil(EIGHT + HOUR);
    expect(world.channels.told).toHaveLength(1);
    expect(await world.rows()).toEqual(['08:00 failed']);
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

it.each([
  ['posted', { kind: 'posted', message: 'm9' }],
  ['failed', { kind: 'rejected', reason: 'too long' }],
] as const)('a slot that another process ended meanwhile is not logged as %s', async (state, result) => {
  const world = await createWorld();
  const bot = await world.start({
    announcer: {
      ...world.channels,
      async post(target) {
        const key = { guild: target.guild, schedule: 's1', slot: target.slot };
        await world.store.ledger.finish(key, { state: 'failed', reason: 'given up elsewhere' });
        return result;
      },
    },
  });
  world.now = EIGHT;
  await bot.tick();
  expect(await world.rows()).toEqual(['08:00 failed']);
  expect(bot.log.lines).toMatchObject([
    { level: 'warn', fields: { schedule: 's1', state }, message: expect.stringContaining('ended already') },
  ]);
});
