import { closeSync, mkdirSync, openSync, readSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../domain/errors.ts';
import { inTransaction } from './sqlite-transaction.ts';

/** One kind of the program's SQLite files. */
export interface SqliteSchema {
  /** How an operator knows the file: "store". */
  readonly name: string;
  /** Marks a file as of this kind (PRAGMA application_id). */
  readonly applicationId: number;
  /** Step n makes version n + 1 of version n (PRAGMA user_version). Steps that were released never change. */
  readonly migrations: readonly string[];
  /** What is to be done with a file that does not begin as one of SQLite's, as the end of a sentence. */
  readonly remedy: string;
}

/** The first bytes of every SQLite file: https://www.sqlite.org/fileformat.html#magic_header_string */
const SQLITE_MAGIC = 'SQLite format 3\0';

/** Makes the folder of a file that is to be opened. Throws StoreError for what is no file, or none of SQLite's. */
export function prepareFile(path: string, { name, remedy }: SqliteSchema): void {
  if (path === ':memory:') return;
  mkdirSync(dirname(path), { recursive: true });
  const file = statSync(path, { throwIfNoEntry: false });
  if (file && !file.isFile()) throw new StoreError(`The ${name} ${path} is not a file.`);
  if (file && file.size > 0 && readStart(path) !== SQLITE_MAGIC) {
    throw new StoreError(
      `The ${name} ${path} is damaged, or no ${name}: it is not a SQLite file. It was left as it is; ${remedy}`,
    );
  }
}

/**
 * Throws StoreError for an open file of another program, or of a newer one. The mark is asked of SQLite and not of the
 * file's header: after a kill it may still be in the write-ahead log.
 */
export function checkOwnership(db: DatabaseSync, path: string, schema: SqliteSchema): void {
  const { name, applicationId, migrations } = schema;
  const owner = readPragma(db, 'application_id');
  const isEmpty = db.prepare('SELECT count(*) AS tables FROM sqlite_schema').get()?.tables === 0;
  if (owner !== applicationId && !(owner === 0 && isEmpty)) {
    throw new StoreError(
      `The ${name} ${path} belongs to another program. It was left as it is; name another file with STORE_URL.`,
    );
  }
  const version = readPragma(db, 'user_version');
  if (version > migrations.length) {
    throw new StoreError(
      `The ${name} ${path} was written by a newer Pullquote (schema ${version}; this one knows ${migrations.length}).`,
    );
  }
}

/** Brings an open file's schema up to date, in one step. Throws as `checkOwnership` does. */
export function migrateFile(db: DatabaseSync, path: string, schema: SqliteSchema): void {
  const { applicationId, migrations } = schema;
  if (readPragma(db, 'user_version') === migrations.length) return;
  inTransaction(db, () => {
    // Read again inside the transaction: another process may have migrated or claimed the file meanwhile.
    checkOwnership(db, path, schema);
    for (const step of migrations.slice(readPragma(db, 'user_version'))) db.exec(step);
    db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length};`);
  });
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

function readPragma(db: DatabaseSync, name: 'application_id' | 'user_version'): number {
  return Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
}
