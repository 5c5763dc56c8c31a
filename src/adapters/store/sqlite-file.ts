import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../../domain/errors.ts';
import { checkOwnership, migrateFile, prepareFile, type SqliteSchema } from '../sqlite-schema.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';
import { isLocked, whenUnlocked } from './sqlite-turns.ts';

const SCHEMA: SqliteSchema = {
  name: 'store',
  applicationId: APPLICATION_ID,
  migrations: MIGRATIONS,
  remedy: 'name another file with STORE_URL, or restore a backup.',
};
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
    prepareFile(path, SCHEMA);
    return await whenUnlocked(lockTimeoutMs, () => openOnce(path));
  } catch (cause) {
    throw cause instanceof StoreError ? cause : new StoreError(describeFault(path, cause), { cause });
  }
}

/**
 * Another connection to a file that `openSqliteFile` has opened, for what may be lost: its writes do not wait for the disk,
 * which takes 3 ms of every answer. A power failure may take the last of them along; a crash of the program takes none.
 */
export function openHastily(path: string): DatabaseSync {
  const db = new DatabaseSync(path, { timeout: 0 });
  db.exec('PRAGMA synchronous = NORMAL');
  return db;
}

function openOnce(path: string): DatabaseSync {
  const isChecked = isSmallOrUnclean(path);
  const db = new DatabaseSync(path, { timeout: 0 });
  try {
    // The checks only read. Nothing may be written, not even the journal mode, before the file is known to be ours.
    if (isChecked) checkIntegrity(db, path);
    checkOwnership(db, path, SCHEMA);
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;');
    migrateFile(db, path, SCHEMA);
    return db;
  } catch (error) {
    db.close();
    throw error;
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

function describeFault(path: string, cause: unknown): string {
  return isLocked(cause)
    ? `The store ${path} is locked by another program.`
    : `The store ${path} cannot be opened. It was left as it is.`;
}
