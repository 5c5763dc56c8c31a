-- Vectors of an embedding model, of present versions only.
ALTER TABLE stories ADD COLUMN embedder text;  -- the model whose vectors the present version has
CREATE INDEX stories_unembedded ON stories (key) WHERE embedder IS NULL;
CREATE TABLE vectors (
  version bigint PRIMARY KEY REFERENCES versions ON DELETE CASCADE,
  model text NOT NULL,
  dimension integer NOT NULL,
  passages bytea NOT NULL,             -- packed, in order: of the first paragraphs
  quotations bytea NOT NULL            -- and of the first quotations that may be shown
);
-- They do not compress.
ALTER TABLE vectors ALTER COLUMN passages SET STORAGE EXTERNAL, ALTER COLUMN quotations SET STORAGE EXTERNAL;
