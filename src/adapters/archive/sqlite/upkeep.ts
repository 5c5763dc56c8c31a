import type { KnownFile, KnownStory, OutdatedStory, Scope } from '../../../domain/story/archive.ts';
import { readFile, readKnown, readOutdated } from '../upkeep-rows.ts';
import { HEAD_COLUMNS, STORY_COLUMNS } from '../version-rows.ts';
import type { Database } from './database.ts';
import { addTotals, readStoredVersion, unindexVersion } from './story-index.ts';

/** The full-text tables, and how many pages of each are merged at a time. */
const INDEXES = ['passages', 'quotations', 'titles', 'speaker_names'];
const MERGED_PAGES = 200;

/** Stories as `readOutdated` takes them, their conditions left to say. */
const INCOMING = `SELECT s.scope AS scope, s.identity AS identity, s.source AS source, v.fault AS fault, ${STORY_COLUMNS},
    (SELECT facet FROM facets WHERE facets.story = s.key AND facet LIKE 'feed:%') AS feed
  FROM stories AS s JOIN versions AS v ON v.key = s.version`;

/** What keeps an open archive in order: removal, retention, what is to be read again, the known files. */
export function createUpkeep(db: Database) {
  /** Within a transaction; whether there was such a story. */
  function removeStory(key: number): boolean {
    const row = db.sql('SELECT scope, version FROM stories WHERE key = ?').get(key);
    if (!row) return false;
    const [scope, version] = [String(row.scope), readStoredVersion(db, Number(row.version))];
    unindexVersion(db, scope, version);
    addTotals(db, scope, version.story, -1);
    db.sql('UPDATE totals SET stories = stories - 1 WHERE scope = ?').run(scope);
    db.sql('DELETE FROM facets WHERE story = ?').run(key);
    db.sql('DELETE FROM versions WHERE story = ?').run(key);
    db.sql('DELETE FROM stories WHERE key = ?').run(key);
    return true;
  }

  function removeByIds(scope: string, ids: readonly string[]): number {
    const find = db.sql('SELECT key FROM stories WHERE id = ? AND scope = ?');
    return ids.filter((id) => {
      const row = find.get(id, scope);
      return row !== undefined && removeStory(Number(row.key));
    }).length;
  }

  return {
    find(owner: Scope, identity: string): KnownStory | undefined {
      const row = db
        .sql(
          `SELECT s.key AS key, s.reading AS reading, ${HEAD_COLUMNS}
           FROM stories AS s JOIN versions AS v ON v.key = s.version WHERE s.scope = ? AND s.identity = ?`,
        )
        .get(owner.guild ?? '', identity);
      if (!row) return undefined;
      const feeds = db
        .sql(`SELECT substr(facet, 6) AS feed FROM facets WHERE story = ? AND facet LIKE 'feed:%'`)
        .all(row.key ?? null);
      return readKnown(
        row,
        feeds.map(({ feed }) => String(feed)),
      );
    },

    remove: (owner: Scope, ids: readonly string[]): number =>
      db.transact(() => removeByIds(owner.guild ?? '', ids)),

    removeOwn: ({ guild }: Required<Scope>, limit: number): number =>
      db.transact(() => {
        // The shared ones have the scope ''.
        const rows = guild ? db.sql('SELECT key FROM stories WHERE scope = ? LIMIT ?').all(guild, limit) : [];
        for (const { key } of rows) removeStory(Number(key));
        return rows.length;
      }),

    owners: (): string[] =>
      db
        .sql(`SELECT DISTINCT scope FROM stories WHERE scope <> ''`)
        .all()
        .map(({ scope }) => String(scope)),

    pin: (owner: Scope, id: string, pinned: boolean): boolean =>
      db
        .sql('UPDATE stories SET pinned = ? WHERE id = ? AND scope = ?')
        .run(pinned ? 1 : 0, id, owner.guild ?? '').changes > 0,

    withdraw: (owner: Scope, id: string, at: number | undefined): boolean =>
      db
        .sql('UPDATE stories SET withdrawn = ? WHERE id = ? AND scope = ?')
        .run(at ?? null, id, owner.guild ?? '').changes > 0,

    touch(ids: readonly string[], at: number): void {
      const touch = db.sql('UPDATE stories SET shown = ?1 WHERE id = ?2 AND shown < ?1');
      db.transact(() => {
        for (const id of ids) touch.run(at, id);
      });
    },

    expire: (before: number, limit: number): number =>
      db.transact(() => {
        const rows = db
          .sql(
            `SELECT key FROM stories
             WHERE source = 'feed' AND pinned = 0 AND shown < ?1 AND stored < ?1 ORDER BY shown LIMIT ?2`,
          )
          .all(before, limit);
        for (const { key } of rows) removeStory(Number(key));
        return rows.length;
      }),

    /** Merges some pages of each index; a merge that changes no more than its own record of it had nothing to do. */
    tidy(): boolean {
      const changes = db.sql('SELECT total_changes() AS n');
      return db.transact(() =>
        INDEXES.map((index) => {
          const before = Number(changes.get()?.n);
          db.exec(`INSERT INTO ${index} (${index}, rank) VALUES ('merge', ${MERGED_PAGES})`);
          return Number(changes.get()?.n) - before >= 2;
        }).includes(true),
      );
    },

    incoming(owner: Scope, id: string): OutdatedStory | undefined {
      const row = db.sql(`${INCOMING} WHERE s.id = ? AND s.scope = ?`).get(id, owner.guild ?? '');
      return row && readOutdated(row);
    },

    outdated(reading: number, limit: number): OutdatedStory[] {
      const oldest = db.sql('SELECT min(reading) AS reading FROM stories').get()?.reading;
      if (oldest === null || oldest === undefined || Number(oldest) >= reading) return [];
      return db
        .sql(`${INCOMING} WHERE s.reading = ? ORDER BY s.newest DESC LIMIT ?`)
        .all(oldest, limit)
        .map(readOutdated);
    },

    countOutdated: (reading: number): number =>
      Number(db.sql('SELECT count(*) AS n FROM stories WHERE reading < ?').get(reading)?.n),

    files: (after: string, limit: number): KnownFile[] =>
      db.sql('SELECT * FROM files WHERE name > ? ORDER BY name LIMIT ?').all(after, limit).map(readFile),

    noteFiles(files: readonly KnownFile[]): void {
      const note = db.sql('INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)');
      db.transact(() => {
        for (const { name, stamp, hash, story, faults } of files) {
          note.run(name, stamp, hash, story ?? null, JSON.stringify(faults));
        }
      });
    },

    dropFiles: (names: readonly string[]): void =>
      db.transact(() => {
        const find = db.sql('SELECT story FROM files WHERE name = ?');
        const drop = db.sql('DELETE FROM files WHERE name = ?');
        for (const name of names) {
          const story = find.get(name)?.story;
          if (typeof story === 'string') removeByIds('', [story]);
          drop.run(name);
        }
      }),

    folder(): string | undefined {
      const value = db.sql(`SELECT value FROM settings WHERE name = 'folder'`).get()?.value;
      return typeof value === 'string' ? value : undefined;
    },

    enterFolder(folder: string): void {
      db.sql(`INSERT OR REPLACE INTO settings VALUES ('folder', ?)`).run(folder);
    },
  };
}
