import { createClock } from '../../adapters/clock.ts';
import { LEDGER_DAYS } from '../../adapters/scheduler.ts';
import { openStore } from '../../adapters/store/store.ts';
import { createLog } from '../../app/log.ts';
import type { SlotRow } from '../../domain/schedule/ledger.ts';
import { readCount, readTextFlag } from '../flags.ts';
import { formatTable, jsonLines } from '../table.ts';
import { JSON_FLAG, type Task } from '../task.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Without `--limit` the newest so many slots are printed. */
const MOST_ROWS = 100_000;
const HEADINGS = ['slot', 'schedule', 'guild', 'channel', 'state', 'message or reason'];

/** `pullquote log`. */
export const LOG: Task = {
  words: '',
  about: 'What became of each scheduled post in the last 90 days, newest first',
  flags: {
    guild: { value: 'ID', about: 'Of this server only' },
    limit: { value: 'N', about: 'The newest so many, 1000 at most (all when left out)' },
    json: JSON_FLAG,
  },
  async run({ config, values, out }) {
    const store = await openStore(config.STORE_URL, { log: createLog(config.LOG_LEVEL) });
    const { now } = createClock({ epoch: config.CLOCK_EPOCH, speed: config.CLOCK_SPEED });
    const guild = readTextFlag(values, 'guild');
    const rows = await store.ledger.list({
      since: now() - LEDGER_DAYS * DAY_MS,
      limit: readCount(values, 'limit', 1, MOST_ROWS),
      ...(guild === undefined ? {} : { guild }),
    });
    await out.print(values.json ? jsonLines(rows.map(publicRow)) : reportLedger(rows));
    await store.close();
    return true;
  },
};

/** A line for each slot. */
export function reportLedger(rows: readonly SlotRow[]): string {
  if (rows.length === 0) return 'Nothing was due yet.\n';
  const table = rows.map(publicRow).map(({ slot, schedule, guild, channel, state, message, reason }) => {
    return [slot, schedule, guild, channel, state, message ?? reason ?? ''];
  });
  return `${formatTable([HEADINGS, ...table]).join('\n')}\n`;
}

/** A row as programs read it; `slot` is an ISO date and time in UTC. */
export function publicRow({ schedule, guild, channel, slot, state, message, reason }: SlotRow) {
  const row = { schedule, guild, channel, slot: new Date(slot).toISOString(), state };
  return {
    ...row,
    ...(message === undefined ? {} : { message }),
    ...(reason === undefined ? {} : { reason }),
  };
}
