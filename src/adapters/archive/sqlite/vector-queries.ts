import { candidateOf, shownQuotations } from '../../../domain/quotes/lookup/shown-quotations.ts';
import type { QuotationCandidate, RankedPassage, Scope } from '../../../domain/story/archive.ts';
import { paragraphText, type Story } from '../../../domain/story/story.ts';
import {
  type Nearness,
  type StoryVectors,
  scanVectors,
  type VectorQuery,
} from '../../../domain/story/vectors.ts';
import { scopesOf } from '../scopes.ts';
import { readStory, STORY_COLUMNS } from '../version-rows.ts';
import type { Database } from './database.ts';

/** Of how many stories of a scope, the newest, all vectors are compared: at 20 paragraphs of 1,536 bytes, 12 MB in about 50 ms. */
const NEWEST = 400;
/** How many stories are read for the nearest quotations of some speakers. */
const MOST_READ = 60;

/** Queries by vectors in an open archive. */
export function createVectorQueries(db: Database) {
  /** Keys of the present versions that are looked through. */
  function versionsOf(scope: Scope, { story, also = [] }: VectorQuery): number[] {
    const byId = db.sql(`SELECT version FROM stories WHERE id = ? AND scope IN ('', ?)`);
    const named = (story === undefined ? also : [story]).flatMap((id) => {
      const row = byId.get(id, scope.guild ?? '');
      return row ? [Number(row.version)] : [];
    });
    if (story !== undefined) return named;
    const newest = db.sql('SELECT version FROM stories WHERE scope = ? ORDER BY newest DESC, id LIMIT ?');
    const recent = scopesOf(scope).flatMap((one) => newest.all(one, NEWEST));
    return [...new Set([...named, ...recent.map(({ version }) => Number(version))])];
  }

  function nearest(scope: Scope, query: VectorQuery, kind: 'passages' | 'quotations') {
    const scan = scanVectors(query.vector);
    const find = db.sql(
      `SELECT ${kind} AS packed FROM vectors WHERE version = ? AND model = ? AND dimension = ?`,
    );
    for (const version of versionsOf(scope, query)) {
      const packed = find.get(version, query.model, query.vector.length)?.packed;
      if (packed instanceof Uint8Array) scan.add(version, packed);
    }
    return scan.nearest();
  }

  function createReader(): (version: number) => Story | undefined {
    const known = new Map<number, Story | undefined>();
    const find = db.sql(
      `SELECT ${STORY_COLUMNS} FROM versions AS v JOIN stories AS s ON s.version = v.key WHERE v.key = ?`,
    );
    return (version) => {
      if (!known.has(version) && known.size < MOST_READ) {
        const row = find.get(version);
        known.set(version, row && readStory(row));
      }
      return known.get(version);
    };
  }

  return {
    withoutVectors(model: string, limit: number): Story[] {
      const used = db.sql(`SELECT value FROM settings WHERE name = 'embedder'`).get()?.value;
      if (used !== model) {
        db.transact(() => {
          db.sql('UPDATE stories SET embedder = NULL WHERE embedder IS NOT NULL').run();
          db.sql(`INSERT OR REPLACE INTO settings VALUES ('embedder', ?)`).run(model);
        });
      }
      return db
        .sql(
          `SELECT ${STORY_COLUMNS} FROM stories AS s JOIN versions AS v ON v.key = s.version
           WHERE s.embedder IS NULL ORDER BY s.key DESC LIMIT ?`,
        )
        .all(limit)
        .map(readStory);
    },

    putVectors: (
      { id, hash }: Pick<Story, 'id' | 'hash'>,
      { model, dimension, passages, quotations }: StoryVectors,
    ): boolean =>
      db.transact(() => {
        const rows = db
          .sql(
            `SELECT s.key AS key, v.key AS version FROM stories AS s JOIN versions AS v ON v.key = s.version
             WHERE s.id = ? AND v.hash = ?`,
          )
          .all(id, hash);
        for (const { key = null, version = null } of rows) {
          db.sql('INSERT OR REPLACE INTO vectors VALUES (?, ?, ?, ?, ?)').run(
            ...[version, model, dimension, passages, quotations],
          );
          db.sql('UPDATE stories SET embedder = ? WHERE key = ?').run(model, key);
        }
        return rows.length > 0;
      }),

    nearPassages(scope: Scope, query: VectorQuery): (Omit<RankedPassage, 'score'> & Nearness)[] {
      const read = createReader();
      return nearest(scope, query, 'passages')
        .slice(0, query.limit)
        .flatMap(({ version, place, likeness, prominence }) => {
          const story = read(version);
          const text = story && paragraphText(story, place + 1);
          if (!story || text === undefined) return [];
          return [{ story: story.id, paragraph: place + 1, text, likeness, prominence }];
        });
    },

    nearQuotations(
      scope: Scope,
      query: VectorQuery & {
        readonly speakers?: readonly string[] | undefined;
        readonly direct?: boolean | undefined;
      },
    ): (QuotationCandidate & Nearness)[] {
      const read = createReader();
      const speakers = query.speakers && new Set<string | null>(query.speakers);
      const found: (QuotationCandidate & Nearness)[] = [];
      for (const { version, place, likeness, prominence } of nearest(scope, query, 'quotations')) {
        if (found.length >= query.limit) break;
        const story = read(version);
        const quotation = story && shownQuotations(story)[place]?.quotation;
        if (!story || !quotation || (query.direct && quotation.kind !== 'direct')) continue;
        if (speakers && !speakers.has(quotation.speaker)) continue;
        found.push({ ...candidateOf(story, quotation), likeness, prominence });
      }
      return found;
    },
  };
}
