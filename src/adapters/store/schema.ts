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
  `CREATE TABLE slots (
     schedule TEXT NOT NULL,
     slot INTEGER NOT NULL,
     guild TEXT NOT NULL,
     channel TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'failed', 'skipped')),
     subjects TEXT NOT NULL DEFAULT '[]',
     attempts INTEGER NOT NULL DEFAULT 0,
     owner TEXT,
     lease INTEGER,
     message TEXT,
     reason TEXT,
     PRIMARY KEY (schedule, slot)
   ) WITHOUT ROWID, STRICT;
   CREATE INDEX slots_guild ON slots (guild, slot);
   CREATE INDEX slots_slot ON slots (slot);
   CREATE INDEX slots_claimed ON slots (lease) WHERE state = 'claimed';
   CREATE TABLE shown (
     scope TEXT NOT NULL,
     subject TEXT NOT NULL,
     schedule TEXT NOT NULL,
     slot INTEGER NOT NULL,
     PRIMARY KEY (scope, subject)
   ) WITHOUT ROWID, STRICT;
   CREATE INDEX shown_slot ON shown (schedule, slot);`,
];
