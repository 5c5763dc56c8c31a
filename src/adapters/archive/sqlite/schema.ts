/** Marks a SQLite file as an archive of ours (PRAGMA application_id): "Pqar" in ASCII. */
export const APPLICATION_ID = 0x50716172;

/**
 * Full-text tables hold no text of their own (what they index is in `versions`) and no positions: they only find candidates,
 * which are then scored one by one. Words come folded and stemmed; `~` begins what is no word (see index-words.ts).
 */
function fullText(name: string, prefixes = ''): string {
  return `CREATE VIRTUAL TABLE ${name} USING fts5(words, content = '', contentless_delete = 1, detail = none,
    tokenize = "ascii tokenchars '.,~'"${prefixes ? `, prefix = '${prefixes}'` : ''});
  -- A deletion marks rows and is quick; merging what is left is done in slices (upkeep.ts).
  INSERT INTO ${name} (${name}, rank) VALUES ('deletemerge', 0);`;
}

/**
 * The steps from an empty file to the present schema: step n makes version n + 1 of version n (PRAGMA user_version).
 * Steps that were released never change; a new need is a new step at the end.
 */
export const MIGRATIONS: readonly string[] = [
  `-- The next rows of \`passages\` and \`quotations\`; a row is never given twice.
   CREATE TABLE sequence (passage INTEGER NOT NULL, quotation INTEGER NOT NULL) STRICT;
   INSERT INTO sequence VALUES (1, 1);

   CREATE TABLE stories (
     key INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     fingerprint TEXT NOT NULL,
     scope TEXT NOT NULL,              -- '': shared; else the id of the server whose own it is
     identity TEXT NOT NULL,
     source TEXT NOT NULL CHECK (source IN ('file', 'feed', 'link', 'upload')),
     newest INTEGER NOT NULL,          -- when it was published, or came in where that is unknown; Unix milliseconds
     stored INTEGER NOT NULL,          -- when it was first stored
     shown INTEGER NOT NULL,           -- when it was last shown
     pinned INTEGER NOT NULL DEFAULT 0,
     version INTEGER NOT NULL,         -- the present one, versions.key
     reading INTEGER NOT NULL,         -- the version of reading that it was read by
     UNIQUE (scope, identity)
   ) STRICT;
   CREATE INDEX stories_newest ON stories (scope, newest DESC, id);
   CREATE INDEX stories_fingerprint ON stories (fingerprint);
   CREATE INDEX stories_reading ON stories (reading, newest DESC);
   CREATE INDEX stories_expiring ON stories (shown) WHERE source = 'feed' AND pinned = 0;

   CREATE TABLE versions (
     key INTEGER PRIMARY KEY,          -- paragraph n of the present version is row key + n of \`passages\`
     story INTEGER NOT NULL,
     quotation INTEGER NOT NULL,       -- quotation n (from 0) is row quotation + n of \`quotations\`
     hash TEXT NOT NULL,
     stored INTEGER NOT NULL,
     fault TEXT,                       -- why it could not be read
     head TEXT NOT NULL,               -- JSON of the story's head, its id and hash left out
     overrides TEXT NOT NULL,          -- JSON
     paragraphs TEXT NOT NULL,         -- see spans.ts
     sentences TEXT NOT NULL,
     body TEXT NOT NULL,
     quotations TEXT NOT NULL          -- JSON, texts left out
   ) STRICT;
   CREATE INDEX versions_story ON versions (story, key);
   CREATE INDEX versions_quotation ON versions (quotation);

   CREATE TABLE facets (
     facet TEXT NOT NULL,              -- 'outlet:', 'tag:' or 'feed:' and its name
     scope TEXT NOT NULL,
     newest INTEGER NOT NULL,
     story INTEGER NOT NULL,
     PRIMARY KEY (facet, scope, newest, story)
   ) WITHOUT ROWID, STRICT;
   CREATE INDEX facets_story ON facets (story);

   CREATE TABLE speakers (
     key INTEGER PRIMARY KEY AUTOINCREMENT,
     scope TEXT NOT NULL,
     name TEXT NOT NULL,
     role TEXT,
     quotations INTEGER NOT NULL,
     UNIQUE (scope, name)
   ) STRICT;
   CREATE INDEX speakers_most ON speakers (scope, quotations DESC, name);

   CREATE TABLE totals (
     scope TEXT PRIMARY KEY,
     stories INTEGER NOT NULL,
     paragraphs INTEGER NOT NULL,
     quotations INTEGER NOT NULL
   ) WITHOUT ROWID, STRICT;

   CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID, STRICT;
   CREATE TABLE files (
     name TEXT PRIMARY KEY,
     stamp TEXT NOT NULL,
     hash TEXT NOT NULL,
     story TEXT,
     faults TEXT NOT NULL              -- JSON
   ) WITHOUT ROWID, STRICT;

   ${fullText('passages')}
   ${fullText('quotations')}
   ${fullText('titles', '1 2 3')}
   ${fullText('speaker_names', '1 2 3')}`,
  `-- The model whose vectors the present version has.
   ALTER TABLE stories ADD COLUMN embedder TEXT;
   CREATE INDEX stories_unembedded ON stories (key) WHERE embedder IS NULL;
   CREATE TABLE vectors (
     version INTEGER PRIMARY KEY,      -- a present one
     model TEXT NOT NULL,
     dimension INTEGER NOT NULL,
     passages BLOB NOT NULL,           -- packed, in order: of the first paragraphs
     quotations BLOB NOT NULL          -- and of the first quotations that may be shown
   ) STRICT;
   CREATE TRIGGER vectors_of_versions AFTER DELETE ON versions BEGIN
     DELETE FROM vectors WHERE version = OLD.key;
   END;
   CREATE TRIGGER vectors_of_stories AFTER UPDATE OF version ON stories BEGIN
     DELETE FROM vectors WHERE version = OLD.version;
     UPDATE stories SET embedder = NULL WHERE key = NEW.key;
   END;`,
  `-- Words are indexed by group (index-words.ts): each story is indexed so when it is read again, and serves meanwhile as it is.
   UPDATE stories SET reading = 0;`,
  `-- Two servers' own stories may have one id: a feed that both follow brings it to both.
   CREATE TABLE new_stories (
     key INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL,
     fingerprint TEXT NOT NULL,
     scope TEXT NOT NULL,
     identity TEXT NOT NULL,
     source TEXT NOT NULL CHECK (source IN ('file', 'feed', 'link', 'upload')),
     newest INTEGER NOT NULL,
     stored INTEGER NOT NULL,
     shown INTEGER NOT NULL,
     pinned INTEGER NOT NULL DEFAULT 0,
     version INTEGER NOT NULL,
     reading INTEGER NOT NULL,
     embedder TEXT,
     UNIQUE (scope, identity),
     UNIQUE (id, scope)
   ) STRICT;
   INSERT INTO new_stories
     SELECT key, id, fingerprint, scope, identity, source, newest, stored, shown, pinned, version, reading, embedder FROM stories;
   -- A key is never given twice.
   UPDATE sqlite_sequence SET seq = (SELECT seq FROM sqlite_sequence WHERE name = 'stories') WHERE name = 'new_stories';
   DROP TABLE stories;
   ALTER TABLE new_stories RENAME TO stories;
   CREATE INDEX stories_newest ON stories (scope, newest DESC, id);
   CREATE INDEX stories_fingerprint ON stories (fingerprint);
   CREATE INDEX stories_reading ON stories (reading, newest DESC);
   CREATE INDEX stories_expiring ON stories (shown) WHERE source = 'feed' AND pinned = 0;
   CREATE INDEX stories_unembedded ON stories (key) WHERE embedder IS NULL;
   CREATE TRIGGER vectors_of_stories AFTER UPDATE OF version ON stories BEGIN
     DELETE FROM vectors WHERE version = OLD.version;
     UPDATE stories SET embedder = NULL WHERE key = NEW.key;
   END;`,
  `-- When its source deleted it, Unix milliseconds; a story that stands there has none.
   ALTER TABLE stories ADD COLUMN withdrawn INTEGER;`,
];
