import type { DatabaseSync } from 'node:sqlite';
import type { Ledger } from '../../domain/schedule/ledger.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import { NO_SCHEDULE, shownOf, TELLABLE } from './ledger-rows.ts';
import type { Turns } from './sqlite-turns.ts';

/** Remembers a subject as shown: of guild, scope, subject, schedule and slot. */
export const SHOW = `INSERT INTO shown (guild, scope, subject, schedule, slot) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET schedule = excluded.schedule, slot = excluded.slot`;

/** What each guild's lists have shown, in an open store file: the part of the ledger that is about no slot. */
export function createShownBook(
  db: DatabaseSync,
  { read, write }: Turns,
): Pick<Ledger, 'shown' | 'show' | 'forgetShown' | 'pruneShown'> {
  const all = db.prepare(
    `SELECT subject, slot FROM shown WHERE guild = ? AND scope = ? AND slot ${TELLABLE}`,
  );
  const among = db.prepare(
    `SELECT subject, slot FROM shown WHERE guild = ? AND scope = ? AND slot ${TELLABLE}
       AND subject IN (SELECT value FROM json_each(?))`,
  );
  const show = db.prepare(SHOW);
  const forget = db.prepare('DELETE FROM shown WHERE guild = ? AND scope = ? AND subject = ? AND slot <= ?');
  const prune = db.prepare('DELETE FROM shown WHERE scope = ? AND slot < ?');
  return {
    shown: (guild, scope, subjects) =>
      read('reading what was shown', () =>
        shownOf(subjects ? among.all(guild, scope, JSON.stringify(subjects)) : all.all(guild, scope)),
      ),
    show: (guild, scope, subjects, at) =>
      write('remembering what was shown', () =>
        inTransaction(db, () => {
          for (const subject of subjects) show.run(guild, scope, subject, NO_SCHEDULE, at);
        }),
      ),
    forgetShown: (guild, scope, subjects) =>
      write('forgetting what was shown', () =>
        inTransaction(db, () => {
          for (const [subject, at] of subjects) forget.run(guild, scope, subject, at);
        }),
      ),
    pruneShown: (scope, before) =>
      write('forgetting what was shown', () => {
        prune.run(scope, before);
      }),
  };
}
