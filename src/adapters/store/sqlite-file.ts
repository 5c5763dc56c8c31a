import { closeSync, existsSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../domain/errors.ts';
import { inTransaction } from '../sqlite-transaction.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { isLocked, whenUnlocked } from './sqlite-turns.ts';

/** The first bytes of every SQLite file: https://www.sqlite.org/fileformat.html#magic_header_string */
const SQLITE_MAGIC = 'SQLite format 3\0';
/** Reading through a file of this size takes 0.3 s from a slow disk (70 MB/s); of 200 MB it takes 3 s. */
const ALWAYS_CHECKED_BYTES = 16 * 1024 * 1024;
/**
 * Opens or creates the store's file (`:memory:` for none) and brings its schema up to date.
 * A file that is corrupt, locked, newer or another program's throws StoreError and stays as it was. Damage inside a
 * large file that was closed properly is not looked for: whoever reads the damaged part gets the StoreError.
 * `lockTimeoutMs`: how long another process's lock is waited for. From then on statements throw where one is held.
 */
export async function openSqliteFile(path: string, lockTimeoutMs: number): Promise<DatabaseSync> {
  try {
    prepareFolder(path);
    return await whenUnlocked(lockTimeoutMs, () => openOnce(path));
  } catch (cause) {
    throw cause instanceof StoreError ? cause : new StoreError(describeFault(path, cause), { cause });
  }
}

function openOnce(path: string): DatabaseSync {
  const isChecked = isSmallOrUnclean(path);
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    // The checks only read. Nothing may be written, not even the journal mode, before the file is known to be ours.
    if (isChecked) checkIntegrity(db, path);
    checkOwnership(db, path);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrate(db, path);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function prepareFolder(path: string): void {
  if (path === ':memory:') return;
  mkdirSync(dirname(path), { recursive: true });
  const file = statSync(path, { throwIfNoEntry: false });
  if (file && !file.isFile()) throw new StoreError(`The store ${path} is not a file.`);
  if (file && file.size > 0 && readStart(path) !== SQLITE_MAGIC) {
    throw new StoreError(`The store ${path} is not a SQLite file. It was left as it is; name another file.`);
  }
}

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

/** Whoever closes a store last removes its write-ahead log: one that is there was left by a crash, or is in use. */
function isSmallOrUnclean(path: string): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size <= ALWAYS_CHECKED_BYTES || existsSync(`${path}-wal`);
}

function checkIntegrity(db: DatabaseSync, path: string): void {
  const verdict = db.prepare('PRAGMA quick_check(1)').get()?.quick_check;
  if (verdict !== 'ok') {
    throw new StoreError(
      `The store ${path} is damaged (${verdict}). It was left as it is; restore a backup.`,
    );
  }
}

function checkOwnership(db: DatabaseSync, path: string): void {
  const owner = readPragma(db, 'application_id');
  const isEmpty = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables === 0;
  if (owner !== APPLICATION_ID && !(owner === 0 && isEmpty)) {
    throw new StoreError(
      `The store ${path} belongs to another program. It was left as it is; name another file.`,
    );
  }
  const version = readPragma(db, 'user_version');
  if (version > MIGRATIONS.length) {
    throw new StoreError(
      `The store ${path} was written by a newer Pullquote (schema ${version}; this one knows ${MIGRATIONS.length}).`,
    );
  }
}

function migrate(db: DatabaseSync, path: string): void {
  if (readPragma(db, 'user_version') === MIGRATIONS.length) return;
  inTransaction(db, () => {
    // Read again inside the transaction: another process may have migrated or claimed the file meanwhile.
    checkOwnership(db, path);
    for (const step of MIGRATIONS.slice(readPragma(db, 'user_version'))) db.exec(step);
    db.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${MIGRATIONS.length};`);
  });
}

function readPragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}

function describeFault(path: string, cause: unknown): string {
  return isLocked(cause)
    ? `The store ${path} is locked by another program.`
    : `The store ${path} cannot be opened. It was left as it is.`;
}
