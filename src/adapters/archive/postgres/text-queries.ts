import { candidateOf } from '../../../domain/quotes/lookup/shown-quotations.ts';
import { scorePassages, type TermCount } from '../../../domain/search/passage-scores.ts';
import { queryStems } from '../../../domain/search/query-stems.ts';
import type {
  QuotationCandidate,
  QuotationFilter,
  RankedPassage,
  Scope,
} from '../../../domain/story/archive.ts';
import { paragraphText, type StoryText } from '../../../domain/story/story.ts';
import type { Querying } from '../../postgres/postgres.ts';
import { DIRECT, scopeMark, speakerMark } from '../index-words.ts';
import { combine, type IndexName, LOOKED_FOR } from '../rarest-words.ts';
import { scopesOf } from '../scopes.ts';
import { readStory, readText, STORY_COLUMNS, TEXT_COLUMNS, type VersionRow } from '../version-rows.ts';
import { all, any, has } from './tsquery.ts';
import { createWordCounts } from './word-counts.ts';

/** How many paragraphs are found, and how many of them are scored, of one story and of all. */
const FOUND = 500;
const ENOUGH_PASSAGES = 40;
const SCORED_OF_STORY = 8;
const SCORED = 120;

/** A row of a full-text table: of which version, and which of its paragraphs or quotations. */
interface Hit {
  readonly version: number;
  readonly place: number;
}

interface Place {
  readonly text: StoryText;
  readonly paragraph: number;
}

/** Full-text queries. */
export function createTextQueries(db: Querying) {
  const countPassages = createWordCounts(db, 'passages');
  const countQuotations = createWordCounts(db, 'quotations');

  async function find(index: IndexName, expression: string, limit: number): Promise<Hit[]> {
    const place = index === 'passages' ? 'paragraph' : 'place';
    const { rows } = await db.query(
      `SELECT version, ${place} AS place FROM ${index} WHERE words @@ $1::tsquery
       ORDER BY version DESC, ${place} DESC LIMIT $2`,
      [expression, limit],
    );
    return rows.map((row) => ({ version: Number(row.version), place: Number(row.place) }));
  }

  /** Rows that hold the most of the rarest words together, best first, newest first among equals. */
  async function collect(
    index: IndexName,
    must: string,
    terms: readonly TermCount[],
    { enough, limit }: { readonly enough: number; readonly limit: number },
  ): Promise<Hit[]> {
    const hits = new Map<string, Hit>();
    for (const part of combine(terms.slice(0, LOOKED_FOR).map(({ stem }) => has(stem)))) {
      if (hits.size >= enough) break;
      for (const hit of await find(index, all(must, ...part), limit))
        hits.set(`${hit.version} ${hit.place}`, hit);
    }
    return [...hits.values()].slice(0, limit);
  }

  /** The versions of some hits by key, each read once from the columns that `read` needs. */
  async function readVersions<T>(hits: readonly Hit[], columns: string, read: (row: VersionRow) => T) {
    const { rows } = await db.query(
      `SELECT v.key AS key, ${columns} FROM versions AS v JOIN stories AS s ON s.version = v.key WHERE v.key = ANY($1)`,
      [[...new Set(hits.map(({ version }) => version))]],
    );
    return new Map(rows.map((row) => [Number(row.key), read(row)]));
  }

  async function score(places: readonly Place[], terms: readonly TermCount[]): Promise<RankedPassage[]> {
    const { rows } = await db.query('SELECT coalesce(sum(paragraphs), 0)::bigint AS n FROM totals');
    const passages = places.map(({ text, paragraph }) => ({
      title: text.title,
      dek: text.dek,
      text: paragraphText(text, paragraph) ?? '',
    }));
    const scores = scorePassages(passages, terms, Number(rows[0]?.n));
    return places
      .map(({ text: { id }, paragraph }, place) => ({
        story: id,
        paragraph,
        score: scores[place] ?? 0,
        text: passages[place]?.text ?? '',
      }))
      .filter((passage) => passage.score > 0)
      .sort((a, b) => b.score - a.score || compareText(a.story, b.story) || a.paragraph - b.paragraph);
  }

  async function readOne(scope: Scope, story: string): Promise<StoryText | undefined> {
    const { rows } = await db.query(
      `SELECT ${TEXT_COLUMNS} FROM stories AS s JOIN versions AS v ON v.key = s.version
       WHERE s.id = $1 AND s.scope = ANY($2)`,
      [story, scopesOf(scope)],
    );
    return rows[0] && readText(rows[0]);
  }

  async function findSpeakers(scope: Scope, names: readonly string[]): Promise<number[]> {
    const { rows } = await db.query('SELECT key FROM speakers WHERE scope = ANY($1) AND name = ANY($2)', [
      scopesOf(scope),
      names,
    ]);
    return rows.map(({ key }) => Number(key));
  }

  return {
    async passages(
      scope: Scope,
      query: string,
      { limit, story }: { readonly limit: number; readonly story?: string | undefined },
    ): Promise<RankedPassage[]> {
      const terms = await countPassages(queryStems(query));
      if (terms.length === 0 || limit < 1) return [];
      if (story !== undefined) {
        const text = await readOne(scope, story);
        const places = text?.paragraphs.map(({ number }) => ({ text, paragraph: number })) ?? [];
        return (await score(places, terms)).slice(0, limit);
      }
      const must = any(scopesOf(scope).map(scopeMark));
      const found = await collect('passages', must, terms, { enough: ENOUGH_PASSAGES, limit: FOUND });
      const hits = spread(found);
      const texts = await readVersions(hits, TEXT_COLUMNS, readText);
      const places = hits.flatMap(({ version, place }) => {
        const text = texts.get(version);
        return text ? [{ text, paragraph: place }] : [];
      });
      return (await score(places, terms)).slice(0, limit);
    },

    async quotations(
      scope: Scope,
      { speakers, stems = [], direct = false, limit }: QuotationFilter,
    ): Promise<QuotationCandidate[]> {
      if (limit < 1) return [];
      const keys = speakers ? await findSpeakers(scope, speakers) : [];
      if (speakers && keys.length === 0) return [];
      const must = all(
        any(scopesOf(scope).map(scopeMark)),
        ...(direct ? [has(DIRECT)] : []),
        ...(speakers ? [any(keys.map(speakerMark))] : []),
      );
      const terms = await countQuotations(stems);
      if (stems.length > 0 && terms.length === 0) return [];
      const hits =
        stems.length === 0
          ? await find('quotations', must, limit)
          : await collect('quotations', must, terms, { enough: limit, limit });
      const stories = await readVersions(hits, STORY_COLUMNS, readStory);
      return hits.flatMap(({ version, place }) => {
        const story = stories.get(version);
        const quotation = story?.quotations[place];
        return story && quotation ? [candidateOf(story, quotation)] : [];
      });
    },
  };
}

/** At most `SCORED` hits, of no story more than `SCORED_OF_STORY`. */
function spread(hits: readonly Hit[]): Hit[] {
  const taken = new Map<number, number>();
  return hits
    .filter(({ version }) => {
      const count = (taken.get(version) ?? 0) + 1;
      taken.set(version, count);
      return count <= SCORED_OF_STORY;
    })
    .slice(0, SCORED);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
