import { titleWords } from '../../../domain/search/title-words.ts';
import {
  type ArchiveCounts,
  MOST_COUNTED,
  type PageRequest,
  type Scope,
  type StoryFilter,
  type StoryPage,
  type StoryVersion,
} from '../../../domain/story/archive.ts';
import type { Story, StoryHead } from '../../../domain/story/story.ts';
import type { Querying, QueryRow } from '../../postgres/postgres.ts';
import { scopesOf } from '../scopes.ts';
import { HEAD_COLUMNS, readHead, readStory, STORY_COLUMNS } from '../version-rows.ts';
import { all, any, hasBeginning } from './tsquery.ts';

/** How much of a hash names a version. */
const SHORTEST_VERSION = 12;
/** Of how many stories with some of the words those are found that have the most. */
const NEAREST_OF = 300;
const STORIES = 'stories AS s JOIN versions AS v ON v.key = s.version';

/** Queries for stories by what names them. */
export function createStoryQueries(db: Querying) {
  /** The newest of one scope, and how many there are; a list by title stops counting at `MOST_COUNTED`. */
  async function newestIn(scope: string, filter: StoryFilter, limit: number) {
    const titled = titleWords(filter.title ?? '');
    const facets = facetsOf(filter);
    if (titled.length === 0 && facets.length === 0) return newestOf(scope, limit);
    const values: unknown[] = [scope, facets];
    const conditions = [
      's.scope = $1',
      `(SELECT count(*) FROM facets WHERE facets.story = s.key AND facets.facet = ANY($2)) = cardinality($2::text[])`,
    ];
    const [facet] = facets;
    if (facet !== undefined) {
      values.push(facet);
      conditions.push(`s.key IN (SELECT story FROM facets WHERE facet = $${values.length} AND scope = $1)`);
    }
    if (titled.length > 0) {
      values.push(all(...titled.map(hasBeginning)));
      conditions.push(`s.words @@ $${values.length}::tsquery`);
    }
    const where = conditions.join(' AND ');
    const { rows } = await db.query(
      `SELECT ${HEAD_COLUMNS}, s.newest AS newest FROM ${STORIES} WHERE ${where}
       ORDER BY s.newest DESC, s.id LIMIT ${Math.trunc(limit)}`,
      values,
    );
    const most = titled.length > 0 ? `LIMIT ${MOST_COUNTED}` : '';
    const counted = await db.query(
      `SELECT count(*) AS total FROM (SELECT 1 FROM stories AS s WHERE ${where} ${most}) AS found`,
      values,
    );
    return { rows, total: Number(counted.rows[0]?.total) };
  }

  async function newestOf(scope: string, limit: number) {
    const { rows } = await db.query(
      `SELECT ${HEAD_COLUMNS}, s.newest AS newest FROM ${STORIES} WHERE s.scope = $1
       ORDER BY s.newest DESC, s.id LIMIT $2`,
      [scope, limit],
    );
    const totals = await db.query('SELECT stories FROM totals WHERE scope = $1', [scope]);
    return { rows, total: Number(totals.rows[0]?.stories ?? 0) };
  }

  async function newest(
    scope: Scope,
    filter: StoryFilter,
    { offset = 0, limit }: PageRequest,
  ): Promise<StoryPage> {
    const end = Math.max(0, offset) + Math.max(0, limit);
    const parts = await Promise.all(scopesOf(scope).map((one) => newestIn(one, filter, end)));
    const rows = parts
      .flatMap((part) => part.rows)
      .sort((a, b) => Number(b.newest) - Number(a.newest) || compareIds(a, b));
    return {
      stories: rows.slice(Math.max(0, offset), end).map(readHead),
      total: parts.reduce((sum, { total }) => sum + total, 0),
    };
  }

  return {
    newest,
    async get(scope: Scope, id: string, version?: string): Promise<Story | undefined> {
      if (version !== undefined && version.length < SHORTEST_VERSION) return undefined;
      const { rows } = await db.query(
        `SELECT ${STORY_COLUMNS} FROM stories AS s JOIN versions AS v ON v.story = s.key
         WHERE s.id = $1 AND s.scope = ANY($2) AND CASE WHEN $3::text IS NULL THEN v.key = s.version
           ELSE starts_with(v.hash, $3) END ORDER BY v.key DESC LIMIT 1`,
        [id, scopesOf(scope), version ?? null],
      );
      return rows[0] && readStory(rows[0]);
    },
    async heads(scope: Scope, ids: readonly string[]): Promise<StoryHead[]> {
      const { rows } = await db.query(
        `SELECT ${HEAD_COLUMNS} FROM ${STORIES} WHERE s.id = ANY($1) AND s.scope = ANY($2)`,
        [ids, scopesOf(scope)],
      );
      const heads = new Map(rows.map(readHead).map((head) => [head.id, head]));
      return ids.flatMap((id) => heads.get(id) ?? []);
    },
    async getByFingerprint(scope: Scope, fingerprint: string): Promise<StoryHead | undefined> {
      const { rows } = await db.query(
        `SELECT ${HEAD_COLUMNS} FROM ${STORIES} WHERE s.fingerprint = $1 AND s.scope = ANY($2) LIMIT 1`,
        [fingerprint, scopesOf(scope)],
      );
      return rows[0] && readHead(rows[0]);
    },
    async nearest(scope: Scope, title: string, limit: number): Promise<StoryHead[]> {
      const words = [...new Set(titleWords(title))];
      const { rows } =
        words.length === 0
          ? { rows: [] }
          : await db.query(
              `SELECT ${HEAD_COLUMNS} FROM ${STORIES} WHERE s.key IN
                 (SELECT key FROM stories WHERE scope = ANY($1) AND words @@ $2::tsquery ORDER BY key DESC LIMIT ${NEAREST_OF})
               ORDER BY s.newest DESC, s.id`,
              [scopesOf(scope), any(words)],
            );
      if (rows.length === 0) return [...(await newest(scope, {}, { limit })).stories];
      const wanted = new Set(words);
      return rows
        .map(readHead)
        .map((head) => ({ head, shared: titleWords(head.title).filter((word) => wanted.has(word)).length }))
        .sort((a, b) => b.shared - a.shared)
        .slice(0, limit)
        .map(({ head }) => head);
    },
    async versions(scope: Scope, id: string): Promise<StoryVersion[]> {
      const { rows } = await db.query(
        `SELECT v.hash AS hash, v.stored AS stored FROM stories AS s JOIN versions AS v ON v.story = s.key
         WHERE s.id = $1 AND s.scope = ANY($2) ORDER BY v.key DESC`,
        [id, scopesOf(scope)],
      );
      return rows.map(({ hash, stored }) => ({ hash: String(hash), storedAt: Number(stored) }));
    },
    async counts(scope: Scope): Promise<ArchiveCounts> {
      const { rows } = await db.query('SELECT * FROM totals WHERE scope = ANY($1)', [scopesOf(scope)]);
      const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);
      const own = rows.find((row) => row.scope !== '');
      return {
        stories: sum('stories'),
        own: Number(own?.stories ?? 0),
        paragraphs: sum('paragraphs'),
        quotations: sum('quotations'),
      };
    },
  };
}

function facetsOf({ outlet, tag, feed }: StoryFilter): string[] {
  return Object.entries({ outlet, tag, feed }).flatMap(([kind, name]) =>
    name === undefined ? [] : [`${kind}:${name}`],
  );
}

function compareIds(a: QueryRow, b: QueryRow): number {
  const [first, second] = [String(a.id), String(b.id)];
  return first < second ? -1 : first > second ? 1 : 0;
}
