import type { GuildBook } from '../../domain/departed-guilds.ts';
import { withStoreFault } from '../store/store-fault.ts';
import type { Postgres } from './postgres.ts';

const DELETIONS = [
  'DELETE FROM slots WHERE guild = $1',
  'DELETE FROM shown WHERE guild = $1',
  'DELETE FROM follows WHERE guild = $1',
  `DELETE FROM usage WHERE kind = 'guild' AND id = $1`,
  `DELETE FROM entries WHERE key = 'schedules:' || $1`,
  `DELETE FROM entries WHERE key >= 'button:' || $1 || ':' AND key < 'button:' || $1 || ';'`,
];

/** What PostgreSQL holds by guild. */
export function createPostgresGuilds(db: Postgres): GuildBook {
  return {
    leave: (guild, at) =>
      withStoreFault('noting that a server was left', async () => {
        await db.query('INSERT INTO departures VALUES ($1, $2) ON CONFLICT DO NOTHING', [guild, at]);
      }),
    arrive: (guild) =>
      withStoreFault('noting that a server was joined', async () => {
        await db.query('DELETE FROM departures WHERE guild = $1', [guild]);
      }),
    left: (before) =>
      withStoreFault('reading which servers were left', async () => {
        const { rows } = await db.query('SELECT guild, at FROM departures WHERE at < $1 ORDER BY at', [
          before,
        ]);
        return rows.map(({ guild, at }) => ({ guild: String(guild), at: Number(at) }));
      }),
    known: () =>
      withStoreFault('reading the servers', async () => {
        const { rows } = await db.query(
          `SELECT guild FROM slots UNION SELECT guild FROM follows WHERE guild <> '' UNION SELECT id FROM usage WHERE kind = 'guild'
           UNION SELECT substr(key, 11) FROM entries WHERE key >= 'schedules:' AND key < 'schedules;'`,
        );
        return rows.map(({ guild }) => String(guild));
      }),
    forget: (guild) =>
      withStoreFault('forgetting a server', () =>
        db.transaction(async (connection) => {
          for (const deletion of DELETIONS) await connection.query(deletion, [guild]);
        }),
      ),
  };
}
