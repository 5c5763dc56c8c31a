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
  // What belongs to a guild is kept by guild. What was shown where no slot tells the guild is forgotten, so that a
  // quotation may be shown again; so is what buttons keep, since no row tells whose it was.
  `ALTER TABLE slots RENAME TO old_slots;
   ALTER TABLE shown RENAME TO old_shown;
   CREATE TABLE slots (
     guild TEXT NOT NULL,
     schedule TEXT NOT NULL,
     slot INTEGER NOT NULL,
     channel TEXT NOT NULL,
     state TEXT NOT NULL CHECK (state IN ('claimed', 'posted', 'failed', 'skipped')),
     subjects TEXT NOT NULL DEFAULT '[]',
     attempts INTEGER NOT NULL DEFAULT 0,
     owner TEXT,
     lease INTEGER,
     message TEXT,
     reason TEXT,
     PRIMARY KEY (guild, schedule, slot)
   ) WITHOUT ROWID, STRICT;
   INSERT INTO slots
     SELECT guild, schedule, slot, channel, state, subjects, attempts, owner, lease, message, reason
     FROM old_slots;
   CREATE TABLE shown (
     guild TEXT NOT NULL,
     scope TEXT NOT NULL,
     subject TEXT NOT NULL,
     schedule TEXT NOT NULL,
     slot INTEGER NOT NULL,
     PRIMARY KEY (guild, scope, subject)
   ) WITHOUT ROWID, STRICT;
   INSERT INTO shown
     SELECT guild, scope, subject, schedule, slot FROM (
       SELECT coalesce(
         (SELECT guild FROM slots
            WHERE slots.schedule = old_shown.schedule AND slots.slot = old_shown.slot),
         (SELECT guild FROM slots
            WHERE 'channel:' || channel = scope OR 'schedule:' || slots.schedule = scope)
       ) AS guild, scope, subject, schedule, slot FROM old_shown
     ) WHERE guild IS NOT NULL;
   DROP TABLE old_slots;
   DROP TABLE old_shown;
   CREATE INDEX slots_guild ON slots (guild, slot);
   CREATE INDEX slots_slot ON slots (slot);
   CREATE INDEX slots_claimed ON slots (lease) WHERE state = 'claimed';
   CREATE INDEX shown_slot ON shown (guild, schedule, slot);
   DELETE FROM entries WHERE key >= 'button:' AND key < 'button;';`,
  `CREATE TABLE feeds (
     url TEXT PRIMARY KEY,
     next_poll INTEGER NOT NULL,
     state TEXT NOT NULL
   ) WITHOUT ROWID, STRICT;
   CREATE INDEX feeds_next_poll ON feeds (next_poll);
   CREATE TABLE follows (
     guild TEXT NOT NULL,
     id TEXT NOT NULL,
     feed TEXT NOT NULL,
     cursor INTEGER NOT NULL,
     state TEXT NOT NULL,
     UNIQUE (guild, id)
   ) STRICT;
   CREATE INDEX follows_feed ON follows (feed);
   CREATE TABLE arrivals (
     feed TEXT NOT NULL,
     identity TEXT NOT NULL,
     at INTEGER NOT NULL,
     story TEXT NOT NULL,
     title TEXT NOT NULL,
     url TEXT,
     tags TEXT NOT NULL,
     content TEXT NOT NULL,
     teaser INTEGER NOT NULL,
     held INTEGER NOT NULL,
     PRIMARY KEY (feed, identity)
   ) WITHOUT ROWID, STRICT;
   CREATE UNIQUE INDEX arrivals_at ON arrivals (feed, at);
   CREATE INDEX arrivals_content ON arrivals (content);
   CREATE INDEX arrivals_held ON arrivals (held);`,
  // Tokens of the model were values of their own before; whatever was no such row counts as none.
  `CREATE TABLE usage (
     kind TEXT NOT NULL CHECK (kind IN ('guild', 'member')),
     id TEXT NOT NULL,
     day TEXT NOT NULL,
     calls INTEGER NOT NULL DEFAULT 0,
     prompt INTEGER NOT NULL DEFAULT 0,
     completion INTEGER NOT NULL DEFAULT 0,
     held INTEGER NOT NULL DEFAULT 0,
     PRIMARY KEY (kind, id, day)
   ) WITHOUT ROWID, STRICT;
   INSERT OR IGNORE INTO usage
     SELECT 'guild', value ->> '$.value.guild', value ->> '$.value.day', value ->> '$.value.calls',
       value ->> '$.value.promptTokens', value ->> '$.value.completionTokens', value ->> '$.value.held'
     FROM entries
     WHERE key >= 'usage:' AND key < 'usage;' AND json_valid(value)
       AND typeof(value ->> '$.value.guild') = 'text' AND typeof(value ->> '$.value.day') = 'text'
       AND typeof(value ->> '$.value.calls') = 'integer' AND typeof(value ->> '$.value.promptTokens') = 'integer'
       AND typeof(value ->> '$.value.completionTokens') = 'integer' AND typeof(value ->> '$.value.held') = 'integer';
   DELETE FROM entries WHERE key >= 'usage:' AND key < 'usage;';
   CREATE TABLE departures (guild TEXT PRIMARY KEY, at INTEGER NOT NULL) WITHOUT ROWID, STRICT;`,
  `ALTER TABLE arrivals ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX arrivals_changed ON arrivals (feed, changed) WHERE changed > 0;
   ALTER TABLE follows ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0;`,
  `-- What a feed calls an item by, and what is known of its deletion at the source.
   ALTER TABLE arrivals ADD COLUMN guid TEXT;
   ALTER TABLE arrivals ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE arrivals ADD COLUMN sought INTEGER NOT NULL DEFAULT 0;
   CREATE INDEX arrivals_story ON arrivals (story);`,
];
