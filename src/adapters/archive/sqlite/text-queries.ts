import { candidateOf } from '../../../domain/quotes/lookup/shown-quotations.ts';
import { scorePassages, type TermCount } from '../../../domain/search/passage-scores.ts';
import { queryStems } from '../../../domain/search/query-stems.ts';
import type {
  QuotationCandidate,
  QuotationFilter,
  RankedPassage,
  Scope,
} from '../../../domain/story/archive.ts';
import { paragraphText, type Story, type StoryText } from '../../../domain/story/story.ts';
import { allOf, anyOf, DIRECT, groupOf, quoted, speakerMark, within } from '../index-words.ts';
import { scopesOf } from '../scopes.ts';
import { readStory, readText, STORY_COLUMNS, TEXT_COLUMNS } from '../version-rows.ts';
import { collectRows, createWordCounts } from './candidates.ts';
import type { Database } from './database.ts';

/** How many paragraphs are found, and how many of them are scored, of one story and of all. */
const FOUND = 500;
const ENOUGH_PASSAGES = 40;
const SCORED_OF_STORY = 8;
const SCORED = 120;

interface Place {
  readonly text: StoryText;
  readonly paragraph: number;
}

/** Full-text queries in an open archive. */
export function createTextQueries(db: Database) {
  const countPassages = createWordCounts(db, 'passages');
  const countQuotations = createWordCounts(db, 'quotations');
  const versionOfPassage = db.sql(
    `SELECT v.key AS key, ${TEXT_COLUMNS} FROM versions AS v JOIN stories AS s ON s.key = v.story AND s.version = v.key
     WHERE v.key = (SELECT max(key) FROM versions WHERE key < ?) AND s.scope IN ('', ?)`,
  );
  const versionOfQuotation = db.sql(
    `SELECT v.quotation AS first, ${STORY_COLUMNS} FROM versions AS v JOIN stories AS s ON s.key = v.story AND s.version = v.key
     WHERE v.key = (SELECT key FROM versions WHERE quotation <= ? ORDER BY quotation DESC, key DESC LIMIT 1) AND s.scope IN ('', ?)`,
  );
  const oneStory = db.sql(
    `SELECT v.key AS key, ${TEXT_COLUMNS} FROM stories AS s JOIN versions AS v ON v.key = s.version
     WHERE s.id = ? AND s.scope IN ('', ?)`,
  );

  function score(places: readonly Place[], terms: readonly TermCount[]): RankedPassage[] {
    const all = Number(db.sql('SELECT sum(paragraphs) AS n FROM totals').get()?.n ?? 0);
    const passages = places.map(({ text, paragraph }) => ({
      title: text.title,
      dek: text.dek,
      text: paragraphText(text, paragraph) ?? '',
    }));
    const scores = scorePassages(passages, terms, all);
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

  function locate(rows: readonly number[], { guild = '' }: Scope): Place[] {
    const known = new Map<number, { text: StoryText; taken: number }>();
    const places: Place[] = [];
    for (const row of rows) {
      if (places.length >= SCORED) break;
      // Neighbouring rows are mostly of one story, which is then known already.
      const key = known
        .keys()
        .find((one) => one < row && row <= one + (known.get(one)?.text.paragraphs.length ?? 0));
      const found = key ?? fetch(row);
      const entry = found === undefined ? undefined : known.get(found);
      if (found === undefined || !entry || entry.taken >= SCORED_OF_STORY) continue;
      entry.taken += 1;
      places.push({ text: entry.text, paragraph: row - found });
    }
    return places;

    function fetch(row: number): number | undefined {
      const version = versionOfPassage.get(row, guild);
      if (!version) return undefined;
      known.set(Number(version.key), { text: readText(version), taken: 0 });
      return Number(version.key);
    }
  }

  function newestRows(expression: string, limit: number): number[] {
    return db
      .sql('SELECT rowid AS row FROM quotations WHERE quotations MATCH ? ORDER BY rowid DESC LIMIT ?')
      .all(expression, limit)
      .map((row) => Number(row.row));
  }

  return {
    passages(
      scope: Scope,
      query: string,
      { limit, story }: { readonly limit: number; readonly story?: string | undefined },
    ): RankedPassage[] {
      const groups = scopesOf(scope).map((one) => groupOf(one));
      const terms = countPassages(queryStems(query), groups);
      if (terms.length === 0 || limit < 1) return [];
      if (story !== undefined) {
        const row = oneStory.get(story, scope.guild ?? '');
        if (!row) return [];
        const text = readText(row);
        return score(
          text.paragraphs.map(({ number }) => ({ text, paragraph: number })),
          terms,
        ).slice(0, limit);
      }
      const rows = collectRows(db, 'passages', { terms, enough: ENOUGH_PASSAGES, limit: FOUND });
      return score(locate(rows, scope), terms).slice(0, limit);
    },

    quotations(
      scope: Scope,
      { speakers, stems = [], direct = false, limit }: QuotationFilter,
    ): QuotationCandidate[] {
      const marks = speakers?.flatMap((name) => findSpeakers(db, scope, name)) ?? [];
      if (speakers && marks.length === 0) return [];
      const must = speakers ? [anyOf(marks.map(speakerMark))] : [];
      const kinds = direct ? (['direct'] as const) : (['direct', 'indirect'] as const);
      const groups = scopesOf(scope).flatMap((one) => kinds.map((kind) => groupOf(one, kind)));
      const terms = countQuotations(stems, groups);
      if (stems.length > 0 && terms.length === 0) return [];
      const rows =
        stems.length === 0
          ? newestRows(allOf(within(scopesOf(scope)), ...(direct ? [quoted(DIRECT)] : []), ...must), limit)
          : collectRows(db, 'quotations', { must, terms, enough: limit, limit });
      const stories = new Map<number, Story>();
      return rows.flatMap((row): QuotationCandidate[] => {
        const version = stories
          .keys()
          .find((first) => first <= row && row < first + (stories.get(first)?.quotations.length ?? 0));
        const first = version ?? fetch(row);
        const story = first === undefined ? undefined : stories.get(first);
        const quotation = story?.quotations[row - (first ?? 0)];
        if (!story || !quotation || (direct && quotation.kind !== 'direct')) return [];
        return [candidateOf(story, quotation)];
      });

      function fetch(row: number): number | undefined {
        const found = versionOfQuotation.get(row, scope.guild ?? '');
        if (!found) return undefined;
        stories.set(Number(found.first), readStory(found));
        return Number(found.first);
      }
    },
  };
}

/** The keys under which the scopes know a name. */
function findSpeakers(db: Database, scope: Scope, name: string): number[] {
  const find = db.sql('SELECT key FROM speakers WHERE scope = ? AND name = ?');
  return scopesOf(scope).flatMap((one) => {
    const row = find.get(one, name);
    return row ? [Number(row.key)] : [];
  });
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
