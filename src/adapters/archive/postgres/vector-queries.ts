import { candidateOf, shownQuotations } from '../../../domain/quotes/lookup/shown-quotations.ts';
import type { Scope } from '../../../domain/story/archive.ts';
import { paragraphText, type Story } from '../../../domain/story/story.ts';
import {
  type Nearness,
  scanVectors,
  type VectorArchive,
  type VectorQuery,
} from '../../../domain/story/vectors.ts';
import type { Postgres } from '../../postgres/postgres.ts';
import { scopesOf } from '../scopes.ts';
import { readStory, STORY_COLUMNS } from '../version-rows.ts';

/** Of how many stories, the newest, all vectors are compared: they come over the wire, and the event loop compares them. */
const NEWEST = 100;
/** How many bytes of vectors at a time, one story's at least, so that nothing else waits longer than some 10 ms. */
const BYTES_AT_A_TIME = 1_000_000;
/** How many stories are read for the nearest places. */
const MOST_READ = 60;

type NearPlace = Nearness & { readonly version: number; readonly place: number };

/** Queries by vectors. */
export function createVectorQueries(db: Postgres): VectorArchive {
  async function versionsOf(scope: Scope, { story, also = [] }: VectorQuery): Promise<number[]> {
    const scopes = scopesOf(scope);
    const named = await db.query('SELECT version FROM stories WHERE id = ANY($1) AND scope = ANY($2)', [
      story === undefined ? also : [story],
      scopes,
    ]);
    const newest =
      story === undefined
        ? await db.query(
            'SELECT version FROM stories WHERE scope = ANY($1) ORDER BY newest DESC, id LIMIT $2',
            [scopes, NEWEST],
          )
        : { rows: [] };
    return [...new Set([...named.rows, ...newest.rows].map(({ version }) => Number(version)))];
  }

  async function nearest(scope: Scope, query: VectorQuery, kind: 'passages' | 'quotations') {
    const scan = scanVectors(query.vector);
    const { rows: sizes } = await db.query(
      `SELECT version, octet_length(${kind}) AS bytes FROM vectors
       WHERE version = ANY($1) AND model = $2 AND dimension = $3`,
      [await versionsOf(scope, query), query.model, query.vector.length],
    );
    const present = sizes.map(({ version, bytes }) => ({ version: Number(version), bytes: Number(bytes) }));
    for (const versions of slicesOf(present)) {
      const { rows } = await db.query(
        `SELECT version, ${kind} AS packed FROM vectors WHERE version = ANY($1) AND model = $2 AND dimension = $3`,
        [versions, query.model, query.vector.length],
      );
      for (const { version, packed } of rows)
        if (packed instanceof Uint8Array) scan.add(Number(version), packed);
    }
    return scan.nearest();
  }

  /** The stories of the first places, by version. */
  async function readStories(places: readonly NearPlace[]): Promise<Map<number, Story>> {
    const versions = [...new Set(places.map(({ version }) => version))].slice(0, MOST_READ);
    const { rows } = await db.query(
      `SELECT v.key AS key, ${STORY_COLUMNS} FROM versions AS v JOIN stories AS s ON s.version = v.key WHERE v.key = ANY($1)`,
      [versions],
    );
    return new Map(rows.map((row) => [Number(row.key), readStory(row)]));
  }

  return {
    async withoutVectors(model, limit) {
      const { rows: used } = await db.query(`SELECT value FROM archive_settings WHERE name = 'embedder'`);
      if (used[0]?.value !== model) {
        await db.transaction(async (connection) => {
          await connection.query('UPDATE stories SET embedder = NULL WHERE embedder IS NOT NULL');
          await connection.query(
            `INSERT INTO archive_settings VALUES ('embedder', $1) ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
            [model],
          );
        });
      }
      const { rows } = await db.query(
        `SELECT ${STORY_COLUMNS} FROM stories AS s JOIN versions AS v ON v.key = s.version
         WHERE s.embedder IS NULL ORDER BY s.key DESC LIMIT $1`,
        [limit],
      );
      return rows.map(readStory);
    },

    putVectors: ({ id, hash }, { model, dimension, passages, quotations }) =>
      db.transaction(async (connection) => {
        const { rows } = await connection.query(
          `UPDATE stories AS s SET embedder = $3 FROM versions AS v
           WHERE s.id = $1 AND v.key = s.version AND v.hash = $2 RETURNING v.key AS version`,
          [id, hash, model],
        );
        await connection.query(
          `INSERT INTO vectors SELECT unnest($1::bigint[]), $2, $3, $4, $5 ON CONFLICT (version) DO UPDATE SET model = excluded.model,
             dimension = excluded.dimension, passages = excluded.passages, quotations = excluded.quotations`,
          [
            rows.map(({ version }) => version),
            ...[model, dimension, Buffer.from(passages), Buffer.from(quotations)],
          ],
        );
        return rows.length > 0;
      }),

    async nearPassages(scope, query) {
      const places = (await nearest(scope, query, 'passages')).slice(0, query.limit);
      const stories = await readStories(places);
      return places.flatMap(({ version, place, likeness, prominence }) => {
        const story = stories.get(version);
        const text = story && paragraphText(story, place + 1);
        if (!story || text === undefined) return [];
        return [{ story: story.id, paragraph: place + 1, text, likeness, prominence }];
      });
    },

    async nearQuotations(scope, query) {
      const places = await nearest(scope, query, 'quotations');
      const stories = await readStories(places);
      const speakers = query.speakers && new Set<string | null>(query.speakers);
      return places
        .flatMap(({ version, place, likeness, prominence }) => {
          const story = stories.get(version);
          const quotation = story && shownQuotations(story)[place]?.quotation;
          if (!story || !quotation || (query.direct && quotation.kind !== 'direct')) return [];
          if (speakers && !speakers.has(quotation.speaker)) return [];
          return [{ ...candidateOf(story, quotation), likeness, prominence }];
        })
        .slice(0, query.limit);
    },
  };
}

/** Versions in groups whose vectors are read and compared at one time. */
function slicesOf(present: readonly { readonly version: number; readonly bytes: number }[]): number[][] {
  const slices: number[][] = [];
  let left = 0;
  for (const { version, bytes } of present) {
    if (bytes > left || slices.length === 0) {
      slices.push([]);
      left = BYTES_AT_A_TIME;
    }
    slices.at(-1)?.push(version);
    left -= bytes;
  }
  return slices;
}
