import type { DatabaseSync } from 'node:sqlite';
import type { Log } from '../../domain/ports.ts';
import {
  type Lease,
  type Ledger,
  type LedgerQuery,
  LONGEST_LEASE_MS,
  type SlotClaim,
  type SlotKey,
  type SlotOutcome,
} from '../../domain/schedule/ledger.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import {
  LEDGER_COLUMNS as COLUMNS,
  createRowReader,
  DAMAGED,
  type LedgerRow,
  lastSlotsOf,
  SLOT_GUILDS,
  TELLABLE,
  toSlotState,
} from './ledger-rows.ts';
import { createShownBook, SHOW } from './sqlite-shown.ts';
import type { Turns } from './sqlite-turns.ts';

/** The ledger in an open store file (`openSqliteFile`, which syncs every commit to the disk). */
export function createSqliteLedger(db: DatabaseSync, { read, write }: Turns, log: Log): Ledger {
  const sql = prepareStatements(db);
  const readRows = createRowReader(log);
  return {
    claim: (slot, lease) => write('claiming a slot', () => inTransaction(db, () => claim(sql, slot, lease))),
    hold: ({ guild, schedule, slot }, { owner, now, until }) =>
      write('taking a slot over', () => {
        const key = { guild, schedule, slot };
        const { changes } = sql.hold.run({ ...key, owner, until, now, longest: LONGEST_LEASE_MS });
        return changes > 0;
      }),
    postpone: ({ guild, schedule, slot }, { owner, until }, reason) =>
      write('postponing a slot', () => {
        sql.postpone.run(until, reason, guild, schedule, slot, owner);
      }),
    finish: (key, outcome) =>
      write('finishing a slot', () => inTransaction(db, () => finish(sql, key, outcome))),
    recordSkipped: (slots) =>
      write('recording skipped slots', () =>
        inTransaction(db, () => {
          for (const { schedule, slot, guild, channel, reason } of slots) {
            sql.skip.run(guild, schedule, slot, channel, reason);
          }
        }),
      ),
    async unfinished(now) {
      const found = await read('reading unfinished slots', () =>
        readRows(sql.unfinished.all({ now, longest: LONGEST_LEASE_MS })),
      );
      // Nobody can go on with one that cannot be read, and while it is claimed it is due again and again.
      if (found.damaged.length > 0)
        await write('ending damaged slots', () => {
          for (const { guild, schedule, slot } of found.damaged)
            sql.endDamaged.run(DAMAGED, guild, schedule, slot);
        });
      return found.rows;
    },
    nextLeaseEnd: () =>
      read('reading unfinished slots', () => {
        const lease = sql.nextLease.get()?.lease;
        return typeof lease === 'number' ? lease : undefined;
      }),
    list: (query) => read('listing slots', () => readRows(listRows(db, query)).rows),
    guilds: () =>
      read('reading the servers of the slots', () => sql.guilds.all().map(({ guild }) => String(guild))),
    lastSlots: () => read('reading the last slots', () => lastSlotsOf(sql.lastSlots.all())),
    ...createShownBook(db, { read, write }),
    prune: (before) => write('deleting old slots', () => Number(sql.prune.run(before).changes)),
  };
}

