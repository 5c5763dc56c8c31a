import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../../../domain/errors.ts';
import { type Database, DatabaseSync, wrapDatabase } from './database.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';

/** The first bytes of every SQLite file: https://www.sqlite.org/fileformat.html#magic_header_string */
const SQLITE_MAGIC = 'SQLite format 3\0';
/** SQLITE_BUSY and SQLITE_LOCKED: https://www.sqlite.org/rescode.html */
const LOCKED_CODES: ReadonlySet<unknown> = new Set([5, 6]);
/** How long a statement waits, in a thread of its own, for another process's write. */
const LOCK_TIMEOUT_MS = 30_000;

/**
 * Opens or creates an archive's file (`:memory:` for none) and brings its schema up to date. A file that is damaged, newer
 * or another program's throws StoreError and stays as it was. Damage inside is met by whoever reads the damaged part.
 */
export function openArchiveFile(path: string): Database {
  try {
    prepareFolder(path);
    const db = new DatabaseSync(path, { timeout: LOCK_TIMEOUT_MS });
    try {
      const database = wrapDatabase(db);
      // Nothing may be written, not even the journal mode, before the file is known to be ours. The mark is asked of SQLite
      // and not of the file's header: after a kill it may still be in the write-ahead log.
      checkOwnership(database, path);
      // A power cut may lose the last stories, never the file; what is lost comes in again.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;');
      migrate(database, path);
      return database;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (cause) {
    throw cause instanceof StoreError ? cause : new StoreError(describeFault(path, cause), { cause });
  }
}

function prepareFolder(path: string): void {
  if (path === ':memory:') return;
  mkdirSync(dirname(path), { recursive: true });
  const file = statSync(path, { throwIfNoEntry: false });
  if (file && !file.isFile()) throw new StoreError(`The archive ${path} is not a file.`);
  if (file && file.size > 0 && readStart(path) !== SQLITE_MAGIC) {
    throw new StoreError(
      `The archive ${path} is damaged, or no archive: it does not begin as one. It was left as it is; ${SAVE}`,
    );
  }
}

const SAVE = '`pullquote archive repair` saves what can be saved.';

function readStart(path: string): string {
  const descriptor = openSync(path, 'r');
  try {
    const start = Buffer.alloc(SQLITE_MAGIC.length);
    readSync(descriptor, start, 0, start.length, 0);
    return start.toString('latin1');
  } finally {
    closeSync(descriptor);
  }
}

function checkOwnership(db: Database, path: string): void {
  const owner = readPragma(db, 'application_id');
  const isEmpty = db.sql('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables === 0;
  if (owner !== APPLICATION_ID && !(owner === 0 && isEmpty)) {
    throw new StoreError(
      `The archive ${path} belongs to another program. It was left as it is; name another file with STORE_URL.`,
    );
  }
  const version = readPragma(db, 'user_version');
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      `The archive ${path} was written by a newer Pullquote (schema ${version}; this one knows ${MIGRATIONS.length}).`,
    );
  }
}

function migrate(db: Database, path: string): void {
  if (readPragma(db, 'user_version') === MIGRATIONS.length) return;
  db.transact(() => {
    // Read again inside the transaction: another process may have migrated or claimed the file meanwhile.
    checkOwnership(db, path);
    for (const step of MIGRATIONS.slice(readPragma(db, 'user_version'))) db.exec(step);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length};`);
  });
}

function readPragma(db: Database, name: 'application_id' | 'user_version'): number {
  return Number(db.sql(`PRAGMA ${name}`).get()?.[name]);
}

function describeFault(path: string, cause: unknown): string {
  const code = cause instanceof Error && 'errcode' in cause ? cause.errcode : undefined;
  if (LOCKED_CODES.has(code)) return `The archive ${path} is locked by another program.`;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return `The archive ${path} cannot be opened (${reason}). It was left as it is; ${SAVE}`;
}
