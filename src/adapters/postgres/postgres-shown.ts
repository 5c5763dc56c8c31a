import type { Ledger } from '../../domain/schedule/ledger.ts';
import { NO_SCHEDULE, shownOf } from '../store/ledger-rows.ts';
import { withStoreFault } from '../store/store-fault.ts';
import type { Postgres } from './postgres.ts';

/** Remembers subjects as shown: of guild, scope, schedule, slot and a list of subjects, each once. */
export const SHOW = `INSERT INTO shown (guild, scope, subject, schedule, slot)
  SELECT $1, $2, subject, $3, $4 FROM unnest($5::text[]) AS subject
  ON CONFLICT (guild, scope, subject) DO UPDATE SET schedule = excluded.schedule, slot = excluded.slot`;

/** What each guild's lists have shown, on PostgreSQL: the part of the ledger that is about no slot. */
export function createPostgresShownBook(
  db: Postgres,
): Pick<Ledger, 'shown' | 'show' | 'forgetShown' | 'pruneShown'> {
  return {
    shown: (guild, scope, among) =>
      withStoreFault('reading what was shown', async () => {
        const { rows } = await db.query(
          `SELECT subject, slot FROM shown
           WHERE guild = $1 AND scope = $2 AND ($3::text[] IS NULL OR subject = ANY ($3))`,
          [guild, scope, among ?? null],
        );
        return shownOf(rows);
      }),
    show: (guild, scope, subjects, at) =>
      withStoreFault('remembering what was shown', async () => {
        await db.query(SHOW, [guild, scope, NO_SCHEDULE, at, [...new Set(subjects)]]);
      }),
    forgetShown: (guild, scope, subjects) =>
      withStoreFault('forgetting what was shown', async () => {
        await db.query(
          `DELETE FROM shown USING unnest($3::text[], $4::bigint[]) AS seen (subject, slot)
           WHERE shown.guild = $1 AND shown.scope = $2
             AND shown.subject = seen.subject AND shown.slot <= seen.slot`,
          [guild, scope, [...subjects.keys()], [...subjects.values()]],
        );
      }),
    pruneShown: (scope, before) =>
      withStoreFault('forgetting what was shown', async () => {
        await db.query('DELETE FROM shown WHERE scope = $1 AND slot < $2', [scope, before]);
      }),
  };
}
