import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { z } from 'zod';
import {
  type Ledger,
  type LedgerQuery,
  LONGEST_LEASE_MS,
  type SlotKey,
  type SlotOutcome,
  type SlotRow,
} from '../../domain/schedule/ledger.ts';
import { inTransaction } from './sqlite-transaction.ts';
import { withStoreFault } from './store-fault.ts';

const COLUMNS = 'schedule, slot, guild, channel, state, subjects, attempts, message, reason';

/** The ledger in an open store file (`openSqliteFile`, which syncs every commit to the disk). */
export function createSqliteLedger(db: DatabaseSync): Ledger {
  const sql = prepareStatements(db);
  return {
    claim: (claim, lease) =>
      withStoreFault('claiming a slot', () =>
        inTransaction(db, () => {
          const { schedule, slot, guild, channel, scope, subjects } = claim;
          const list = JSON.stringify(subjects);
          const { changes } = sql.claim.run(schedule, slot, guild, channel, list, lease.owner, lease.until);
          if (changes === 0) return { claimed: false, state: readState(sql.find.get(schedule, slot)) };
          for (const subject of subjects) sql.show.run(scope, subject, schedule, slot);
          return { claimed: true };
        }),
      ),
    hold: ({ schedule, slot }, { owner, now, until }) =>
      withStoreFault('taking a slot over', () => {
        const { changes } = sql.hold.run({ schedule, slot, owner, until, now, longest: LONGEST_LEASE_MS });
        return changes > 0;
      }),
    postpone: ({ schedule, slot }, { owner, until }, reason) =>
      withStoreFault('postponing a slot', () => {
        sql.postpone.run(until, reason, schedule, slot, owner);
      }),
    finish: (key, outcome) => withStoreFault('finishing a slot', () => finish(db, sql, key, outcome)),
    recordSkipped: (slots) =>
      withStoreFault('recording skipped slots', () =>
        inTransaction(db, () => {
          for (const { schedule, slot, guild, channel, reason } of slots) {
            sql.skip.run(schedule, slot, guild, channel, reason);
          }
        }),
      ),
    unfinished: (now) =>
      withStoreFault('reading unfinished slots', () =>
        sql.unfinished.all({ now, longest: LONGEST_LEASE_MS }).map(toRow),
      ),
    nextLeaseEnd: () =>
      withStoreFault('reading unfinished slots', () => {
        const lease = sql.nextLease.get()?.lease;
        return typeof lease === 'number' ? lease : undefined;
      }),
    list: (query) => withStoreFault('listing slots', () => listRows(db, query)),
    lastSlots: () =>
      withStoreFault(
        'reading the last slots',
        () => new Map(sql.lastSlots.all().map((row) => [String(row.schedule), Number(row.slot)])),
      ),
    shown: (scope) =>
      withStoreFault(
        'reading what was shown',
        () => new Map(sql.shown.all(scope).map((row) => [String(row.subject), Number(row.slot)])),
      ),
    prune: (before) => withStoreFault('deleting old slots', () => Number(sql.prune.run(before).changes)),
  };
}

function prepareStatements(db: DatabaseSync) {
  return {
    claim: db.prepare(
      `INSERT INTO slots (schedule, slot, guild, channel, state, subjects, attempts, owner, lease)
       VALUES (?, ?, ?, ?, 'claimed', ?, 1, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    find: db.prepare('SELECT state FROM slots WHERE schedule = ? AND slot = ?'),
    show: db.prepare(
      `INSERT INTO shown (scope, subject, schedule, slot) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET schedule = excluded.schedule, slot = excluded.slot`,
    ),
    hold: db.prepare(
      `UPDATE slots SET owner = :owner, lease = :until,
         attempts = attempts + (lease <= :now OR lease > :now + :longest)
       WHERE schedule = :schedule AND slot = :slot AND state = 'claimed'
         AND (owner = :owner OR lease <= :now OR lease > :now + :longest)`,
    ),
    postpone: db.prepare(
      `UPDATE slots SET lease = ?, reason = ? WHERE schedule = ? AND slot = ? AND state = 'claimed' AND owner = ?`,
    ),
    finish: db.prepare(
      `UPDATE slots SET state = ?, message = ?, reason = ?, owner = NULL, lease = NULL
       WHERE schedule = ? AND slot = ? AND state = 'claimed'`,
    ),
    forget: db.prepare('DELETE FROM shown WHERE schedule = ? AND slot = ?'),
    skip: db.prepare(
      `INSERT INTO slots (schedule, slot, guild, channel, state, reason)
       VALUES (?, ?, ?, ?, 'skipped', ?) ON CONFLICT DO NOTHING`,
    ),
    unfinished: db.prepare(
      `SELECT ${COLUMNS} FROM slots WHERE state = 'claimed' AND (lease <= :now OR lease > :now + :longest)
       ORDER BY slot, schedule`,
    ),
    nextLease: db.prepare(`SELECT min(lease) AS lease FROM slots WHERE state = 'claimed'`),
    lastSlots: db.prepare('SELECT schedule, max(slot) AS slot FROM slots GROUP BY schedule'),
    shown: db.prepare('SELECT subject, slot FROM shown WHERE scope = ?'),
    prune: db.prepare(
      `DELETE FROM slots WHERE slot < ? AND state <> 'claimed'
         AND slot < (SELECT max(slot) FROM slots AS later WHERE later.schedule = slots.schedule)`,
    ),
  };
}

function finish(
  db: DatabaseSync,
  sql: ReturnType<typeof prepareStatements>,
  { schedule, slot }: SlotKey,
  outcome: SlotOutcome,
): boolean {
  const message = outcome.state === 'posted' ? outcome.message : null;
  const reason = outcome.state === 'posted' ? null : outcome.reason;
  return inTransaction(db, () => {
    if (sql.finish.run(outcome.state, message, reason, schedule, slot).changes === 0) return false;
    if (outcome.state !== 'posted') sql.forget.run(schedule, slot);
    return true;
  });
}

function listRows(db: DatabaseSync, { guild, schedule, since, limit }: LedgerQuery): SlotRow[] {
  const conditions = [
    ...(guild === undefined ? [] : [{ text: 'guild = ?', value: guild }]),
    ...(schedule === undefined ? [] : [{ text: 'schedule = ?', value: schedule }]),
    ...(since === undefined ? [] : [{ text: 'slot >= ?', value: since }]),
  ];
  const where = conditions.length > 0 ? `WHERE ${conditions.map(({ text }) => text).join(' AND ')}` : '';
  return db
    .prepare(`SELECT ${COLUMNS} FROM slots ${where} ORDER BY slot DESC, schedule LIMIT ?`)
    .all(...conditions.map(({ value }) => value), limit)
    .map(toRow);
}

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

function toRow(row: Record<string, SQLOutputValue>): SlotRow {
  const { message, reason, ...rest } = ROW.parse(row);
  return { ...rest, ...(message === null ? {} : { message }), ...(reason === null ? {} : { reason }) };
}

function readState(row: Record<string, SQLOutputValue> | undefined) {
  return STATE.parse(row?.state);
}
