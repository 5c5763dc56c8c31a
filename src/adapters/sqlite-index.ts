import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { stemWord } from '../domain/english/words.ts';
import { StoreError } from '../domain/errors.ts';
import type { Log, PassageIndex, RankedPassage } from '../domain/ports.ts';
import { queryTerms } from '../domain/search/query-terms.ts';
import { paragraphPassages } from '../domain/story/passages.ts';
import type { Story } from '../domain/story/story.ts';
import { openIndexFile } from './sqlite-index-file.ts';
import { inTransaction } from './sqlite-transaction.ts';

/** Row numbers are story × this + paragraph, so that a story's rows are one range. */
const ROWS_A_STORY = 1_000_000;

const SCHEMA = `
  CREATE TABLE stories (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, hash TEXT NOT NULL) STRICT;
  CREATE VIRTUAL TABLE passages USING fts5(
    title, dek, body, tokenize = "porter unicode61 remove_diacritics 2"
  );`;

/** A word of the title says more about a paragraph's topic than one of its own; a dek lies between. */
const RANK = 'bm25(passages, 2.0, 1.5, 1.0)';

/**
 * A word found in more than this share of the paragraphs is left out of a query that has rarer ones: it costs most of
 * the time and, by its low weight in bm25, decides nothing (measured on 924 titles).
 */
const COMMON_SHARE = 0.05;
const KEPT_TERMS = 3;

/** What `update` did, in stories. */
export interface IndexUpdate {
  readonly indexed: number;
  readonly removed: number;
  readonly unchanged: number;
}

/** A full-text index of stored paragraphs that can be built again from the stories at any time. */
export interface StoredPassageIndex extends PassageIndex {
  /** Makes the index hold exactly `stories`, touching only those whose hash changed, all or nothing. */
  update(stories: readonly Story[]): IndexUpdate;
  close(): void;
}

/**
 * Opens the index in `file`, or in memory for `:memory:`. It is only a cache: a damaged file or one of another version
 * is built anew, a file that is not an index of ours is never deleted. Throws `StoreError` when it cannot be used.
 */
export function openPassageIndex(file: string, log: Log): StoredPassageIndex {
  const db = openIndexFile(file, SCHEMA, log);
  const rarest = prepareRarest(db);
  const everywhere = prepareSearch(db, '');
  const inStory = prepareSearch(
    db,
    `AND passages.rowid BETWEEN (SELECT key FROM stories WHERE id = :story) * ${ROWS_A_STORY}
     AND ((SELECT key FROM stories WHERE id = :story) + 1) * ${ROWS_A_STORY} - 1`,
  );
  return {
    search(query, { limit, story }) {
      const terms = queryTerms(query);
      if (terms.length === 0 || limit < 1) return [];
      return guard('search the index', () =>
        (story === undefined
          ? everywhere.all({ match: matchAny(rarest(terms)), limit })
          : inStory.all({ match: matchAny(terms), limit, story })
        ).map(readPassage),
      );
    },
    update: (stories) => guard('update the index', () => inTransaction(db, () => updateStories(db, stories))),
    close: () => db.close(),
  };
}

/** An FTS5 expression; within double quotes no word is an operator. */
function matchAny(terms: readonly string[]): string {
  return terms.map((term) => `"${term.replaceAll('"', '""')}"`).join(' OR ');
}

/** Leaves out the terms that are in very many paragraphs, as long as rarer ones remain. */
function prepareRarest(db: DatabaseSync): (terms: readonly string[]) => readonly string[] {
  db.exec('CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, passages, row)');
  const frequency = db.prepare('SELECT doc FROM temp.vocabulary WHERE term = ?');
  const rows = db.prepare('SELECT count(*) AS rows FROM passages_docsize');
  return (terms) => {
    const most = COMMON_SHARE * Number(rows.get()?.rows ?? 0);
    const counted = terms
      .map((term) => ({ term, rows: Number(frequency.get(stemWord(term))?.doc ?? 0) }))
      .sort((a, b) => a.rows - b.rows);
    // A word that is nowhere costs nothing, and must not take the place of one that is.
    const found = counted.findIndex(({ rows: count }) => count > 0);
    return counted
      .filter(({ rows: count }, place) => count <= most || place < found + KEPT_TERMS)
      .map(({ term }) => term);
  };
}

function prepareSearch(db: DatabaseSync, condition: string): StatementSync {
  return db.prepare(
    `SELECT stories.id AS story, passages.rowid % ${ROWS_A_STORY} AS paragraph, found.score AS score, passages.body AS text
     FROM (SELECT rowid, -${RANK} AS score FROM passages WHERE passages MATCH :match ${condition}
           ORDER BY score DESC LIMIT :limit) AS found
     JOIN passages ON passages.rowid = found.rowid
     JOIN stories ON stories.key = passages.rowid / ${ROWS_A_STORY}
     ORDER BY found.score DESC, stories.id, paragraph`,
  );
}

function readPassage(row: Record<string, unknown>): RankedPassage {
  return {
    story: String(row.story),
    paragraph: Number(row.paragraph),
    score: Number(row.score),
    text: String(row.text),
  };
}

function updateStories(db: DatabaseSync, stories: readonly Story[]): IndexUpdate {
  const known = new Map(
    db
      .prepare('SELECT id, key, hash FROM stories')
      .all()
      .map((row) => [String(row.id), { key: Number(row.key), hash: String(row.hash) }]),
  );
  const wanted = new Set(stories.map((story) => story.id));
  const gone = [...known].filter(([id]) => !wanted.has(id));
  const changed = stories.filter((story) => known.get(story.id)?.hash !== story.hash);
  const stale = changed.flatMap((story) => known.get(story.id)?.key ?? []);
  removeStories(db, [...gone.map(([, { key }]) => key), ...stale]);
  insertStories(db, changed);
  return { indexed: changed.length, removed: gone.length, unchanged: stories.length - changed.length };
}

function removeStories(db: DatabaseSync, keys: readonly number[]): void {
  const dropPassages = db.prepare('DELETE FROM passages WHERE rowid BETWEEN ? AND ?');
  const dropStory = db.prepare('DELETE FROM stories WHERE key = ?');
  for (const key of keys) {
    dropPassages.run(key * ROWS_A_STORY, (key + 1) * ROWS_A_STORY - 1);
    dropStory.run(key);
  }
}

function insertStories(db: DatabaseSync, stories: readonly Story[]): void {
  const addStory = db.prepare('INSERT INTO stories (id, hash) VALUES (?, ?)');
  const addPassage = db.prepare('INSERT INTO passages (rowid, title, dek, body) VALUES (?, ?, ?, ?)');
  for (const story of stories) {
    const key = Number(addStory.run(story.id, story.hash).lastInsertRowid);
    for (const { paragraph, text } of paragraphPassages(story)) {
      addPassage.run(key * ROWS_A_STORY + paragraph, story.title, story.dek ?? '', text);
    }
  }
}

function guard<T>(task: string, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw new StoreError(`could not ${task}`, { cause });
  }
}
