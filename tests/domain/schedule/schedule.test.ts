import { describe, expect, it } from 'vitest';
import { parseRule } from '../../../src/domain/schedule/rule.ts';
import { deadlineOf, planSlots, slotTag } from '../../../src/domain/schedule/schedule.ts';
import { isOnShards } from '../../../src/domain/schedule/shards.ts';
import { EIGHT, HOUR, MINUTE, scheduleOf } from './posting.ts';

describe('a slot may be posted', () => {
  it.each([
    ['for 30 minutes, with skip', scheduleOf(), EIGHT + 30 * MINUTE],
    ['for 12 hours, with catch-up', scheduleOf({ missed: 'catch-up' }), EIGHT + 12 * HOUR],
    [
      'until the next slot, if that is earlier',
      scheduleOf({ missed: 'catch-up', rule: parseRule({ cron: '*/5 * * * *', zone: 'UTC' }) }),
      EIGHT + 5 * MINUTE,
    ],
  ])('%s', (_, schedule, deadline) => {
    expect(deadlineOf(schedule, EIGHT)).toBe(deadline);
    expect(planSlots(schedule, EIGHT - 1, deadline - 1).post).toBe(EIGHT);
    expect(planSlots(schedule, EIGHT - 1, deadline).post).not.toBe(EIGHT);
  });
});

it('looks back a month, and says when there was more', () => {
  const { missed } = planSlots(scheduleOf(), EIGHT - 365 * 24 * HOUR, EIGHT - HOUR);
  expect(missed).toHaveLength(31);
  expect(missed[0]?.reason).toContain('as were others before it');
  expect(missed[1]?.reason).not.toContain('others');
});

it('plans after a month as quickly as after four days', () => {
  const schedule = scheduleOf({ rule: parseRule({ cron: '*/5 * * * *', zone: 'Europe/Rome' }) });
  const planned = (days: number) => {
    const times = Array.from({ length: 7 }, () => {
      const start = performance.now();
      expect(planSlots(schedule, EIGHT - days * 24 * HOUR, EIGHT - MINUTE).missed).toHaveLength(1_000);
      return performance.now() - start;
    });
    return Math.min(...times);
  };
  expect(planned(31)).toBeLessThan(3 * planned(4));
});

it.each([
  ['none', 1_000, false],
  ['one', 1_001, true],
])('tells of missed slots beyond the thousand recorded, if there were: %s', (_, slots, isCut) => {
  const rule = parseRule({ cron: '*/5 * * * *', zone: 'UTC' });
  const { missed, post } = planSlots(scheduleOf({ rule }), EIGHT - (slots + 1) * 5 * MINUTE, EIGHT);
  expect(post).toBe(EIGHT);
  expect(missed).toHaveLength(1_000);
  expect(missed[0]?.reason.includes('others before it')).toBe(isCut);
});

it('plans nothing when nothing came', () => {
  expect(planSlots(scheduleOf(), EIGHT, EIGHT + HOUR)).toEqual({ missed: [] });
});

it("names a slot within the 25 characters of Discord's nonce, in centuries to come as well", () => {
  const tags = [slotTag('abcd1234', EIGHT), slotTag('abcd1234', EIGHT + MINUTE), slotTag('abcd1235', EIGHT)];
  expect(new Set(tags).size).toBe(3);
  expect(slotTag('abcd1234', Date.UTC(9999, 11, 31)).length).toBeLessThanOrEqual(25);
});

it("gives every guild to one shard, by Discord's formula", () => {
  const guilds = ['197038439483310086', '81384788765712384', '613425648685547541', '1'];
  for (const guild of guilds) {
    const on = [0, 1, 2, 3].filter((shard) => isOnShards(guild, { ids: [shard], count: 4 }));
    expect(on).toEqual([Number((BigInt(guild) / 4_194_304n) % 4n)]);
  }
  expect(isOnShards('197038439483310086', { ids: [0], count: 1 })).toBe(true);
});
