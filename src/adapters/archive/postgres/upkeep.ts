import type { KnownFile, KnownStory, OutdatedStory, Scope } from '../../../domain/story/archive.ts';
import type { Postgres, Querying } from '../../postgres/postgres.ts';
import { readFile, readKnown, readOutdated } from '../upkeep-rows.ts';
import { HEAD_COLUMNS, readStory, STORY_COLUMNS } from '../version-rows.ts';
import { addTotals, unindexVersion } from './story-index.ts';

/** Stories as `readOutdated` takes them, their conditions left to say. */
const INCOMING = `SELECT s.scope AS scope, s.identity AS identity, s.source AS source, v.fault AS fault, ${STORY_COLUMNS},
    (SELECT min(facet) FROM facets WHERE facets.story = s.key AND facet LIKE 'feed:%') AS feed
  FROM stories AS s JOIN versions AS v ON v.key = s.version`;

/** What keeps an archive in order: removal, retention, what is to be read again, the known files. */
export function createUpkeep(db: Postgres) {
  return {
    async find(owner: Scope, identity: string): Promise<KnownStory | undefined> {
      const { rows } = await db.query(
        `SELECT s.reading AS reading, ${HEAD_COLUMNS}, ARRAY(SELECT substr(facet, 6) FROM facets
             WHERE facets.story = s.key AND facet LIKE 'feed:%' ORDER BY facet) AS feeds
         FROM stories AS s JOIN versions AS v ON v.key = s.version WHERE s.scope = $1 AND s.identity = $2`,
        [owner.guild ?? '', identity],
      );
      const row = rows[0];
      return row && readKnown(row, Array.isArray(row.feeds) ? row.feeds.map(String) : []);
    },

    remove: (owner: Scope, ids: readonly string[]): Promise<number> =>
      db.transaction((connection) => removeByIds(connection, owner.guild ?? '', ids)),

    removeOwn: ({ guild }: Required<Scope>, limit: number): Promise<number> =>
      db.transaction(async (connection) => {
        // The shared ones have the scope ''.
        if (!guild) return 0;
        const { rows } = await connection.query(
          'SELECT key FROM stories WHERE scope = $1 LIMIT $2 FOR UPDATE',
          [guild, limit],
        );
        for (const { key } of rows) await removeStory(connection, Number(key));
        return rows.length;
      }),

    async owners(): Promise<string[]> {
      const { rows } = await db.query(`SELECT DISTINCT scope FROM stories WHERE scope <> ''`);
      return rows.map(({ scope }) => String(scope));
    },

    async pin(owner: Scope, id: string, pinned: boolean): Promise<boolean> {
      const { count } = await db.query('UPDATE stories SET pinned = $3 WHERE id = $1 AND scope = $2', [
        id,
        owner.guild ?? '',
        pinned,
      ]);
      return count > 0;
    },

    async withdraw(owner: Scope, id: string, at: number | undefined): Promise<boolean> {
      const { count } = await db.query('UPDATE stories SET withdrawn = $3 WHERE id = $1 AND scope = $2', [
        id,
        owner.guild ?? '',
        at ?? null,
      ]);
      return count > 0;
    },

    async touch(ids: readonly string[], at: number): Promise<void> {
      await db.query('UPDATE stories SET shown = $2 WHERE id = ANY($1) AND shown < $2', [ids, at]);
    },

    expire: (before: number, limit: number): Promise<number> =>
      db.transaction(async (connection) => {
        const { rows } = await connection.query(
          `SELECT key FROM stories WHERE source = 'feed' AND NOT pinned AND shown < $1 AND stored < $1
           ORDER BY shown LIMIT $2 FOR UPDATE SKIP LOCKED`,
          [before, limit],
        );
        for (const { key } of rows) await removeStory(connection, Number(key));
        return rows.length;
      }),

    async countOutdated(reading: number): Promise<number> {
      const { rows } = await db.query('SELECT count(*) AS n FROM stories WHERE reading < $1', [reading]);
      return Number(rows[0]?.n);
    },

    async incoming(owner: Scope, id: string): Promise<OutdatedStory | undefined> {
      const values = [id, owner.guild ?? ''];
      const { rows } = await db.query(`${INCOMING} WHERE s.id = $1 AND s.scope = $2`, values);
      return rows[0] && readOutdated(rows[0]);
    },

    async outdated(reading: number, limit: number): Promise<OutdatedStory[]> {
      const { rows } = await db.query(
        `${INCOMING}
         WHERE s.reading = (SELECT min(reading) FROM stories) AND s.reading < $1 ORDER BY s.newest DESC LIMIT $2`,
        [reading, limit],
      );
      return rows.map(readOutdated);
    },

    async files(after: string, limit: number): Promise<KnownFile[]> {
      const { rows } = await db.query('SELECT * FROM files WHERE name > $1 ORDER BY name LIMIT $2', [
        after,
        limit,
      ]);
      return rows.map(readFile);
    },

    noteFiles: (files: readonly KnownFile[]): Promise<void> =>
      db.transaction(async (connection) => {
        for (const { name, stamp, hash, story, faults } of files) {
          await connection.query(
            `INSERT INTO files VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name) DO UPDATE SET
               stamp = excluded.stamp, hash = excluded.hash, story = excluded.story, faults = excluded.faults`,
            [name, stamp, hash, story ?? null, JSON.stringify(faults)],
          );
        }
      }),

    dropFiles: (names: readonly string[]): Promise<void> =>
      db.transaction(async (connection) => {
        const { rows } = await connection.query('DELETE FROM files WHERE name = ANY($1) RETURNING story', [
          names,
        ]);
        const stories = rows.flatMap(({ story }) => (typeof story === 'string' ? [story] : []));
        await removeByIds(connection, '', stories);
      }),

    async folder(): Promise<string | undefined> {
      const { rows } = await db.query(`SELECT value FROM archive_settings WHERE name = 'folder'`);
      return rows[0] && String(rows[0].value);
    },

    async enterFolder(folder: string): Promise<void> {
      await db.query(
        `INSERT INTO archive_settings VALUES ('folder', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        [folder],
      );
    },
  };
}

async function removeByIds(db: Querying, scope: string, ids: readonly string[]): Promise<number> {
  const { rows } = await db.query(
    'SELECT key FROM stories WHERE id = ANY($1) AND scope = $2 ORDER BY key FOR UPDATE',
    [ids, scope],
  );
  for (const { key } of rows) await removeStory(db, Number(key));
  return rows.length;
}

/** Within a transaction. */
async function removeStory(db: Querying, key: number): Promise<void> {
  const { rows } = await db.query(
    `SELECT s.scope AS scope, s.version AS version, ${STORY_COLUMNS}
     FROM stories AS s JOIN versions AS v ON v.key = s.version WHERE s.key = $1`,
    [key],
  );
  const row = rows[0];
  if (!row) return;
  const [scope, story] = [String(row.scope), readStory(row)];
  await unindexVersion(db, scope, Number(row.version), story);
  await db.query('DELETE FROM stories WHERE key = $1', [key]);
  await addTotals(db, scope, -1, story, -1);
}
