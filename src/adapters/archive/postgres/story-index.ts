import { titleWords } from '../../../domain/search/title-words.ts';
import type { Story } from '../../../domain/story/story.ts';
import type { Querying } from '../../postgres/postgres.ts';
import {
  joinWords,
  passageWords,
  quotationMarks,
  quotationWords,
  scopeMark,
  speakerEntry,
} from '../index-words.ts';
import { lexemes } from './tsquery.ts';

/** The words by which a title is found. */
export function titleLexemes(title: string): string[] {
  return lexemes(titleWords(title).join(' '));
}

/** Makes a version's paragraphs, quotations and speakers to be found. Within a transaction. */
export async function indexVersion(
  db: Querying,
  scope: string,
  version: number,
  story: Story,
): Promise<void> {
  const wordsOfPassage = passageWords(story);
  await insertWords(
    db,
    'passages (version, paragraph, words)',
    version,
    story.paragraphs.map(({ number }) => [number, joinWords([scopeMark(scope)], wordsOfPassage(number))]),
  );
  const speakers = await addSpeakers(db, scope, story);
  const wordsOfQuotation = quotationWords(story);
  await insertWords(
    db,
    'quotations (version, place, words)',
    version,
    story.quotations.flatMap((quotation, place) => {
      if (!quotation.shown) return [];
      const speaker = quotation.speaker === null ? undefined : speakers.get(quotation.speaker);
      const marks = quotationMarks(quotation.kind, scope, speaker);
      return [[place, joinWords(marks, wordsOfQuotation(quotation))] as const];
    }),
  );
}

/** The inverse of `indexVersion`. */
export async function unindexVersion(
  db: Querying,
  scope: string,
  version: number,
  story: Story,
): Promise<void> {
  await db.query('DELETE FROM passages WHERE version = $1', [version]);
  await db.query('DELETE FROM quotations WHERE version = $1', [version]);
  await dropSpeakers(db, scope, story);
}

/** Counts stories, and a version's paragraphs and quotations, in or, with -1, out. */
export async function addTotals(
  db: Querying,
  scope: string,
  stories: number,
  story: Story,
  sign: 1 | -1,
): Promise<void> {
  await db.query(
    `INSERT INTO totals VALUES ($1, $2, $3, $4) ON CONFLICT (scope) DO UPDATE SET
       stories = totals.stories + excluded.stories, paragraphs = totals.paragraphs + excluded.paragraphs,
       quotations = totals.quotations + excluded.quotations`,
    [
      scope,
      stories,
      sign * story.paragraphs.length,
      sign * story.quotations.filter(({ shown }) => shown).length,
    ],
  );
}

/** One statement for all rows; each row's words travel as one text, since arrays of arrays must be rectangular. */
async function insertWords(
  db: Querying,
  table: string,
  version: number,
  rows: readonly (readonly [number, string])[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `INSERT INTO ${table} SELECT $1, number, array_to_tsvector(string_to_array(words, ' '))
     FROM unnest($2::integer[], $3::text[]) AS added (number, words)`,
    [version, rows.map(([number]) => number), rows.map(([, words]) => lexemes(words).join(' '))],
  );
}

interface Counted {
  readonly name: string;
  readonly role: string | null;
  readonly count: number;
}

/** Who is quoted and how often, in the order of names: all transactions lock them in one order. */
function countSpeakers({ quotations }: Story): Counted[] {
  const speakers = new Map<string, Counted>();
  for (const { speaker: name, role, shown } of quotations) {
    if (!shown || name === null) continue;
    const known = speakers.get(name);
    speakers.set(name, { name, role: known?.role ?? role ?? null, count: (known?.count ?? 0) + 1 });
  }
  return [...speakers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Counts quotations for names of the scope; their keys. A role that the story states replaces the one before. */
async function addSpeakers(db: Querying, scope: string, story: Story): Promise<Map<string, number>> {
  const keys = new Map<string, number>();
  for (const { name, role, count } of countSpeakers(story)) {
    const { rows } = await db.query(
      `INSERT INTO speakers (scope, name, role, quotations, words, entry)
       VALUES ($1, $2, $3, $4, array_to_tsvector($5::text[]), $6)
       ON CONFLICT (scope, name) DO UPDATE SET quotations = speakers.quotations + excluded.quotations,
         role = coalesce(excluded.role, speakers.role),
         words = CASE WHEN excluded.role IS NULL THEN speakers.words ELSE excluded.words END,
         entry = CASE WHEN excluded.role IS NULL THEN speakers.entry ELSE excluded.entry END
       RETURNING key`,
      [scope, name, role, count, lexemes(speakerEntry(name, role, scope)), speakerEntry(name, role, scope)],
    );
    keys.set(name, Number(rows[0]?.key));
  }
  return keys;
}

async function dropSpeakers(db: Querying, scope: string, story: Story): Promise<void> {
  for (const { name, count } of countSpeakers(story)) {
    await db.query('UPDATE speakers SET quotations = quotations - $3 WHERE scope = $1 AND name = $2', [
      scope,
      name,
      count,
    ]);
    await db.query('DELETE FROM speakers WHERE scope = $1 AND name = $2 AND quotations <= 0', [scope, name]);
  }
}
