import { type Schedule, scheduleKey } from './schedule.ts';
import { nextRuns } from './slots.ts';

/** A schedule whose next slot has come, and the slot after which to plan. */
export interface DueSchedule {
  readonly schedule: Schedule;
  readonly after: number;
}

/** The next slot of every running schedule, in memory, so that a moment when nothing is due costs nothing. */
export interface Agenda {
  /** Adds or replaces a schedule; its slots after `after` are still to come. A paused one is dropped. */
  put(schedule: Schedule, after: number): void;
  drop(schedule: ScheduleName): void;
  /** The slots up to `slot` are dealt with. A schedule that is not there stays so. */
  advance(schedule: ScheduleName, slot: number): void;
  /** Lets a schedule rest until `until` (Unix milliseconds), after a fault that is not its own. */
  rest(schedule: ScheduleName, until: number): void;
  /** Schedules whose next slot is at or before `now`, in no particular order. */
  due(now: number): DueSchedule[];
  /** When the next schedule is due; Infinity for none. */
  next(): number;
}

/** Which schedule is meant: ids are unique in a guild only. */
export type ScheduleName = Pick<Schedule, 'guild' | 'id'>;

interface Entry extends DueSchedule {
  readonly next: number;
}

/** An empty agenda. */
export function createAgenda(): Agenda {
  const entries = new Map<string, Entry>();
  let earliest = Number.POSITIVE_INFINITY;

  function place(schedule: Schedule, after: number, next = nextSlot(schedule, after)): void {
    entries.set(scheduleKey(schedule), { schedule, after, next });
    earliest = Math.min(earliest, next);
  }
  return {
    put(schedule, after) {
      if (schedule.paused) entries.delete(scheduleKey(schedule));
      else place(schedule, after);
    },
    drop: (schedule) => {
      entries.delete(scheduleKey(schedule));
    },
    advance(schedule, slot) {
      const entry = entries.get(scheduleKey(schedule));
      if (entry && slot > entry.after) place(entry.schedule, slot);
    },
    rest(schedule, until) {
      const entry = entries.get(scheduleKey(schedule));
      if (entry) place(entry.schedule, entry.after, Math.max(entry.next, until));
    },
    due(now) {
      if (now < earliest) return [];
      // `earliest` is only a lower bound after changes; a full look makes it exact again.
      earliest = Number.POSITIVE_INFINITY;
      const due: Entry[] = [];
      for (const entry of entries.values()) {
        earliest = Math.min(earliest, entry.next);
        if (entry.next <= now) due.push(entry);
      }
      return due;
    },
    next: () => earliest,
  };
}

function nextSlot(schedule: Schedule, after: number): number {
  return nextRuns(schedule.rule, 1, after)[0] ?? Number.POSITIVE_INFINITY;
}
