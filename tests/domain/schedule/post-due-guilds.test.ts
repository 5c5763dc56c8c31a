import { describe, expect, it } from 'vitest';
import { createWorld, EIGHT, HOUR, MINUTE, scheduleOf } from './posting.ts';

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
    expect(world.storeLog.lines).toMatchObject([
      { level: 'error', fields: { guild: '1002', schedule: 's3' } },
    ]);
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
