import { UserError } from '../errors.ts';
import type { Log } from '../ports.ts';
import type { Agenda } from './agenda.ts';
import type { Ledger } from './ledger.ts';
import { MOST_SCHEDULES, type Schedule, scheduleKey } from './schedule.ts';
import type { ScheduleStore, StoredSchedules } from './schedule-store.ts';

/** The schedules of every guild that this process serves, stored and on the agenda. */
export interface ScheduleBook {
  /** Reads all schedules once, at the start. A schedule that cannot be understood is logged and left out. */
  load(): Promise<void>;
  /** A guild's schedules, read from the store. */
  list(guild: string): Promise<StoredSchedules>;
  find(guild: string, id: string): Promise<Schedule | undefined>;
  /** Throws UserError when the guild has it already, or as many as it may have. */
  add(schedule: Schedule): Promise<void>;
  /** Pauses with a reason for the log and for admins; `undefined` when there is no such schedule. */
  pause(guild: string, id: string, reason: string, at: number): Promise<Schedule | undefined>;
  /** Goes on with the slots after `now`; those of the pause are not made up for. */
  resume(guild: string, id: string, now: number): Promise<Schedule | undefined>;
  /** What its posts have shown their channel is kept for the next schedule there. */
  remove(guild: string, id: string): Promise<Schedule | undefined>;
}

export interface ScheduleBookPorts {
  readonly schedules: ScheduleStore;
  readonly ledger: Pick<Ledger, 'lastSlots'>;
  readonly agenda: Agenda;
  readonly log: Log;
  /** Whether this process serves the guild (its shard). */
  serves(guild: string): boolean;
}

/** The book over a store of schedules. */
export function createScheduleBook(ports: ScheduleBookPorts): ScheduleBook {
  const { schedules: store, agenda } = ports;

  const find = async (guild: string, id: string) =>
    (await store.read(guild)).schedules.find((schedule) => schedule.id === id);

  async function replace(guild: string, id: string, make: (schedule: Schedule) => Schedule) {
    const replaced = await store.change(guild, (schedules) => {
      const next = schedules.map((schedule) => (schedule.id === id ? make(schedule) : schedule));
      return [next, next.find((schedule) => schedule.id === id)];
    });
    if (replaced) agenda.put(replaced, replaced.since);
    return replaced;
  }

  return {
    load: () => loadAgenda(ports),
    list: (guild) => store.read(guild),
    find,
    async add(schedule) {
      await store.change(schedule.guild, (schedules) => {
        if (schedules.some(({ id }) => id === schedule.id))
          throw new UserError('This schedule is saved already.');
        if (schedules.length >= MOST_SCHEDULES) {
          throw new UserError(`A server can have ${MOST_SCHEDULES} schedules. Remove one first.`);
        }
        return [[...schedules, schedule], undefined];
      });
      agenda.put(schedule, schedule.since);
    },
    pause: (guild, id, reason, at) =>
      replace(guild, id, (schedule) => ({ ...schedule, paused: { reason, at } })),
    resume: (guild, id, now) =>
      replace(guild, id, ({ paused: _, ...schedule }) => ({ ...schedule, since: now })),
    async remove(guild, id) {
      agenda.drop({ guild, id });
      return store.change(guild, (schedules) => [
        schedules.filter((schedule) => schedule.id !== id),
        schedules.find((schedule) => schedule.id === id),
      ]);
    },
  };
}

async function loadAgenda({ schedules, ledger, agenda, log, serves }: ScheduleBookPorts): Promise<void> {
  const lastSlots = await ledger.lastSlots();
  for (const guild of (await schedules.guilds()).filter(serves)) {
    try {
      for (const schedule of (await schedules.read(guild)).schedules) {
        agenda.put(schedule, Math.max(schedule.since, lastSlots.get(scheduleKey(schedule)) ?? 0));
      }
    } catch (error) {
      // What is stored for one server cannot be read, or followed: it stands still, the others go on.
      log.error({ err: error, guild }, "a server's schedules are left out");
    }
  }
}
