import { type Rule, SHORTEST_PERIOD_MS, wallCron } from './rule.ts';
import { firstInstant, wallTime } from './zone.ts';

/**
 * The rule's slots after the instant `after` (Unix milliseconds), in order, without end or until the rule has no more.
 * Each wall-clock time of the rule is one slot: where clocks show it twice, the first; where they skip it, the first
 * minute after the gap (once for all times in the gap); on a day that the zone leaves out altogether, none.
 */
export function* slotsAfter(rule: Rule, after: number): Generator<number, void> {
  const cron = wallCron(rule.cron);
  let wall = wallTime(rule.zone, after);
  for (let last = after; ; ) {
    const next = cron.nextRun(new Date(wall));
    if (!next) return;
    wall = next.getTime();
    const slot = firstInstant(rule.zone, wall);
    // Earlier slots come up again while clocks repeat an hour, the same one for each time in a gap.
    if (slot === undefined || slot <= last) continue;
    last = slot;
    yield slot;
  }
}

/** The first `count` slots after the instant `after`; fewer when the rule has no more. */
export function nextRuns(rule: Rule, count: number, after: number): number[] {
  return slotsAfter(rule, after).take(count).toArray();
}

/** The rule's slots in (after, until], in order. */
export function slotsBetween(rule: Rule, after: number, until: number): number[] {
  const slots: number[] = [];
  for (const slot of slotsAfter(rule, after)) {
    if (slot > until) break;
    slots.push(slot);
  }
  return slots;
}

/**
 * The last `count` slots in (after, until], in order; fewer when there are fewer. Reads back from `until`, so that the
 * work depends on `count` and not on how many slots went before.
 */
export function lastSlotsBetween(rule: Rule, after: number, until: number, count: number): number[] {
  const span = count * SHORTEST_PERIOD_MS;
  let slots: number[] = [];
  for (let end = until; end > after && slots.length < count; end -= span) {
    slots = [...slotsBetween(rule, Math.max(after, end - span), end), ...slots];
  }
  return slots.slice(-count);
}
