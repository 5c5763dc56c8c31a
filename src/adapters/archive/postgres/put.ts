import { fingerprint } from '../../../domain/fingerprint.ts';
import type { IncomingStory, PutOutcome, StorySource } from '../../../domain/story/archive.ts';
import { publishedAt, type Story } from '../../../domain/story/story.ts';
import type { Postgres, Querying, QueryRow } from '../../postgres/postgres.ts';
import { encodeStory, readStory, STORY_COLUMNS } from '../version-rows.ts';
import { addTotals, indexVersion, titleLexemes, unindexVersion } from './story-index.ts';

/** How many versions of a story are kept: a page that is never twice the same must not fill the archive. */
const MOST_VERSIONS = 10;

/** Stores a story, in one transaction; see `ArchiveWriter.put`. */
export function putStory(db: Postgres, incoming: IncomingStory): Promise<PutOutcome> {
  return db.transaction(async (connection) => {
    const scope = incoming.owner.guild ?? '';
    // Two processes that bring the same story take turns: the second one finds what the first has stored.
    await connection.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `${scope} ${incoming.identity}`,
    ]);
    const { rows } = await connection.query('SELECT * FROM stories WHERE scope = $1 AND identity = $2', [
      scope,
      incoming.identity,
    ]);
    return rows[0] ? putAgain(connection, rows[0], incoming) : putNew(connection, scope, incoming);
  });
}

async function putNew(db: Querying, scope: string, incoming: IncomingStory): Promise<PutOutcome> {
  const { story, identity, source, reading, at } = incoming;
  const newest = publishedAt(story) ?? at;
  // Those who would put one id into different scopes take turns, too.
  await db.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [story.id]);
  const taken = await db.query(`SELECT 1 FROM stories WHERE id = $1 AND ($2 = '' OR scope IN ('', $2))`, [
    story.id,
    scope,
  ]);
  if (taken.count > 0) return 'id taken';
  const { rows } = await db.query(
    `INSERT INTO stories (id, fingerprint, scope, identity, source, newest, stored, shown, version, reading, words)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $7, 0, $8, array_to_tsvector($9::text[]))
     RETURNING key`,
    [
      ...[story.id, fingerprint(story.id), scope, identity, source.kind, newest, at, reading],
      titleLexemes(story.title),
    ],
  );
  const key = Number(rows[0]?.key);
  await setVersion(db, key, await insertVersion(db, key, scope, incoming), incoming);
  await addFacets(db, key, scope, newest, story, source);
  await addTotals(db, scope, 1, story, 1);
  return 'new';
}

async function putAgain(db: Querying, known: QueryRow, incoming: IncomingStory): Promise<PutOutcome> {
  const [key, scope, version] = [Number(known.key), String(known.scope), Number(known.version)];
  const { rows } = await db.query(
    `SELECT v.stored AS stored, ${STORY_COLUMNS} FROM versions AS v JOIN stories AS s ON s.key = v.story WHERE v.key = $1`,
    [version],
  );
  const before = rows[0];
  if (!before) throw new RangeError(`the archive has no version ${version}`);
  const story = { ...incoming.story, id: String(known.id) };
  const isSame = before.hash === story.hash;
  if (isSame && Number(known.reading) >= incoming.reading) {
    // The same story from another feed is one story, found by either.
    await addFacets(db, key, scope, Number(known.newest), undefined, incoming.source);
    return 'same';
  }
  const old = readStory(before);
  await unindexVersion(db, scope, version, old);
  if (isSame) await db.query('DELETE FROM versions WHERE key = $1', [version]);
  const stored = isSame ? Number(before.stored) : incoming.at;
  await setVersion(
    db,
    key,
    await insertVersion(db, key, scope, { ...incoming, story, at: stored }),
    incoming,
  );
  const newest = publishedAt(story) ?? Number(known.stored);
  await db.query('UPDATE stories SET newest = $2, words = array_to_tsvector($3::text[]) WHERE key = $1', [
    key,
    newest,
    titleLexemes(story.title),
  ]);
  await db.query(`DELETE FROM facets WHERE story = $1 AND facet NOT LIKE 'feed:%'`, [key]);
  await db.query('UPDATE facets SET newest = $2 WHERE story = $1', [key, newest]);
  await addFacets(db, key, scope, newest, story, incoming.source);
  if (!isSame) await dropOldVersions(db, key);
  await addTotals(db, scope, 0, old, -1);
  await addTotals(db, scope, 0, story, 1);
  return isSame ? 'read again' : 'changed';
}

/** Stores and indexes a version; its key. */
async function insertVersion(
  db: Querying,
  storyKey: number,
  scope: string,
  { story, fault, at }: IncomingStory,
): Promise<number> {
  const row = encodeStory(story);
  const { rows } = await db.query(
    `INSERT INTO versions (story, hash, stored, fault, head, overrides, paragraphs, sentences, body, quotations)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING key`,
    [
      ...[storyKey, row.hash, at, fault ?? null],
      ...[row.head, row.overrides, row.paragraphs, row.sentences, row.body, row.quotations],
    ],
  );
  const key = Number(rows[0]?.key);
  await indexVersion(db, scope, key, story);
  return key;
}

/** Makes a version the story's present one. */
async function setVersion(
  db: Querying,
  key: number,
  version: number,
  { reading }: IncomingStory,
): Promise<void> {
  await db.query('DELETE FROM vectors WHERE version IN (SELECT version FROM stories WHERE key = $1)', [key]);
  await db.query('UPDATE stories SET version = $2, reading = $3, embedder = NULL WHERE key = $1', [
    key,
    version,
    reading,
  ]);
}

async function addFacets(
  db: Querying,
  key: number,
  scope: string,
  newest: number,
  story: Story | undefined,
  source: StorySource,
): Promise<void> {
  const facets = [
    ...(story?.outlet === undefined ? [] : [`outlet:${story.outlet}`]),
    ...(story?.tags ?? []).map((tag) => `tag:${tag}`),
    ...(source.kind === 'feed' ? [`feed:${source.feed}`] : []),
  ];
  if (facets.length === 0) return;
  await db.query(
    `INSERT INTO facets (facet, scope, newest, story) SELECT facet, $2, $3, $4 FROM unnest($1::text[]) AS facet
     ON CONFLICT DO NOTHING`,
    [facets, scope, newest, key],
  );
}

async function dropOldVersions(db: Querying, story: number): Promise<void> {
  await db.query(
    `DELETE FROM versions WHERE story = $1 AND key NOT IN
       (SELECT key FROM versions WHERE story = $1 ORDER BY key DESC LIMIT ${MOST_VERSIONS})`,
    [story],
  );
}
