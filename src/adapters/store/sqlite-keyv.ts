import type { DatabaseSync } from 'node:sqlite';
import type { StoredData } from 'keyv';
import { inTransaction } from '../sqlite-transaction.ts';
import type { SharedAdapter } from './key-value-store.ts';
import type { Turns } from './sqlite-turns.ts';

const PAGE_SIZE = 200;
const PURGE_EVERY_MS = 60_000;
const PURGED_AT_ONCE = 1_000;

/**
 * A keyv 5 storage adapter over an open store file (`openSqliteFile`). Expired keys read as absent and are purged as
 * others are written. Times are the computer's own (`Date.now`), as keyv's expiry is. The file stays open on disconnect.
 */
export function createSqliteKeyv(db: DatabaseSync, { read, write }: Turns): SharedAdapter {
  const statements = prepareStatements(db);
  const purge = createPurge(statements);

  function put(key: string, value: unknown, ttl?: number): void {
    statements.put.run(key, String(value), ttl ? Date.now() + ttl : null);
  }
  function find<Value>(key: string): StoredData<Value> | undefined {
    // What is stored is keyv's own serialized text; keyv parses it into `Value`.
    return statements.get.get(key, Date.now())?.value as StoredData<Value> | undefined;
  }
  const adapter: SharedAdapter = {
    opts: { dialect: 'sqlite' },
    namespace: undefined,
    // Faults are thrown by the call that met them, so there is no event to listen for.
    on: () => adapter,
    get: <Value>(key: string) => read(`reading ${key}`, () => find<Value>(key)),
    getMany: <Value>(keys: string[]) =>
      read('reading', () => keys.map((key) => find<Value>(key)) as StoredData<Value | undefined>[]),
    has: (key) => read(`reading ${key}`, () => find(key) !== undefined),
    hasMany: (keys) => read('reading', () => keys.map((key) => find(key) !== undefined)),
    set: (key: string, value: unknown, ttl?: number) =>
      write(`writing ${key}`, () => {
        put(key, value, ttl);
        purge();
      }),
    replace: (key, before, after) =>
      write(`changing ${key}`, () =>
        inTransaction(db, () => {
          if (find(key) !== before) return false;
          if (after === undefined) statements.delete.run(key);
          else put(key, after);
          return true;
        }),
      ),
    setMany: (entries) =>
      write('writing', () => {
        inTransaction(db, () => {
          for (const { key, value, ttl } of entries) put(key, value, ttl);
        });
        purge();
      }),
    delete: (key) => write(`deleting ${key}`, () => statements.delete.run(key).changes > 0),
    deleteMany: (keys) =>
      write('deleting', () =>
        inTransaction(db, () => keys.filter((key) => statements.delete.run(key).changes > 0).length > 0),
      ),
    clear: () =>
      write('clearing', () => {
        statements.clear.run(...rangeOf(adapter.namespace));
      }),
    async *iterator<Value>(namespace?: string) {
      const [from, before] = rangeOf(namespace);
      // In pages, so that no statement stays open between two steps of the caller.
      for (let after = from; ; ) {
        const rows = await read('listing', () => statements.page.all(after, before, Date.now(), PAGE_SIZE));
        for (const { key, value } of rows) yield [String(key), value as Awaited<Value>];
        if (rows.length < PAGE_SIZE) return;
        after = `${rows.at(-1)?.key}\0`;
      }
    },
  };
  return adapter;
}

type Statements = ReturnType<typeof prepareStatements>;

/** Deletes some of what has expired, at most once in PURGE_EVERY_MS: all of it could take long. */
function createPurge(statements: Statements): () => void {
  let purgedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = Date.now();
    if (Math.abs(now - purgedAt) < PURGE_EVERY_MS) return;
    statements.purge.run(now);
    purgedAt = now;
  };
}

function prepareStatements(db: DatabaseSync) {
  return {
    get: db.prepare('SELECT value FROM entries WHERE key = ? AND (expires IS NULL OR expires > ?)'),
    put: db.prepare(
      `INSERT INTO entries (key, value, expires) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
    ),
    delete: db.prepare('DELETE FROM entries WHERE key = ?'),
    purge: db.prepare(
      `DELETE FROM entries WHERE key IN (SELECT key FROM entries WHERE expires <= ? LIMIT ${PURGED_AT_ONCE})`,
    ),
    clear: db.prepare('DELETE FROM entries WHERE key >= ? AND key < ?'),
    page: db.prepare(
      `SELECT key, value FROM entries WHERE key >= ? AND key < ? AND (expires IS NULL OR expires > ?)
       ORDER BY key LIMIT ?`,
    ),
  };
}

/** The keys of a namespace, "name:…", as a half-open range; all keys without one. */
function rangeOf(namespace: string | undefined): [from: string, before: string] {
  return namespace ? [`${namespace}:`, `${namespace};`] : ['', '\u{10ffff}'];
}
