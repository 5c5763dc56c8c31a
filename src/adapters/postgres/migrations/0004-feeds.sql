-- Feeds, who follows them, and what they brought. Feeds and follows are JSON beside the columns that are searched.
CREATE TABLE feeds (
  url text COLLATE "C" PRIMARY KEY,
  next_poll bigint NOT NULL,
  state text NOT NULL
);
CREATE INDEX feeds_next_poll ON feeds (next_poll);

CREATE TABLE follows (
  guild text COLLATE "C" NOT NULL,
  id text COLLATE "C" NOT NULL,
  feed text COLLATE "C" NOT NULL,
  cursor bigint NOT NULL,
  state text NOT NULL,
  made bigint GENERATED ALWAYS AS IDENTITY,
  PRIMARY KEY (guild, id)
);
CREATE INDEX follows_feed ON follows (feed);

CREATE TABLE arrivals (
  feed text COLLATE "C" NOT NULL,
  identity text COLLATE "C" NOT NULL,
  at bigint NOT NULL,
  story text NOT NULL,
  title text NOT NULL,
  url text,
  tags text NOT NULL,
  content text COLLATE "C" NOT NULL,
  teaser boolean NOT NULL,
  held bigint NOT NULL,
  PRIMARY KEY (feed, identity)
);
CREATE UNIQUE INDEX arrivals_at ON arrivals (feed, at);
CREATE INDEX arrivals_content ON arrivals (content);
CREATE INDEX arrivals_held ON arrivals (held);
