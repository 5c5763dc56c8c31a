import { z } from 'zod';
import { POST_KINDS } from '../../domain/headlines/choice.ts';
import type { Log, SharedStore } from '../../domain/ports.ts';
import { isRule } from '../../domain/schedule/rule.ts';
import { MISSED_POLICIES, type Schedule } from '../../domain/schedule/schedule.ts';
import type { ScheduleStore } from '../../domain/schedule/schedule-store.ts';

const PREFIX = 'schedules:';

const snowflake = z.string().regex(/^\d{1,20}$/);
const moment = z.number().min(0).max(8.64e15);
const schedule = z.object({
  id: z.string().regex(/^[\w-]{1,20}$/),
  guild: z.string(),
  channel: snowflake,
  rule: z
    .object({ cron: z.string(), zone: z.string() })
    .refine(isRule, 'not a rule, or of a zone that is no more'),
  post: z.enum(POST_KINDS),
  missed: z.enum(MISSED_POLICIES),
  since: moment,
  paused: z.object({ reason: z.string(), at: moment }).optional(),
});

/** What is stored for a guild: schedules, and what cannot be read as one. */
interface Stored {
  readonly schedules: readonly Schedule[];
  readonly damaged: readonly unknown[];
}

/** Schedules in a store that processes share: one value a guild. What cannot be read is logged once, and stays as it is. */
export function createScheduleStore(values: SharedStore, log: Log): ScheduleStore {
  const reported = new Set<string>();

  function report(guild: string, row: unknown, reason: string): void {
    const fields = { guild, schedule: nameOf(row), reason };
    const name = JSON.stringify(fields);
    if (reported.has(name)) return;
    reported.add(name);
    log.error(fields, 'a stored schedule cannot be read and is left out');
  }

  function parse(guild: string, value: unknown): Stored {
    const rows = value === undefined ? [] : Array.isArray(value) ? value : [value];
    const schedules: Schedule[] = [];
    const damaged: unknown[] = [];
    for (const row of rows) {
      const parsed = schedule.safeParse(row);
      if (parsed.success && parsed.data.guild === guild) schedules.push(toSchedule(parsed.data));
      else {
        report(guild, row, parsed.error ? z.prettifyError(parsed.error) : 'it is of another server');
        damaged.push(row);
      }
    }
    return { schedules, damaged };
  }

  return {
    async guilds() {
      const names = (await values.keys(PREFIX)).map((key) => key.slice(PREFIX.length));
      const guilds = names.filter((name) => snowflake.safeParse(name).success);
      for (const name of names) if (!guilds.includes(name)) report(name, undefined, 'no server has this id');
      return guilds;
    },
    read: async (guild) => {
      const { schedules, damaged } = parse(guild, await values.get<unknown>(PREFIX + guild));
      return { schedules, damaged: damaged.length };
    },
    change: (guild, work) =>
      values.change<unknown, ReturnType<typeof work>[1]>(PREFIX + guild, (value) => {
        const { schedules, damaged } = parse(guild, value);
        const [next, result] = work(schedules);
        const rows = [...next, ...damaged];
        return [rows.length > 0 ? rows : undefined, result];
      }),
  };
}

function toSchedule({ paused, ...rest }: z.output<typeof schedule>): Schedule {
  return paused ? { ...rest, paused } : rest;
}

function nameOf(row: unknown): string | undefined {
  return z.object({ id: z.string().max(100) }).safeParse(row).data?.id;
}
