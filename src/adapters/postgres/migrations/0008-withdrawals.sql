-- When a story's source deleted it (Unix milliseconds; a story that stands there has none), and by what a feed is known to
-- have deleted an item: what it calls it by, and its page, which is looked for once the feed has left it out.
ALTER TABLE stories ADD COLUMN withdrawn bigint;
ALTER TABLE arrivals ADD COLUMN guid text COLLATE "C";
ALTER TABLE arrivals ADD COLUMN withdrawn boolean NOT NULL DEFAULT false;
ALTER TABLE arrivals ADD COLUMN sought bigint NOT NULL DEFAULT 0;
CREATE INDEX arrivals_story ON arrivals (story);
