-- What the program remembers: settings and caches by key, the ledger of posts, what each channel has been shown.
-- Times are milliseconds since the Unix epoch. Texts are compared byte by byte, as SQLite does.
CREATE TABLE entries (
  key text COLLATE "C" PRIMARY KEY,
  value text NOT NULL,
  expires bigint
);
CREATE INDEX entries_expires ON entries (expires) WHERE expires IS NOT NULL;

CREATE TABLE slots (
  guild text COLLATE "C" NOT NULL,
  schedule text COLLATE "C" NOT NULL,
  slot bigint NOT NULL,
  channel text NOT NULL,
  state text NOT NULL CHECK (state IN ('claimed', 'posted', 'failed', 'skipped')),
  subjects text NOT NULL DEFAULT '[]',
  attempts integer NOT NULL DEFAULT 0,
  owner text,
  lease bigint,
  message text,
  reason text,
  PRIMARY KEY (guild, schedule, slot)
);
CREATE INDEX slots_guild ON slots (guild, slot);
CREATE INDEX slots_slot ON slots (slot);
CREATE INDEX slots_claimed ON slots (lease) WHERE state = 'claimed';

CREATE TABLE shown (
  guild text COLLATE "C" NOT NULL,
  scope text COLLATE "C" NOT NULL,
  subject text COLLATE "C" NOT NULL,
  schedule text COLLATE "C" NOT NULL,
  slot bigint NOT NULL,
  PRIMARY KEY (guild, scope, subject)
);
CREATE INDEX shown_slot ON shown (guild, schedule, slot);

-- Of rate-limiter-flexible, whose columns these are: what members and servers have used up until when.
CREATE TABLE limits (
  key varchar(255) PRIMARY KEY,
  points integer NOT NULL DEFAULT 0,
  expire bigint
);
