-- Tokens of the model, by day (UTC, YYYY-MM-DD) and by who pays: a guild, or a member in all guilds together.
CREATE TABLE usage (
  kind text NOT NULL CHECK (kind IN ('guild', 'member')),
  id text COLLATE "C" NOT NULL,
  day text COLLATE "C" NOT NULL,
  calls bigint NOT NULL DEFAULT 0,
  prompt bigint NOT NULL DEFAULT 0,
  completion bigint NOT NULL DEFAULT 0,
  held bigint NOT NULL DEFAULT 0,       -- set aside for calls under way
  PRIMARY KEY (kind, id, day)
);

-- They were values of their own before.
INSERT INTO usage
  SELECT 'guild', value::jsonb #>> '{value,guild}', value::jsonb #>> '{value,day}',
    (value::jsonb #>> '{value,calls}')::bigint, (value::jsonb #>> '{value,promptTokens}')::bigint,
    (value::jsonb #>> '{value,completionTokens}')::bigint, (value::jsonb #>> '{value,held}')::bigint
  FROM entries WHERE key >= 'usage:' AND key < 'usage;' AND value::jsonb #>> '{value,held}' ~ '^\d+$'
  ON CONFLICT DO NOTHING;
DELETE FROM entries WHERE key >= 'usage:' AND key < 'usage;';

-- When the bot was removed from which guild (Unix milliseconds), until what is stored for it is deleted.
CREATE TABLE departures (
  guild text COLLATE "C" PRIMARY KEY,
  at bigint NOT NULL
);
