/** Marks a SQLite file as Pullquote's own (PRAGMA application_id): "Pull" in ASCII. */
export const APPLICATION_ID = 0x50756c6c;

/**
 * The steps from an empty file to the present schema: step n makes version n + 1 of version n (PRAGMA user_version).
 * Steps that were released never change; a new need is a new step at the end.
 */
export const MIGRATIONS: readonly string[] = [
  `CREATE TABLE entries (
     key TEXT PRIMARY KEY,
     value TEXT NOT NULL,
     expires INTEGER
   ) WITHOUT ROWID, STRICT;
   CREATE INDEX entries_expires ON entries (expires) WHERE expires IS NOT NULL;`,
];
