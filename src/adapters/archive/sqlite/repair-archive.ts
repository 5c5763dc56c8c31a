import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { StoreError } from '../../../domain/errors.ts';
import type { StorySource } from '../../../domain/story/archive.ts';
import type { StoredStory } from '../stored-rows.ts';
import { openArchiveFile } from './archive-file.ts';
import { type Database, DatabaseSync, wrapDatabase } from './database.ts';
import { putStory } from './put.ts';
import { readStoredStories } from './stored-stories.ts';

/** What a repair saved. */
export interface RepairReport {
  readonly saved: number;
  /** How many parts of the file could not be read; a part may hold several stories. */
  readonly lost: number;
  /** Where the damaged file is now. */
  readonly aside: string;
}

const FILES = ['', '-wal', '-shm'];
/** Of a SQLite file: https://www.sqlite.org/fileformat.html#the_database_header */
const HEADER_BYTES = 100;

/**
 * Copies all stories that can be read into a new file, which takes the old one's place; the old one stays beside it.
 * Nobody else may have the archive open. Throws StoreError where there is none.
 */
export function repairArchive(path: string): RepairReport {
  if (!existsSync(path)) throw new StoreError(`There is no archive ${path}.`);
  const fresh = `${path}.repaired`;
  for (const suffix of FILES) rmSync(fresh + suffix, { force: true });
  const counts = copyStories(path, fresh);
  const aside = freeName(path);
  for (const suffix of FILES) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  for (const suffix of FILES) {
    if (existsSync(fresh + suffix)) renameSync(fresh + suffix, path + suffix);
  }
  return { ...counts, aside };
}

function copyStories(path: string, fresh: string): { saved: number; lost: number } {
  const target = openArchiveFile(fresh);
  const padded = `${fresh}.padded`;
  let [saved, lost] = [0, 0];
  try {
    const source = openDamaged(path, padded);
    if (!source) return { saved, lost: 1 };
    try {
      for (const stored of readStoredStories(source, () => (lost += 1))) {
        copyStory(target, stored);
        saved += 1;
      }
      copySettings(source, target);
    } finally {
      source.close();
    }
  } finally {
    target.close();
    for (const suffix of FILES) rmSync(padded + suffix, { force: true });
  }
  return { saved, lost };
}

/** Opens a file without the checks of a sound one; `undefined` where SQLite finds no database in it. */
function openDamaged(path: string, padded: string): Database | undefined {
  return tryToOpen(path) ?? (padFile(path, padded) ? tryToOpen(padded) : undefined);
}

function tryToOpen(path: string): Database | undefined {
  try {
    const db = wrapDatabase(new DatabaseSync(path, { readOnly: true }));
    db.sql('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch {
    return undefined;
  }
}

/**
 * Copies a file whose end is missing, with nothing in the place of the end: SQLite reads none that is shorter than its header
 * says (page size at byte 16, number of pages at byte 28). False for a file that is long enough, or has no header.
 */
function padFile(path: string, padded: string): boolean {
  const header = Buffer.alloc(HEADER_BYTES);
  const descriptor = openSync(path, 'r');
  try {
    readSync(descriptor, header, 0, HEADER_BYTES, 0);
  } finally {
    closeSync(descriptor);
  }
  const pageSize = header.readUInt16BE(16) === 1 ? 65_536 : header.readUInt16BE(16);
  const size = pageSize * header.readUInt32BE(28);
  if (!header.toString('latin1').startsWith('SQLite format 3\0') || size <= statSync(path).size) return false;
  copyFileSync(path, padded);
  truncateSync(padded, size);
  return true;
}

function copyStory(
  target: Database,
  { scope, source, feeds, pinned, stored, shown, ...rest }: StoredStory,
): void {
  const sources: StorySource[] =
    source === 'feed'
      ? (feeds.length > 0 ? feeds : ['']).map((feed) => ({ kind: 'feed', feed }))
      : [{ kind: source }];
  const owner = scope === '' ? {} : { guild: scope };
  for (const one of sources) putStory(target, { ...rest, owner, source: one, at: stored });
  target
    .sql('UPDATE stories SET pinned = ?, shown = ?, withdrawn = ? WHERE scope = ? AND identity = ?')
    .run(pinned ? 1 : 0, shown, rest.story.withdrawn ?? null, scope, rest.identity);
}

function copySettings(source: Database, target: Database): void {
  try {
    for (const { name, value } of source.sql('SELECT name, value FROM settings').all()) {
      target.sql('INSERT OR REPLACE INTO settings VALUES (?, ?)').run(name ?? null, value ?? null);
    }
  } catch {
    // They are set again at the next start.
  }
}

function freeName(path: string): string {
  for (let n = 1; ; n += 1) if (!existsSync(`${path}.damaged-${n}`)) return `${path}.damaged-${n}`;
}
