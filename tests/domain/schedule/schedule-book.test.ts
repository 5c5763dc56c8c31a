import { beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import { createWorld, EIGHT, HOUR, type Process, scheduleOf, type World } from './posting.ts';

let world: World;
let bot: Process;
beforeEach(async () => {
  world = await createWorld([]);
  bot = await world.start();
});

describe('the schedules of a guild', () => {
  it("are kept in the order in which they were made, apart from other guilds'", async () => {
    await Promise.all(['a', 'b', 'c'].map((id) => bot.book.add(scheduleOf({ id }))));
    await bot.book.add(scheduleOf({ id: 'd', guild: '1001' }));
    expect((await bot.book.list('1000')).schedules.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(await bot.book.find('1001', 'a')).toBeUndefined();
    expect(await bot.book.remove('1001', 'a')).toBeUndefined();
    expect((await bot.book.remove('1000', 'b'))?.id).toBe('b');
    expect((await bot.book.list('1000')).schedules.map(({ id }) => id)).toEqual(['a', 'c']);
  });

  it('are 20 at most, however many are made at once', async () => {
    const added = await Promise.allSettled(
      Array.from({ length: 25 }, (_, n) => bot.book.add(scheduleOf({ id: `s${n}` }))),
    );
    const refused = added.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(5);
    expect(refused[0]?.reason).toBeInstanceOf(UserError);
    expect((await bot.book.list('1000')).schedules).toHaveLength(20);
  });

  it('stand on the agenda from when they were made, and go on where the ledger ends after a restart', async () => {
    await bot.book.add(scheduleOf({ since: EIGHT - HOUR }));
    expect(bot.agenda.next()).toBe(EIGHT);
    await world.store.ledger.recordSkipped([
      { schedule: 's1', guild: '1000', channel: '2000', slot: EIGHT, reason: 'missed' },
    ]);
    const restarted = await world.start();
    expect(restarted.agenda.next()).toBe(EIGHT + 24 * HOUR);
  });

  it('leave no trace when the last is removed', async () => {
    await bot.book.add(scheduleOf());
    await bot.book.remove('1000', 's1');
    expect(await world.store.values.keys('schedules:')).toEqual([]);
    expect(bot.agenda.due(EIGHT + HOUR)).toEqual([]);
  });

  it('rest while paused, also over a restart', async () => {
    await bot.book.add(scheduleOf());
    await bot.book.pause('1000', 's1', 'enough', EIGHT);
    expect(bot.agenda.due(EIGHT + HOUR)).toEqual([]);
    expect((await world.start()).agenda.due(EIGHT + HOUR)).toEqual([]);
    await bot.book.resume('1000', 's1', EIGHT + HOUR);
    expect(bot.agenda.due(EIGHT + 25 * HOUR)).toHaveLength(1);
    expect(await bot.book.pause('1000', 'none', 'x', EIGHT)).toBeUndefined();
  });
});
