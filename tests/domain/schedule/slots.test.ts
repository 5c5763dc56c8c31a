import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { parseRule, type Rule } from '../../../src/domain/schedule/rule.ts';
import { lastSlotsBetween, nextRuns, slotsAfter, slotsBetween } from '../../../src/domain/schedule/slots.ts';

/** Zones with unusual rules: half-hour changes, quarter-hour offsets, changes at midnight, a day left out, summer time abolished. */
const ZONES = [
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Asia/Gaza',
  'Asia/Beirut',
  'America/St_Johns',
  'America/Sao_Paulo',
  'America/Nuuk',
  'America/Asuncion',
  'Antarctica/Troll',
  'Europe/Istanbul',
  'Europe/Dublin',
] as const;
const FIRST_DAY = Temporal.PlainDate.from('2011-01-01');
const LAST_DAY = Temporal.PlainDate.from('2036-01-01');
const DAY_MS = 86_400_000;

function minuteText(minute: number): string {
  return Temporal.PlainTime.from({ hour: Math.floor(minute / 60), minute: minute % 60 })
    .toString()
    .slice(0, 5);
}

function dailyAt(minute: number, zone: string): Rule {
  return parseRule({ at: minuteText(minute), zone });
}

/** The stated rule, computed by Temporal: the first time the clocks show it, or the end of the gap. */
function expectedSlot(date: Temporal.PlainDate, minute: number, zone: string): number | undefined {
  const wall = date.toPlainDateTime(minuteText(minute));
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  if (!date.toZonedDateTime(zone).toPlainDate().equals(date)) return undefined;
  return earlier.getTimeZoneTransition('next')?.epochMilliseconds;
}

function expectedSlots(from: Temporal.PlainDate, days: number, minute: number, zone: string): number[] {
  return Array.from({ length: days }, (_, day) => expectedSlot(from.add({ days: day }), minute, zone)).filter(
    (slot) => slot !== undefined,
  );
}

/** Every change of a zone's clocks from 2011 to 2035. */
function changesOf(zone: string): { zone: string; change: Temporal.ZonedDateTime }[] {
  const changes = [];
  let change = FIRST_DAY.toZonedDateTime(zone).getTimeZoneTransition('next');
  while (change && Temporal.PlainDate.compare(change.toPlainDate(), LAST_DAY) < 0) {
    changes.push({ zone, change });
    change = change.getTimeZoneTransition('next');
  }
  return changes;
}

const CHANGES = ZONES.flatMap(changesOf);

describe('the slots of a daily time', () => {
  it.each(ZONES)('in %s are one a local day through ten years', (zone) => {
    const start = Temporal.PlainDate.from('2019-01-01');
    const days = 3650;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => {
        const after = start.toZonedDateTime(zone).epochMilliseconds - 1;
        const slots = nextRuns(dailyAt(minute, zone), days, after);
        expect(slots).toEqual(expectedSlots(start, days, minute, zone));
      }),
      { numRuns: 1 },
    );
  });

  it('follow the rule for gaps and overlaps around every change since 2011', () => {
    expect(CHANGES.length).toBeGreaterThan(400);
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANGES),
        fc.integer({ min: -150, max: 150 }),
        ({ zone, change }, shift) => {
          // Times near the change are where gaps and overlaps are.
          const near = change.toPlainTime().add({ minutes: shift });
          const minute = near.hour * 60 + near.minute;
          const expected = expectedSlots(change.toPlainDate().subtract({ days: 3 }), 7, minute, zone);
          const [first = 0] = expected;
          expect(nextRuns(dailyAt(minute, zone), expected.length, first - 1)).toEqual(expected);
        },
      ),
      { numRuns: 1_500 },
    );
  });

  it('are left out on the day that Samoa left out, and are once on the days around it', () => {
    const slots = nextRuns(dailyAt(8 * 60, 'Pacific/Apia'), 3, Date.parse('2011-12-29T00:00:00-10:00'));
    expect(slots.map((slot) => new Date(slot).toISOString())).toEqual([
      '2011-12-29T18:00:00.000Z',
      '2011-12-30T18:00:00.000Z',
      '2011-12-31T18:00:00.000Z',
    ]);
  });
});

