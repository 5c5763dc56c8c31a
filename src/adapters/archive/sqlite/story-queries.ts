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
import { titleWords } from '../../../domain/story/titles.ts';
import type { Database, Row } from './database.ts';
import { allOf, anyOf, beginning, within } from './index-words.ts';
import { HEAD_COLUMNS, readHead, readStory, STORY_COLUMNS } from './version-rows.ts';

/** How much of a hash names a version. */
const SHORTEST_VERSION = 12;
/** Of how many stories with some of the words those are found that have the most. */
const NEAREST_OF = 300;
const SHARED = '';

/** The scopes as the tables name them: the shared one and the server's own. */
export function scopesOf({ guild }: Scope): string[] {
  return guild ? [SHARED, guild] : [SHARED];
}

/** Queries for stories by what names them, in an open archive. */
export function createStoryQueries(db: Database) {
  const present = (condition: string) =>
    db.sql(`SELECT ${STORY_COLUMNS} FROM stories AS s JOIN versions AS v ON v.key = s.version
            WHERE s.id = ? AND s.scope IN ('', ?) ${condition}`);
  const byId = present('');
  const byVersion = db.sql(
    `SELECT ${STORY_COLUMNS} FROM stories AS s JOIN versions AS v ON v.story = s.key
     WHERE s.id = ? AND s.scope IN ('', ?) AND substr(v.hash, 1, length(?3)) = ?3 ORDER BY v.key DESC LIMIT 1`,
  );
  const heads = (condition: string) =>
    db.sql(`SELECT ${HEAD_COLUMNS}, s.newest AS newest FROM stories AS s JOIN versions AS v ON v.key = s.version
            ${condition}`);

  function newestIn(scope: string, filter: StoryFilter, limit: number): { rows: Row[]; total: number } {
    const facets = facetsOf(filter);
    const titled = titleWords(filter.title ?? '');
    if (titled.length > 0) return titledIn(scope, titled, facets, limit);
    const [facet, ...others] = facets;
    if (facet === undefined) {
      const rows = heads('WHERE s.scope = ? ORDER BY s.newest DESC, s.id LIMIT ?').all(scope, limit);
      const total = db.sql('SELECT stories FROM totals WHERE scope = ?').get(scope)?.stories;
      return { rows, total: Number(total ?? 0) };
    }
    const from = 'FROM facets AS f JOIN stories AS s ON s.key = f.story';
    const where = `WHERE f.facet = ? AND f.scope = ?${hasFacets(others)}`;
    const rows = db
      .sql(
        `SELECT ${HEAD_COLUMNS}, s.newest AS newest ${from} JOIN versions AS v ON v.key = s.version
         ${where} ORDER BY f.newest DESC, s.id LIMIT ?`,
      )
      .all(facet, scope, ...others, limit);
    const total = db.sql(`SELECT count(*) AS total ${from} ${where}`).get(facet, scope, ...others)?.total;
    return { rows, total: Number(total) };
  }

  function titledIn(scope: string, words: readonly string[], facets: readonly string[], limit: number) {
    const found = findTitles(allOf(within([scope]), ...words.map(beginning)), MOST_COUNTED);
    const where = `WHERE s.key IN (SELECT value FROM json_each(?))${hasFacets(facets)}`;
    const keys = JSON.stringify(found);
    const total = db.sql(`SELECT count(*) AS total FROM stories AS s ${where}`).get(keys, ...facets)?.total;
    const rows = heads(`${where} ORDER BY s.newest DESC, s.id LIMIT ?`).all(keys, ...facets, limit);
    return { rows, total: Number(total) };
  }

  /** Keys of stories, those stored last first. */
  function findTitles(expression: string, limit: number): number[] {
    return db
      .sql('SELECT rowid AS story FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ?')
      .all(expression, limit)
      .map((row) => Number(row.story));
  }

  function newest(scope: Scope, filter: StoryFilter, { offset = 0, limit }: PageRequest): StoryPage {
    const end = Math.max(0, offset) + Math.max(0, limit);
    const parts = scopesOf(scope).map((one) => newestIn(one, filter, end));
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
    get(scope: Scope, id: string, version?: string): Story | undefined {
      if (version !== undefined && version.length < SHORTEST_VERSION) return undefined;
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
    counts(scope: Scope): ArchiveCounts {
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
    },
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

function compareIds(a: Row, b: Row): number {
  const [first, second] = [String(a.id), String(b.id)];
  return first < second ? -1 : first > second ? 1 : 0;
}
