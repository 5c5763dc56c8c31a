-- Two servers' own stories may have one id: a feed that both follow brings it to both.
ALTER TABLE stories DROP CONSTRAINT stories_id_key;
ALTER TABLE stories ADD CONSTRAINT stories_id_scope_key UNIQUE (id, scope);
