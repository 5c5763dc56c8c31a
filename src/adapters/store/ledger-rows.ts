import { z } from 'zod';
import type { Log } from '../../domain/ports.ts';
import type { SlotRow, SlotState } from '../../domain/schedule/ledger.ts';
import { scheduleKey } from '../../domain/schedule/schedule.ts';

/** Each guild of the slots, without a look at each slot: from every guild on to the next. */
export const SLOT_GUILDS = `WITH RECURSIVE guilds (guild) AS (
    SELECT min(guild) FROM slots
    UNION ALL
    SELECT (SELECT min(slots.guild) FROM slots WHERE slots.guild > guilds.guild) FROM guilds WHERE guilds.guild IS NOT NULL
  ) SELECT guild FROM guilds WHERE guild IS NOT NULL`;

/** The columns of a slot's row that the program reads, in any database. */
export const LEDGER_COLUMNS = `guild, schedule, slot, channel, state, subjects, message, reason,
  CASE WHEN attempts > 1000000 THEN 1000000 ELSE attempts END AS attempts`;

/** Moments that a computer can tell (Unix milliseconds). No others are read: one alone would make all unreadable. */
export const TELLABLE = 'BETWEEN 0 AND 8640000000000000';

/** Stands for the schedule of what was shown outside any slot. */
export const NO_SCHEDULE = '';

/** Why a slot ended that nobody can go on with. */
export const DAMAGED = 'What the store had of it was damaged.';

/** A row as a database driver gives it: nothing about it is to be trusted. */
export type LedgerRow = Readonly<Record<string, unknown>>;

/** Which slot a row is of, as far as it says. */
export interface RowKey {
  readonly guild: string;
  readonly schedule: string;
  readonly slot: number;
}

const STATE = z.enum(['claimed', 'posted', 'failed', 'skipped']);
const KEY = z.object({ guild: z.string(), schedule: z.string(), slot: z.number() });
const ROW = z.object({
  ...KEY.shape,
  channel: z.string(),
  state: STATE,
  subjects: z.string().transform(parseJson).pipe(z.array(z.string())),
  attempts: z.number(),
  message: z.string().nullable(),
  reason: z.string().nullable(),
});

/** Reads rows of `LEDGER_COLUMNS`. One that cannot be read is logged once, and does not keep others from being read. */
export type RowReader = (rows: readonly LedgerRow[]) => {
  readonly rows: SlotRow[];
  readonly damaged: readonly RowKey[];
};

export function createRowReader(log: Log): RowReader {
  const reported = new Set<string>();

  function report(key: RowKey): void {
    const name = `${key.guild} ${key.schedule} ${key.slot}`;
    if (!reported.has(name)) log.error({ ...key }, 'a slot in the store cannot be read');
    reported.add(name);
  }
  return (all) => {
    const rows: SlotRow[] = [];
    const damaged: RowKey[] = [];
    for (const row of all) {
      const read = ROW.safeParse(row);
      if (read.success) rows.push(toSlotRow(read.data));
      else damaged.push(KEY.parse(row));
    }
    damaged.forEach(report);
    return { rows, damaged };
  };
}

function toSlotRow({ message, reason, ...rest }: z.output<typeof ROW>): SlotRow {
  return { ...rest, ...(message === null ? {} : { message }), ...(reason === null ? {} : { reason }) };
}

/** `undefined` for what is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Rows of guild, schedule and slot as slots by `scheduleKey`. */
export function lastSlotsOf(rows: readonly LedgerRow[]): Map<string, number> {
  return new Map(
    rows.map(({ guild, schedule, slot }) => [
      scheduleKey({ guild: String(guild), id: String(schedule) }),
      Number(slot),
    ]),
  );
}

/** Rows of subject and slot as slots by subject. */
export function shownOf(rows: readonly LedgerRow[]): Map<string, number> {
  return new Map(rows.map(({ subject, slot }) => [String(subject), Number(slot)]));
}

export function toSlotState(row: LedgerRow | undefined): SlotState {
  return STATE.parse(row?.state);
}
