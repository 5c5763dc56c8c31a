import { closeSync, existsSync, mkdirSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { StoreError } from '../domain/errors.ts';
import type { Log } from '../domain/ports.ts';

/** Marks a database as an index of ours ("PQix"): bytes 68–71 of the file's header. */
const APPLICATION_ID = 0x50_51_69_78;
/** Raise it with each change of the schema or of what is stored: older files are built anew. */
const SCHEMA_VERSION = 1;

type Owner = 'nobody' | 'ours' | 'another program' | 'unreadable';

/**
 * Opens an index database with `schema` in place, created when missing, damaged or of another version. A file that is
 * not a database is moved aside; the database of another program stays as it is and the index is kept in memory.
 */
export function openIndexFile(file: string, schema: string, log: Log): DatabaseSync {
  try {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    return openOwned(file, findOwner(file), schema, log);
  } catch (cause) {
    throw new StoreError(`could not open the index ${file}`, { cause });
  }
}

function openOwned(file: string, owner: Owner, schema: string, log: Log): DatabaseSync {
  if (owner === 'another program') {
    log.warn(
      { file },
      'the index file is another program’s database; it stays as it is, the index is kept in memory',
    );
    return createSchema(new DatabaseSync(':memory:'), schema);
  }
  if (owner === 'unreadable') {
    const aside = freeName(file);
    renameSync(file, aside);
    log.warn(
      { file, aside },
      'the index file was not a database; it was moved aside and the index is built anew',
    );
  }
  if (owner === 'ours') {
    const db = openCurrent(file, log);
    if (db) return db;
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  }
  return createSchema(new DatabaseSync(file), schema);
}

function findOwner(file: string): Owner {
  if (file === ':memory:' || !existsSync(file)) return 'nobody';
  const header = Buffer.alloc(100);
  const handle = openSync(file, 'r');
  try {
    const length = readSync(handle, header, 0, header.length, 0);
    if (length === 0) return 'nobody';
    if (header.toString('latin1', 0, 16) !== 'SQLite format 3\0') return 'unreadable';
    return header.readUInt32BE(68) === APPLICATION_ID ? 'ours' : 'another program';
  } finally {
    closeSync(handle);
  }
}

/** The database when it is whole and of this version; `undefined` when it must be built anew. */
function openCurrent(file: string, log: Log): DatabaseSync | undefined {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    setUp(db);
    const version = db.prepare('PRAGMA user_version').get()?.user_version;
    const health = db.prepare('PRAGMA quick_check(1)').get()?.quick_check;
    if (version === SCHEMA_VERSION && health === 'ok') return db;
    log.info({ file, version, health }, 'the index is built anew');
  } catch (err) {
    log.warn({ err, file }, 'the index is damaged and is built anew');
  }
  db?.close();
  return undefined;
}

function createSchema(db: DatabaseSync, schema: string): DatabaseSync {
  setUp(db);
  db.exec(
    `BEGIN; ${schema} PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`,
  );
  return db;
}

function setUp(db: DatabaseSync): void {
  // A crash may lose the last update, never the file; the next start indexes what is missing.
  db.exec('PRAGMA busy_timeout = 2000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
}

function freeName(file: string): string {
  for (let n = 1; ; n += 1) {
    const name = `${file}.not-an-index-${n}`;
    if (!existsSync(name)) return name;
  }
}
