import type { SlotRow } from '../domain/schedule/ledger.ts';
import { formatTable } from './table.ts';

const HEADINGS = ['slot', 'schedule', 'guild', 'channel', 'state', 'message or reason'];

/** What `pullquote log` prints: a line for each slot; with `json` an object a line, for programs. */
export function reportLedger(rows: readonly SlotRow[], json: boolean): string {
  if (json) return rows.map((row) => `${JSON.stringify(publicRow(row))}\n`).join('');
  if (rows.length === 0) return 'Nothing was due yet.\n';
  const table = rows.map(publicRow).map(({ slot, schedule, guild, channel, state, message, reason }) => {
    return [slot, schedule, guild, channel, state, message ?? reason ?? ''];
  });
  return `${formatTable([HEADINGS, ...table]).join('\n')}\n`;
}

/** A row as programs read it; `slot` is an ISO date and time in UTC. */
function publicRow({ schedule, guild, channel, slot, state, message, reason }: SlotRow) {
  const row = { schedule, guild, channel, slot: new Date(slot).toISOString(), state };
  return {
    ...row,
    ...(message === undefined ? {} : { message }),
    ...(reason === undefined ? {} : { reason }),
  };
}
