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
import {
  createRowReader,
  DAMAGED,
  LEDGER_COLUMNS,
  type LedgerRow,
  lastSlotsOf,
  SLOT_GUILDS,
  TELLABLE,
  toSlotState,
} from '../store/ledger-rows.ts';
import { withStoreFault } from '../store/store-fault.ts';
import type { Postgres, Querying } from './postgres.ts';
import { createPostgresShownBook, SHOW } from './postgres-shown.ts';

/** The ledger on PostgreSQL. A claim is one insert that only one transaction can make. */
export function createPostgresLedger(db: Postgres, log: Log): Ledger {
  const readRows = createRowReader(log);
  return {
    claim: (slot, lease) =>
      withStoreFault('claiming a slot', () => db.transaction((connection) => claim(connection, slot, lease))),
    hold: (key, lease) => withStoreFault('taking a slot over', () => hold(db, key, lease)),
    postpone: ({ guild, schedule, slot }, { owner, until }, reason) =>
      withStoreFault('postponing a slot', async () => {
        await db.query(
          `UPDATE slots SET lease = $1, reason = $2
           WHERE guild = $3 AND schedule = $4 AND slot = $5 AND state = 'claimed' AND owner = $6`,
          [until, reason, guild, schedule, slot, owner],
        );
      }),
    finish: (key, outcome) =>
      withStoreFault('finishing a slot', () =>
        db.transaction((connection) => finish(connection, key, outcome)),
      ),
    recordSkipped: (slots) =>
      withStoreFault('recording skipped slots', async () => {
        await db.query(
          `INSERT INTO slots (guild, schedule, slot, channel, state, reason)
           SELECT guild, schedule, slot, channel, 'skipped', reason
           FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[])
             AS skipped (guild, schedule, slot, channel, reason)
           ON CONFLICT DO NOTHING`,
          (['guild', 'schedule', 'slot', 'channel', 'reason'] as const).map((field) =>
            slots.map((slot) => slot[field]),
          ),
        );
      }),
    unfinished: (now) =>
      withStoreFault('reading unfinished slots', async () => {
        const found = await db.query(
          `SELECT ${LEDGER_COLUMNS} FROM slots WHERE state = 'claimed' AND slot ${TELLABLE} AND (lease <= $1 OR lease > $2)
           ORDER BY slot, guild, schedule`,
          [now, now + LONGEST_LEASE_MS],
        );
        const { rows, damaged } = readRows(found.rows);
        // Nobody can go on with one that cannot be read, and while it is claimed it is due again and again.
        for (const key of damaged) await finish(db, key, { state: 'failed', reason: DAMAGED });
        return rows;
      }),
    nextLeaseEnd: () =>
      withStoreFault('reading unfinished slots', async () => {
        const { rows } = await db.query(
          `SELECT min(lease) AS lease FROM slots WHERE state = 'claimed' AND slot ${TELLABLE} AND lease ${TELLABLE}`,
        );
        const lease = rows[0]?.lease;
        return typeof lease === 'number' ? lease : undefined;
      }),
    list: (query) => withStoreFault('listing slots', async () => readRows(await listRows(db, query)).rows),
    guilds: () =>
      withStoreFault('reading the servers of the slots', async () => {
        const { rows } = await db.query(SLOT_GUILDS);
        return rows.map(({ guild }) => String(guild));
      }),
    lastSlots: () =>
      withStoreFault('reading the last slots', async () => {
        const { rows } = await db.query(
          `SELECT guild, schedule, max(slot) AS slot FROM slots WHERE slot ${TELLABLE} GROUP BY guild, schedule`,
        );
        return lastSlotsOf(rows);
      }),
    ...createPostgresShownBook(db),
    prune: (before) =>
      withStoreFault('deleting old slots', async () => {
        const { count } = await db.query(
          `DELETE FROM slots WHERE slot < $1 AND state <> 'claimed'
             AND slot < (SELECT max(slot) FROM slots AS later
               WHERE later.guild = slots.guild AND later.schedule = slots.schedule)`,
          [before],
        );
        return count;
      }),
  };
}

async function claim(
  db: Querying,
  { schedule, slot, guild, channel, scope, subjects }: SlotClaim,
  { owner, until }: Lease,
): ReturnType<Ledger['claim']> {
  const { count } = await db.query(
    `INSERT INTO slots (guild, schedule, slot, channel, state, subjects, attempts, owner, lease)
     VALUES ($1, $2, $3, $4, 'claimed', $5, 1, $6, $7) ON CONFLICT DO NOTHING`,
    [guild, schedule, slot, channel, JSON.stringify(subjects), owner, until],
  );
  if (count === 0) {
    const { rows } = await db.query(
      'SELECT state FROM slots WHERE guild = $1 AND schedule = $2 AND slot = $3',
      [guild, schedule, slot],
    );
    return { claimed: false, state: toSlotState(rows[0]) };
  }
  await db.query(SHOW, [guild, scope, schedule, slot, [...new Set(subjects)]]);
  return { claimed: true };
}

async function hold(db: Querying, { guild, schedule, slot }: SlotKey, lease: Lease): Promise<boolean> {
  const { owner, now, until } = lease;
  const { count } = await db.query(
    `UPDATE slots SET owner = $4, lease = $5,
       attempts = attempts + CASE WHEN lease <= $6 OR lease > $7 THEN 1 ELSE 0 END
     WHERE guild = $1 AND schedule = $2 AND slot = $3 AND state = 'claimed'
       AND (owner = $4 OR lease <= $6 OR lease > $7)`,
    [guild, schedule, slot, owner, until, now, now + LONGEST_LEASE_MS],
  );
  return count > 0;
}

async function finish(
  db: Querying,
  { guild, schedule, slot }: SlotKey,
  outcome: SlotOutcome,
): Promise<boolean> {
  const message = outcome.state === 'posted' ? outcome.message : null;
  const reason = outcome.state === 'posted' ? null : outcome.reason;
  const { count } = await db.query(
    `UPDATE slots SET state = $4, message = $5, reason = $6, owner = NULL, lease = NULL
     WHERE guild = $1 AND schedule = $2 AND slot = $3 AND state = 'claimed'`,
    [guild, schedule, slot, outcome.state, message, reason],
  );
  if (count === 0) return false;
  if (outcome.state !== 'posted') {
    await db.query('DELETE FROM shown WHERE guild = $1 AND schedule = $2 AND slot = $3', [
      guild,
      schedule,
      slot,
    ]);
  }
  return true;
}

async function listRows(
  db: Querying,
  { guild, schedule, subject, since, limit }: LedgerQuery,
): Promise<readonly LedgerRow[]> {
  const { rows } = await db.query(
    `SELECT ${LEDGER_COLUMNS} FROM slots
     WHERE ($1::text IS NULL OR guild = $1) AND ($2::text IS NULL OR schedule = $2)
       AND ($3::bigint IS NULL OR slot >= $3) AND slot ${TELLABLE}
       AND ($4::text IS NULL OR position($4 in subjects) > 0)
     ORDER BY slot DESC, guild, schedule LIMIT $5`,
    // Among others in a JSON list, in its marks.
    [
      guild ?? null,
      schedule ?? null,
      since ?? null,
      subject === undefined ? null : JSON.stringify(subject),
      limit,
    ],
  );
  return rows;
}