type ClaimResult = Awaited<ReturnType<Ledger['claim']>>;
type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(db: DatabaseSync) {
  return {
    claim: db.prepare(
      `INSERT INTO slots (guild, schedule, slot, channel, state, subjects, attempts, owner, lease)
       VALUES (?, ?, ?, ?, 'claimed', ?, 1, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    find: db.prepare('SELECT state FROM slots WHERE guild = ? AND schedule = ? AND slot = ?'),
    guilds: db.prepare(SLOT_GUILDS),
    show: db.prepare(SHOW),
    hold: db.prepare(
      `UPDATE slots SET owner = :owner, lease = :until,
         attempts = attempts + (lease <= :now OR lease > :now + :longest)
       WHERE guild = :guild AND schedule = :schedule AND slot = :slot AND state = 'claimed'
         AND (owner = :owner OR lease <= :now OR lease > :now + :longest)`,
    ),
    postpone: db.prepare(
      `UPDATE slots SET lease = ?, reason = ?
       WHERE guild = ? AND schedule = ? AND slot = ? AND state = 'claimed' AND owner = ?`,
    ),
    finish: db.prepare(
      `UPDATE slots SET state = ?, message = ?, reason = ?, owner = NULL, lease = NULL
       WHERE guild = ? AND schedule = ? AND slot = ? AND state = 'claimed'`,
    ),
    endDamaged: db.prepare(
      `UPDATE slots SET state = 'failed', reason = ?, subjects = '[]',
         message = NULL, owner = NULL, lease = NULL
       WHERE guild = ? AND schedule = ? AND slot = ? AND state = 'claimed'`,
    ),
    forget: db.prepare('DELETE FROM shown WHERE guild = ? AND schedule = ? AND slot = ?'),
    skip: db.prepare(
      `INSERT INTO slots (guild, schedule, slot, channel, state, reason)
       VALUES (?, ?, ?, ?, 'skipped', ?) ON CONFLICT DO NOTHING`,
    ),
    unfinished: db.prepare(
      `SELECT ${COLUMNS} FROM slots WHERE state = 'claimed' AND slot ${TELLABLE} AND (lease <= :now OR lease > :now + :longest)
       ORDER BY slot, guild, schedule`,
    ),
    nextLease: db.prepare(
      `SELECT min(lease) AS lease FROM slots WHERE state = 'claimed' AND slot ${TELLABLE} AND lease ${TELLABLE}`,
    ),
    lastSlots: db.prepare(
      `SELECT guild, schedule, max(slot) AS slot FROM slots WHERE slot ${TELLABLE} GROUP BY guild, schedule`,
    ),
    prune: db.prepare(
      `DELETE FROM slots WHERE slot < ? AND state <> 'claimed'
         AND slot < (SELECT max(slot) FROM slots AS later
           WHERE later.guild = slots.guild AND later.schedule = slots.schedule)`,
    ),
  };
}

function claim(
  sql: Statements,
  { schedule, slot, guild, channel, scope, subjects }: SlotClaim,
  { owner, until }: Lease,
): ClaimResult {
  const { changes } = sql.claim.run(guild, schedule, slot, channel, JSON.stringify(subjects), owner, until);
  if (changes === 0) return { claimed: false, state: toSlotState(sql.find.get(guild, schedule, slot)) };
  for (const subject of subjects) sql.show.run(guild, scope, subject, schedule, slot);
  return { claimed: true };
}

function finish(sql: Statements, { guild, schedule, slot }: SlotKey, outcome: SlotOutcome): boolean {
  const message = outcome.state === 'posted' ? outcome.message : null;
  const reason = outcome.state === 'posted' ? null : outcome.reason;
  if (sql.finish.run(outcome.state, message, reason, guild, schedule, slot).changes === 0) return false;
  if (outcome.state !== 'posted') sql.forget.run(guild, schedule, slot);
  return true;
}

function listRows(db: DatabaseSync, { guild, schedule, subject, since, limit }: LedgerQuery): LedgerRow[] {
  const conditions = [
    ...(guild === undefined ? [] : [{ text: 'guild = ?', value: guild }]),
    ...(schedule === undefined ? [] : [{ text: 'schedule = ?', value: schedule }]),
    // Among others in a JSON list, in its marks.
    ...(subject === undefined ? [] : [{ text: 'instr(subjects, ?) > 0', value: JSON.stringify(subject) }]),
    ...(since === undefined ? [] : [{ text: 'slot >= ?', value: since }]),
  ];
  const where = [`slot ${TELLABLE}`, ...conditions.map(({ text }) => text)].join(' AND ');
  return db
    .prepare(`SELECT ${COLUMNS} FROM slots WHERE ${where} ORDER BY slot DESC, guild, schedule LIMIT ?`)
    .all(...conditions.map(({ value }) => value), limit);
}
