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
import { allOf, anyOf, beginning, within } from '../index-words.ts';
import { SHARED, scopesOf } from '../scopes.ts';
import { HEAD_COLUMNS, readHead, readStory, STORY_COLUMNS } from '../version-rows.ts';
import type { Database, SQLInputValue } from './database.ts';

/** How much of a hash names a version at least. */
const SHORTEST_VERSION = 12;
/** Of how many stories with some of the words those are found that have the most. */
const NEAREST_OF = 300;

/** Queries for stories by what names them, in an open archive. */
export function createStoryQueries(db: Database) {
  const present = (condition: string) =>
    db.sql(`SELECT ${STORY_COLUMNS} FROM stories AS s JOIN versions AS v ON v.key = s.version
            WHERE s.id = ? AND s.scope IN ('', ?) ${condition}`);
  const byId = present('');
  const byVersion = db.sql(
    `SELECT ${STORY_COLUMNS} FROM stories AS s JOIN versions AS v ON v.story = s.key
     WHERE s.id = ? AND s.scope IN ('', ?) AND (v.hash = ?3 OR (length(?3) >= ${SHORTEST_VERSION} AND substr(v.hash, 1, length(?3)) = ?3)) ORDER BY v.key DESC LIMIT 1`,
  );
  const heads = (condition: string) =>
    db.sql(`SELECT ${HEAD_COLUMNS}, s.newest AS newest FROM stories AS s JOIN versions AS v ON v.key = s.version
            ${condition}`);

  /** The rows that a filter leaves, as a table of keys with what they are ordered by, and the values for its places. */
  function select(scope: string, filter: StoryFilter): { sql: string; values: SQLInputValue[] } {
    const [facet, ...others] = facetsOf(filter);
    const words = titleWords(filter.title ?? '');
    const titled =
      words.length === 0 ? undefined : findTitles(allOf(within([scope]), ...words.map(beginning)));
    const among = titled ? ' AND s.key IN (SELECT value FROM json_each(?))' : '';
    const values = [...others, ...(titled ? [JSON.stringify(titled)] : [])];
    if (facet === undefined) {
      const sql = `SELECT s.key AS key, s.newest AS newest, s.id AS id FROM stories AS s WHERE s.scope = ?${among}`;
      return { sql, values: [scope, ...values] };
    }
    return {
      sql: `SELECT s.key AS key, f.newest AS newest, s.id AS id FROM facets AS f JOIN stories AS s ON s.key = f.story
            WHERE f.facet = ? AND f.scope = ?${hasFacets(others)}${among}`,
      values: [facet, scope, ...values],
    };
  }

  function countAll(scope: Scope, filter: StoryFilter): number {
    const isEverything = facetsOf(filter).length === 0 && titleWords(filter.title ?? '').length === 0;
    if (isEverything) return counts(scope).stories;
    const parts = scopesOf(scope).map((one) => select(one, filter));
    return parts.reduce((sum, { sql, values }) => {
      return sum + Number(db.sql(`SELECT count(*) AS total FROM (${sql})`).get(...values)?.total);
    }, 0);
  }

  /** Keys of stories, those stored last first. */
  function findTitles(expression: string, limit = MOST_COUNTED): number[] {
    return db
      .sql('SELECT rowid AS story FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ?')
      .all(expression, limit)
      .map((row) => Number(row.story));
  }

  function newest(scope: Scope, filter: StoryFilter, { offset = 0, limit }: PageRequest): StoryPage {
    const parts = scopesOf(scope).map((one) => select(one, filter));
    // SQLite merges the two in their order, so that a page costs what it passes over and no sorting.
    const keys = db
      .sql(
        `SELECT key FROM (${parts.map(({ sql }) => sql).join(' UNION ALL ')} ORDER BY newest DESC, id LIMIT ? OFFSET ?)`,
      )
      .all(...parts.flatMap(({ values }) => values), Math.max(0, limit), Math.max(0, offset));
    const find = heads('WHERE s.key = ?');
    const stories = keys.flatMap(({ key }) => {
      const row = find.get(key ?? null);
      return row ? [readHead(row)] : [];
    });
    return { stories, total: countAll(scope, filter) };
  }

  function counts(scope: Scope): ArchiveCounts {
    const rows = scopesOf(scope).flatMap((one) => {
      const row = db.sql('SELECT * FROM totals WHERE scope = ?').get(one);
      return row ? [row] : [];
    });
    const sum = (column: string) => rows.reduce((total, row) => total + Number(row[column]), 0);
    const own = rows.find((row) => row.scope !== SHARED);
    return {
      stories: sum('stories'),
      own: Number(own?.stories ?? 0),
      paragraphs: sum('paragraphs'),
      quotations: sum('quotations'),
    };
  }

  return {
    newest,
    get(scope: Scope, id: string, version?: string): Story | undefined {
      const own = scope.guild ?? '';
      const row = version === undefined ? byId.get(id, own) : byVersion.get(id, own, version);
      return row && readStory(row);
    },
    heads(scope: Scope, ids: readonly string[]): StoryHead[] {
      const find = heads(`WHERE s.id = ? AND s.scope IN ('', ?)`);
      return ids.flatMap((id) => {
        const row = find.get(id, scope.guild ?? '');
        return row ? [readHead(row)] : [];
      });
    },
    getByFingerprint(scope: Scope, fingerprint: string): StoryHead | undefined {
      const row = heads(`WHERE s.fingerprint = ? AND s.scope IN ('', ?)`).get(fingerprint, scope.guild ?? '');
      return row && readHead(row);
    },
    nearest(scope: Scope, title: string, limit: number): StoryHead[] {
      const words = [...new Set(titleWords(title))];
      const found =
        words.length === 0 ? [] : findTitles(allOf(within(scopesOf(scope)), anyOf(words)), NEAREST_OF);
      if (found.length === 0) return [...newest(scope, {}, { limit }).stories];
      const wanted = new Set(words);
      return heads('WHERE s.key IN (SELECT value FROM json_each(?)) ORDER BY s.newest DESC, s.id')
        .all(JSON.stringify(found))
        .map(readHead)
        .map((head) => ({ head, shared: titleWords(head.title).filter((word) => wanted.has(word)).length }))
        .sort((a, b) => b.shared - a.shared)
        .slice(0, limit)
        .map(({ head }) => head);
    },
    versions(scope: Scope, id: string): StoryVersion[] {
      return db
        .sql(
          `SELECT v.hash AS hash, v.stored AS stored FROM stories AS s JOIN versions AS v ON v.story = s.key
           WHERE s.id = ? AND s.scope IN ('', ?) ORDER BY v.key DESC`,
        )
        .all(id, scope.guild ?? '')
        .map(({ hash, stored }) => ({ hash: String(hash), storedAt: Number(stored) }));
    },
    counts,
  };
}

function facetsOf({ outlet, tag, feed }: StoryFilter): string[] {
  return Object.entries({ outlet, tag, feed }).flatMap(([kind, name]) =>
    name === undefined ? [] : [`${kind}:${name}`],
  );
}

function hasFacets(facets: readonly string[]): string {
  return facets
    .map(() => ' AND EXISTS (SELECT 1 FROM facets WHERE facets.story = s.key AND facets.facet = ?)')
    .join('');
}
