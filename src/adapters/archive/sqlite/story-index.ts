import type { Quotation } from '../../../domain/story/quotation.ts';
import type { Story } from '../../../domain/story/story.ts';
import {
  groupOf,
  joinWords,
  passageWords,
  quotationMarks,
  quotationWords,
  scopeMark,
  speakerEntry,
  titleEntry,
} from '../index-words.ts';
import { readStory, STORY_COLUMNS } from '../version-rows.ts';
import type { Database } from './database.ts';

/** A stored version with its story, and where its rows of the full-text tables begin. */
export interface StoredVersion {
  readonly key: number;
  readonly quotation: number;
  readonly hash: string;
  readonly stored: number;
  readonly storyKey: number;
  readonly story: Story;
}

/** A version by its key. Throws RangeError where the file lacks it. */
export function readStoredVersion(db: Database, key: number): StoredVersion {
  const row = db
    .sql(
      `SELECT v.key AS key, v.quotation AS quotation, v.stored AS stored, v.story AS storyKey, ${STORY_COLUMNS}
       FROM versions AS v JOIN stories AS s ON s.key = v.story WHERE v.key = ?`,
    )
    .get(key);
  if (!row) throw new RangeError(`the archive has no version ${key}`);
  return {
    key,
    quotation: Number(row.quotation),
    hash: String(row.hash),
    stored: Number(row.stored),
    storyKey: Number(row.storyKey),
    story: readStory(row),
  };
}

/** Makes a version's title, paragraphs, quotations and speakers to be found. */
export function indexVersion(
  db: Database,
  scope: string,
  storyKey: number,
  { key, quotation: first, story }: Pick<StoredVersion, 'key' | 'quotation' | 'story'>,
): void {
  db.sql('INSERT INTO titles (rowid, words) VALUES (?, ?)').run(storyKey, titleEntry(story.title, scope));
  const addPassage = db.sql('INSERT INTO passages (rowid, words) VALUES (?, ?)');
  const wordsOfPassage = passageWords(story);
  for (const { number } of story.paragraphs) {
    addPassage.run(key + number, joinWords([scopeMark(scope)], wordsOfPassage(number), groupOf(scope)));
  }
  const speakers = new Map<string, number>();
  for (const [name, { role, count }] of countSpeakers(story)) {
    speakers.set(name, addSpeaker(db, scope, name, role, count));
  }
  const addQuotation = db.sql('INSERT INTO quotations (rowid, words) VALUES (?, ?)');
  const wordsOfQuotation = quotationWords(story);
  for (const [place, quotation] of story.quotations.entries()) {
    if (!quotation.shown) continue;
    const { kind, speaker } = quotation;
    const marks = quotationMarks(kind, scope, speaker === null ? undefined : speakers.get(speaker));
    addQuotation.run(first + place, joinWords(marks, wordsOfQuotation(quotation), groupOf(scope, kind)));
  }
}

/** The inverse of `indexVersion`. */
export function unindexVersion(db: Database, scope: string, version: StoredVersion): void {
  const { key, quotation: first, storyKey, story } = version;
  db.sql('DELETE FROM titles WHERE rowid = ?').run(storyKey);
  const dropPassage = db.sql('DELETE FROM passages WHERE rowid = ?');
  for (const { number } of story.paragraphs) dropPassage.run(key + number);
  const dropQuotation = db.sql('DELETE FROM quotations WHERE rowid = ?');
  for (const [place, { shown }] of story.quotations.entries()) if (shown) dropQuotation.run(first + place);
  for (const [name, { count }] of countSpeakers(story)) dropSpeaker(db, scope, name, count);
}

/** Counts a version's paragraphs and quotations in or, with -1, out. */
export function addTotals(db: Database, scope: string, story: Story, sign: 1 | -1): void {
  db.sql('UPDATE totals SET paragraphs = paragraphs + ?, quotations = quotations + ? WHERE scope = ?').run(
    sign * story.paragraphs.length,
    sign * shownOf(story).length,
    scope,
  );
}

function shownOf({ quotations }: Story): Quotation[] {
  return quotations.filter(({ shown }) => shown);
}

function countSpeakers(story: Story): Map<string, { role: string | null; count: number }> {
  const speakers = new Map<string, { role: string | null; count: number }>();
  for (const { speaker, role } of shownOf(story)) {
    if (speaker === null) continue;
    const entry = speakers.get(speaker) ?? { role: null, count: 0 };
    speakers.set(speaker, { role: entry.role ?? role ?? null, count: entry.count + 1 });
  }
  return speakers;
}

/** Counts quotations for a name of the scope; its key. A role that the story states replaces the one before. */
function addSpeaker(db: Database, scope: string, name: string, role: string | null, count: number): number {
  const known = db.sql('SELECT key, role FROM speakers WHERE scope = ? AND name = ?').get(scope, name);
  if (!known) {
    const { lastInsertRowid } = db
      .sql('INSERT INTO speakers (scope, name, role, quotations) VALUES (?, ?, ?, ?)')
      .run(scope, name, role, count);
    const key = Number(lastInsertRowid);
    db.sql('INSERT INTO speaker_names (rowid, words) VALUES (?, ?)').run(
      key,
      speakerEntry(name, role, scope),
    );
    return key;
  }
  const key = Number(known.key);
  db.sql('UPDATE speakers SET quotations = quotations + ?, role = coalesce(?, role) WHERE key = ?').run(
    ...[count, role, key],
  );
  if (role !== null && role !== known.role) {
    db.sql('DELETE FROM speaker_names WHERE rowid = ?').run(key);
    db.sql('INSERT INTO speaker_names (rowid, words) VALUES (?, ?)').run(
      key,
      speakerEntry(name, role, scope),
    );
  }
  return key;
}

function dropSpeaker(db: Database, scope: string, name: string, count: number): void {
  const known = db.sql('SELECT key, quotations FROM speakers WHERE scope = ? AND name = ?').get(scope, name);
  if (!known) return;
  if (Number(known.quotations) > count) {
    db.sql('UPDATE speakers SET quotations = quotations - ? WHERE key = ?').run(count, known.key ?? null);
    return;
  }
  db.sql('DELETE FROM speakers WHERE key = ?').run(known.key ?? null);
  db.sql('DELETE FROM speaker_names WHERE rowid = ?').run(known.key ?? null);
}
