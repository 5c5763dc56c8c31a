import { StoreError } from '../../../domain/errors.ts';
import { checkOwnership, migrateFile, prepareFile, type SqliteSchema } from '../../sqlite-schema.ts';
import { type Database, DatabaseSync, wrapDatabase } from './database.ts';
import { APPLICATION_ID, MIGRATIONS } from './schema.ts';

/** SQLITE_BUSY and SQLITE_LOCKED: https://www.sqlite.org/rescode.html */
const LOCKED_CODES: ReadonlySet<unknown> = new Set([5, 6]);
/** How long a statement waits, in a thread of its own, for another process's write. */
const LOCK_TIMEOUT_MS = 30_000;

const SCHEMA: SqliteSchema = {
  name: 'archive',
  applicationId: APPLICATION_ID,
  migrations: MIGRATIONS,
  remedy: '`pullquote archive repair` saves what can be saved.',
};

/**
 * Opens or creates an archive's file (`:memory:` for none) and brings its schema up to date. A file that is damaged, newer
 * or another program's throws StoreError and stays as it was. Damage inside is met by whoever reads the damaged part.
 */
export function openArchiveFile(path: string): Database {
  try {
    prepareFile(path, SCHEMA);
    const db = new DatabaseSync(path, { timeout: LOCK_TIMEOUT_MS });
    try {
      // Nothing may be written, not even the journal mode, before the file is known to be ours.
      checkOwnership(db, path, SCHEMA);
      // A power cut may lose the last stories, never the file; what is lost comes in again.
      db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8000;');
      migrateFile(db, path, SCHEMA);
      return wrapDatabase(db);
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (cause) {
    throw cause instanceof StoreError ? cause : new StoreError(describeFault(path, cause), { cause });
  }
}

function describeFault(path: string, cause: unknown): string {
  const code = cause instanceof Error && 'errcode' in cause ? cause.errcode : undefined;
  if (LOCKED_CODES.has(code)) return `The archive ${path} is locked by another program.`;
  const reason = cause instanceof Error ? cause.message : String(cause);
  return `The archive ${path} cannot be opened (${reason}). It was left as it is; ${SCHEMA.remedy}`;
}
