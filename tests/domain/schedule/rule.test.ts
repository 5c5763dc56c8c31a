import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import { parseRule, type RuleInput, SHORTEST_PERIOD_MS } from '../../../src/domain/schedule/rule.ts';
import { nextRuns } from '../../../src/domain/schedule/slots.ts';

/** The message of the refusal, or what was accepted. */
function verdict(input: RuleInput): string {
  try {
    return `accepted: ${parseRule(input).cron}`;
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

describe('a rule', () => {
  it.each([
    ['08:30', undefined, '30 8 * * *'],
    ['8:05', 'daily', '5 8 * * *'],
    ['23:59', 'weekdays', '59 23 * * 1,2,3,4,5'],
    ['00:00', 'Weekends', '0 0 * * 0,6'],
    ['12:00', 'mon, Thursday  sat', '0 12 * * 1,4,6'],
    ['12:00', 'weekends,weekdays', '0 12 * * *'],
    ['12:00', 'sunday sun', '0 12 * * 0'],
  ])('reads at %s, days %s as %s', (at, days, cron) => {
    expect(parseRule({ at, days, zone: 'Europe/Rome' })).toEqual({ cron, zone: 'Europe/Rome' });
  });

  it('keeps a cron expression, with single spaces', () => {
    expect(parseRule({ cron: ' 0  8 * * 1-5 ', zone: 'UTC' })).toEqual({ cron: '0 8 * * 1-5', zone: 'UTC' });
  });

  it.each(['24:00', '8', '08:60', '8.30', '-1:00', '08:30 pm', ''])('refuses the time %j', (at) => {
    expect(verdict({ at, zone: 'UTC' })).toMatch(/is not a time\. Write it as HH:MM/);
  });

  it.each(['someday', 's', 'mo', 'mondays', ' , '])('refuses the days %j', (days) => {
    expect(verdict({ at: '08:00', days, zone: 'UTC' })).toMatch(/does not name days/);
  });

  it.each(['+02:00', 'Rome', '', 'Europe/Roma', '../etc', 'UTC\n', '2', 'Europe/Rome '])(
    'refuses the zone %j',
    (zone) => {
      expect(verdict({ at: '08:00', zone })).toMatch(/There is no time zone/);
    },
  );

  it.each(['0 8 * *', '0 8 * * * *', '@daily', '', `0 8 * * ${'1,'.repeat(60)}1`])(
    'refuses cron %j for its fields',
    (cron) => {
      expect(verdict({ cron, zone: 'UTC' })).toMatch(/five fields/);
    },
  );

  it.each(['60 8 * * *', '0 8 * * noday', 'a b c d e', '0 8 0 * *', '*/0 * * * *'])(
    'refuses cron %j',
    (cron) => {
      expect(verdict({ cron, zone: 'UTC' })).toMatch(/is not a cron expression/);
    },
  );

  it.each(['* * * * *', '*/4 * * * *', '0,58 * * * *', '*/7 * * * *', '0,59 0,23 * * *'])(
    'refuses %j as too frequent',
    (cron) => {
      expect(verdict({ cron, zone: 'UTC' })).toMatch(/every 5 minutes/);
    },
  );

  it('refuses a day that never comes', () => {
    expect(verdict({ cron: '0 0 31 2 *', zone: 'UTC' })).toMatch(/never comes/);
  });

  it('refuses both forms at once, neither, and days beside cron', () => {
    expect(verdict({ at: '08:00', cron: '0 8 * * *', zone: 'UTC' })).toMatch(/either/);
    expect(verdict({ zone: 'UTC' })).toMatch(/either/);
    expect(verdict({ cron: '0 8 * * *', days: 'daily', zone: 'UTC' })).toMatch(/leave days out/);
  });

  it('never posts more often than every five minutes, whatever expression is accepted', () => {
    const field = (max: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min: 1, max }).map((step) => `*/${step}`),
        fc
          .uniqueArray(fc.integer({ min: 0, max }), { minLength: 1, maxLength: 4 })
          .map((list) => list.join(',')),
      );
    const crons = fc.tuple(field(59), field(23)).map(([minute, hour]) => `${minute} ${hour} * * *`);
    fc.assert(
      fc.property(crons, (cron) => {
        if (verdict({ cron, zone: 'UTC' }) !== `accepted: ${cron}`) return;
        const runs = nextRuns(parseRule({ cron, zone: 'UTC' }), 50, 0);
        expect(runs.every((run, index) => run - (runs[index - 1] ?? -1e9) >= SHORTEST_PERIOD_MS)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
