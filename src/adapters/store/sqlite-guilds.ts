import type { DatabaseSync } from 'node:sqlite';
import type { GuildBook } from '../../domain/departed-guilds.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import type { Turns } from './sqlite-turns.ts';

/** What an open store file (`openSqliteFile`) holds by guild. */
export function createSqliteGuilds(db: DatabaseSync, { read, write }: Turns): GuildBook {
  const leave = db.prepare('INSERT OR IGNORE INTO departures VALUES (?, ?)');
  const arrive = db.prepare('DELETE FROM departures WHERE guild = ?');
  const left = db.prepare('SELECT guild, at FROM departures WHERE at < ? ORDER BY at');
  const known = db.prepare(
    `SELECT guild FROM slots UNION SELECT guild FROM follows WHERE guild <> '' UNION SELECT id FROM usage WHERE kind = 'guild'
     UNION SELECT substr(key, 11) FROM entries WHERE key >= 'schedules:' AND key < 'schedules;'`,
  );
  const deletions = ['slots', 'shown', 'follows']
    .map((table) => `DELETE FROM ${table} WHERE guild = :guild`)
    .concat(
      `DELETE FROM usage WHERE kind = 'guild' AND id = :guild`,
      `DELETE FROM entries WHERE key = 'schedules:' || :guild`,
      `DELETE FROM entries WHERE key >= 'button:' || :guild || ':' AND key < 'button:' || :guild || ';'`,
    )
    .map((statement) => db.prepare(statement));
  return {
    leave: (guild, at) =>
      write('noting that a server was left', () => {
        leave.run(guild, at);
      }),
    arrive: (guild) =>
      write('noting that a server was joined', () => {
        arrive.run(guild);
      }),
    left: (before) =>
      read('reading which servers were left', () =>
        left.all(before).map((row) => ({ guild: String(row.guild), at: Number(row.at) })),
      ),
    known: () => read('reading the servers', () => known.all().map(({ guild }) => String(guild))),
    forget: (guild) =>
      write('forgetting a server', () =>
        inTransaction(db, () => {
          for (const deletion of deletions) deletion.run({ guild });
        }),
      ),
  };
}