describe('the slots of any rule', () => {
  const rules = fc
    .record({
      zone: fc.constantFrom(...ZONES),
      cron: fc.constantFrom(
        '*/5 * * * *',
        '0,30 0-4 * * *',
        '15 1,2,3 * * 1-5',
        '0 0 1 * *',
        '59 23 * * sun',
        '7 */3 * * *',
      ),
    })
    .map((input) => parseRule(input));
  const instants = fc.integer({ min: Date.UTC(2011, 0), max: Date.UTC(2036, 0) });
  const nearChange = fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -DAY_MS, max: DAY_MS }))
    .map(([{ change }, shift]) => change.epochMilliseconds + shift);

  it('rise, and do not depend on where one starts to count', () => {
    fc.assert(
      fc.property(rules, fc.oneof(instants, nearChange), (rule, after) => {
        const slots = nextRuns(rule, 12, after);
        expect(slots.every((slot, index) => slot > (slots[index - 1] ?? after))).toBe(true);
        for (const [index, slot] of slots.slice(0, -1).entries()) {
          expect(nextRuns(rule, 1, slot)).toEqual([slots[index + 1]]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are the same when only the last of them are read', () => {
    const spans = fc.tuple(fc.integer({ min: 0, max: 5 * DAY_MS }), fc.integer({ min: 1, max: 400 }));
    fc.assert(
      fc.property(rules, fc.oneof(instants, nearChange), spans, (rule, after, [span, count]) => {
        const last = lastSlotsBetween(rule, after, after + span, count);
        expect(last).toEqual(slotsBetween(rule, after, after + span).slice(-count));
      }),
      { numRuns: 100 },
    );
  });

  it('are the wall-clock times that Temporal finds, each once', () => {
    fc.assert(
      fc.property(fc.constantFrom(...CHANGES), ({ zone, change }) => {
        const from = change.toPlainDate().subtract({ days: 1 });
        const everyHalfHour = Array.from({ length: 3 * 48 }, (_, step) =>
          expectedSlot(from.add({ days: Math.floor(step / 48) }), (step % 48) * 30, zone),
        );
        const expected = [...new Set(everyHalfHour)].filter((slot) => slot !== undefined);
        const rule = parseRule({ cron: '*/30 * * * *', zone });
        expect(slotsBetween(rule, (expected[0] ?? 0) - 1, expected.at(-1) ?? 0)).toEqual(expected);
      }),
      { numRuns: 100 },
    );
  });

  it('may be years apart', () => {
    const leapDays = slotsAfter(parseRule({ cron: '0 0 29 2 *', zone: 'UTC' }), Date.UTC(2027, 0));
    expect([...leapDays.take(2)]).toEqual([Date.UTC(2028, 1, 29), Date.UTC(2032, 1, 29)]);
  });

  it('leave out the repeated hour for a rule of many times a day, and fill a gap once', () => {
    const rule = parseRule({ cron: '*/20 * * * *', zone: 'Europe/Dublin' });
    const times = (from: string) =>
      nextRuns(rule, 7, Date.parse(from)).map((slot) => new Date(slot).toISOString().slice(11, 16));
    // Clocks show 01:00 to 02:00 twice on 25 October 2026, at 00:00 and at 01:00 UTC.
    expect(times('2026-10-25T00:00:00Z')).toEqual([
      '00:20',
      '00:40',
      '02:00',
      '02:20',
      '02:40',
      '03:00',
      '03:20',
    ]);
    // They skip 01:00 to 02:00 on 29 March 2026, at 01:00 UTC.
    expect(times('2026-03-29T00:20:00Z')).toEqual([
      '00:40',
      '01:00',
      '01:20',
      '01:40',
      '02:00',
      '02:20',
      '02:40',
    ]);
  });
});
