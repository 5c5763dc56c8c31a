import { describe, expect, it } from 'vitest';
import { createWorld, EIGHT, FIVE_MINUTES, HOUR, MINUTE, scheduleOf } from './posting.ts';

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
