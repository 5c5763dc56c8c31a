-- The archive of stories. Full-text columns hold a row's distinct words as the program folds and stems them, and marks
-- that begin with "~" (whose the row is, direct speech, who speaks); what they index is in "versions".
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE stories (
  key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,
  fingerprint text NOT NULL,
  scope text COLLATE "C" NOT NULL,     -- '': shared; else the id of the server whose own it is
  identity text COLLATE "C" NOT NULL,
  source text NOT NULL CHECK (source IN ('file', 'feed', 'link', 'upload')),
  newest bigint NOT NULL,              -- when it was published, Unix milliseconds; when it was first stored where unknown
  stored bigint NOT NULL,              -- when it was first stored
  shown bigint NOT NULL,               -- when it was last shown
  pinned boolean NOT NULL DEFAULT false,
  version bigint NOT NULL,             -- the present one, versions.key
  reading integer NOT NULL,            -- the version of reading that it was read by
  words tsvector NOT NULL,             -- of the title
  UNIQUE (scope, identity)
);
CREATE INDEX stories_newest ON stories (scope, newest DESC, id);
CREATE INDEX stories_fingerprint ON stories (fingerprint);
CREATE INDEX stories_reading ON stories (reading, newest DESC);
CREATE INDEX stories_expiring ON stories (shown) WHERE source = 'feed' AND NOT pinned;
CREATE INDEX stories_words ON stories USING gin (words);

CREATE TABLE versions (
  key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  story bigint NOT NULL REFERENCES stories ON DELETE CASCADE,
  hash text COLLATE "C" NOT NULL,
  stored bigint NOT NULL,
  fault text,                          -- why it could not be read
  head text NOT NULL,                  -- JSON of the story's head, its id and hash left out
  overrides text NOT NULL,             -- JSON
  paragraphs text NOT NULL,            -- spans
  sentences text NOT NULL,             -- spans
  body text NOT NULL,
  quotations text NOT NULL             -- JSON, texts left out
);
CREATE INDEX versions_story ON versions (story, key);

-- Rows of present versions only.
CREATE TABLE passages (
  version bigint NOT NULL REFERENCES versions ON DELETE CASCADE,
  paragraph integer NOT NULL,
  words tsvector NOT NULL,
  PRIMARY KEY (version, paragraph)
);
CREATE INDEX passages_words ON passages USING gin (words);
-- So that the program knows how common the common words are.
ALTER TABLE passages ALTER COLUMN words SET STATISTICS 1000;

CREATE TABLE quotations (
  version bigint NOT NULL REFERENCES versions ON DELETE CASCADE,
  place integer NOT NULL,              -- among the version's quotations, from 0
  words tsvector NOT NULL,
  PRIMARY KEY (version, place)
);
CREATE INDEX quotations_words ON quotations USING gin (words);
ALTER TABLE quotations ALTER COLUMN words SET STATISTICS 1000;

CREATE TABLE facets (
  facet text COLLATE "C" NOT NULL,     -- 'outlet:', 'tag:' or 'feed:' and its name
  scope text COLLATE "C" NOT NULL,
  newest bigint NOT NULL,
  story bigint NOT NULL REFERENCES stories ON DELETE CASCADE,
  PRIMARY KEY (story, facet)
);
CREATE INDEX facets_newest ON facets (facet, scope, newest DESC);

CREATE TABLE speakers (
  key bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scope text COLLATE "C" NOT NULL,
  name text COLLATE "C" NOT NULL,
  role text,
  quotations integer NOT NULL,
  words tsvector NOT NULL,             -- of name and role
  entry text NOT NULL,                 -- the same as text, for words that are nearly right
  UNIQUE (scope, name)
);
CREATE INDEX speakers_most ON speakers (scope, quotations DESC, name);
CREATE INDEX speakers_words ON speakers USING gin (words);
CREATE INDEX speakers_entry ON speakers USING gin (entry gin_trgm_ops);

CREATE TABLE totals (
  scope text COLLATE "C" PRIMARY KEY,
  stories bigint NOT NULL,
  paragraphs bigint NOT NULL,
  quotations bigint NOT NULL
);

CREATE TABLE archive_settings (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE files (
  name text COLLATE "C" PRIMARY KEY,
  stamp text NOT NULL,
  hash text NOT NULL,
  story text,
  faults text NOT NULL                 -- JSON
);
