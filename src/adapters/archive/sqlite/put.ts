import { fingerprint } from '../../../domain/fingerprint.ts';
import type { IncomingStory, PutOutcome, StorySource } from '../../../domain/story/archive.ts';
import { publishedAt, type Story } from '../../../domain/story/story.ts';
import { encodeStory } from '../version-rows.ts';
import type { Database, Row } from './database.ts';
import { addTotals, indexVersion, readStoredVersion, unindexVersion } from './story-index.ts';

/** How many versions of a story are kept: a page that is never twice the same must not fill the archive. */
const MOST_VERSIONS = 10;

/** Stores a story in an open archive, in one transaction; see `ArchiveWriter.put`. */
export function putStory(db: Database, incoming: IncomingStory): PutOutcome {
  return db.transact(() => {
    const { owner, identity, story } = incoming;
    const scope = owner.guild ?? '';
    const known = db.sql('SELECT * FROM stories WHERE scope = ? AND identity = ?').get(scope, identity);
    if (known) return putAgain(db, known, incoming);
    const taken = db.sql(`SELECT 1 FROM stories WHERE id = ?1 AND (?2 = '' OR scope IN ('', ?2))`);
    if (taken.get(story.id, scope)) return 'id taken';
    putNew(db, scope, incoming);
    return 'new';
  });
}

function putNew(db: Database, scope: string, incoming: IncomingStory): void {
  const { story, identity, source, reading, at } = incoming;
  // One without a date has its place by when it came in.
  const newest = publishedAt(story) ?? at;
  const { lastInsertRowid } = db
    .sql(
      `INSERT INTO stories (id, fingerprint, scope, identity, source, newest, stored, shown, version, reading)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)`,
    )
    .run(story.id, fingerprint(story.id), scope, identity, source.kind, newest, at, at, reading);
  const key = Number(lastInsertRowid);
  setVersion(db, key, insertVersion(db, key, scope, incoming), incoming);
  addFacets(db, key, scope, newest, story, source);
  db.sql(`INSERT INTO totals VALUES (?, 1, 0, 0) ON CONFLICT DO UPDATE SET stories = stories + 1`).run(scope);
  addTotals(db, scope, story, 1);
}

function putAgain(db: Database, known: Row, incoming: IncomingStory): PutOutcome {
  const [key, scope, id] = [Number(known.key), String(known.scope), String(known.id)];
  const before = readStoredVersion(db, Number(known.version));
  const story = { ...incoming.story, id };
  const isSame = before.hash === story.hash;
  if (isSame && Number(known.reading) >= incoming.reading) {
    // The same story from another feed is one story, found by either.
    addFacets(db, key, scope, Number(known.newest), undefined, incoming.source);
    return 'same';
  }
  unindexVersion(db, scope, before);
  addTotals(db, scope, before.story, -1);
  if (isSame) db.sql('DELETE FROM versions WHERE key = ?').run(before.key);
  setVersion(
    db,
    key,
    insertVersion(db, key, scope, { ...incoming, story }, isSame ? before.stored : undefined),
    incoming,
  );
  addTotals(db, scope, story, 1);
  const newest = publishedAt(story) ?? Number(known.stored);
  db.sql('UPDATE stories SET newest = ? WHERE key = ?').run(newest, key);
  db.sql(`DELETE FROM facets WHERE story = ? AND facet NOT LIKE 'feed:%'`).run(key);
  db.sql('UPDATE OR IGNORE facets SET newest = ? WHERE story = ?').run(newest, key);
  addFacets(db, key, scope, newest, story, incoming.source);
  if (isSame) return 'read again';
  dropOldVersions(db, key);
  return 'changed';
}

/** Stores and indexes a version; its key. */
function insertVersion(
  db: Database,
  storyKey: number,
  scope: string,
  { story, fault, at }: IncomingStory,
  stored = at,
): number {
  const { passage: key = 0, quotation = 0 } = db.sql('SELECT * FROM sequence').get() ?? {};
  const row = encodeStory(story);
  db.sql(
    `INSERT INTO versions (key, story, quotation, hash, stored, fault, head, overrides, paragraphs, sentences, body, quotations)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    ...[key, storyKey, quotation, row.hash, stored, fault ?? null],
    ...[row.head, row.overrides, row.paragraphs, row.sentences, row.body, row.quotations],
  );
  db.sql('UPDATE sequence SET passage = ?, quotation = ?').run(
    Number(key) + story.paragraphs.length + 1,
    Number(quotation) + Math.max(1, story.quotations.length),
  );
  indexVersion(db, scope, storyKey, { key: Number(key), quotation: Number(quotation), story });
  return Number(key);
}

/** Makes a version the story's present one. */
function setVersion(db: Database, key: number, version: number, { reading }: IncomingStory): void {
  db.sql('UPDATE stories SET version = ?, reading = ? WHERE key = ?').run(version, reading, key);
}

function addFacets(
  db: Database,
  key: number,
  scope: string,
  newest: number,
  story: Story | undefined,
  source: StorySource,
): void {
  const facets = [
    ...(story?.outlet === undefined ? [] : [`outlet:${story.outlet}`]),
    ...(story?.tags ?? []).map((tag) => `tag:${tag}`),
    ...(source.kind === 'feed' ? [`feed:${source.feed}`] : []),
  ];
  const add = db.sql('INSERT INTO facets VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
  for (const facet of facets) add.run(facet, scope, newest, key);
}

function dropOldVersions(db: Database, story: number): void {
  db.sql(
    `DELETE FROM versions WHERE story = ?1 AND key NOT IN
       (SELECT key FROM versions WHERE story = ?1 ORDER BY key DESC LIMIT ${MOST_VERSIONS})`,
  ).run(story);
}
