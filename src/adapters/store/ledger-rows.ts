import { z } from 'zod';
import type { SlotRow, SlotState } from '../../domain/schedule/ledger.ts';
import { scheduleKey } from '../../domain/schedule/schedule.ts';

/** The columns of a slot's row that the program reads, in any database. */
export const LEDGER_COLUMNS = 'guild, schedule, slot, channel, state, subjects, attempts, message, reason';

/** Stands for the schedule of what was shown outside any slot. */
export const NO_SCHEDULE = '';

/** A row as a database driver gives it: nothing about it is to be trusted. */
export type LedgerRow = Readonly<Record<string, unknown>>;

const STATE = z.enum(['claimed', 'posted', 'failed', 'skipped']);
const ROW = z.object({
  schedule: z.string(),
  slot: z.number(),
  guild: z.string(),
  channel: z.string(),
  state: STATE,
  subjects: z.string().transform((list) => z.array(z.string()).parse(JSON.parse(list))),
  attempts: z.number(),
  message: z.string().nullable(),
  reason: z.string().nullable(),
});

/** A row of `LEDGER_COLUMNS`. Throws for a malformed one. */
export function toSlotRow(row: LedgerRow): SlotRow {
  const { message, reason, ...rest } = ROW.parse(row);
  return { ...rest, ...(message === null ? {} : { message }), ...(reason === null ? {} : { reason }) };
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
