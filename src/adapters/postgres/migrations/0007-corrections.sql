-- What sources have changed, and up to where the posts of each follow are corrected.
ALTER TABLE arrivals ADD COLUMN changed bigint NOT NULL DEFAULT 0;
CREATE INDEX arrivals_changed ON arrivals (feed, changed) WHERE changed > 0;
ALTER TABLE follows ADD COLUMN corrected bigint NOT NULL DEFAULT 0;
