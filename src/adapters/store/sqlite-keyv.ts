import type { DatabaseSync } from 'node:sqlite';
import type { KeyvStoreAdapter, StoredData } from 'keyv';
import { inTransaction } from '../sqlite-transaction.ts';

const PAGE_SIZE = 200;
const PURGE_EVERY_MS = 60_000;

/**
 * A keyv 5 storage adapter over an open store file (`openSqliteFile`). Expired keys read as absent and are purged as
 * others are written. Times are the computer's own (`Date.now`), as keyv's expiry is. The file stays open on disconnect.
 */
export function createSqliteKeyv(db: DatabaseSync): KeyvStoreAdapter {
  const statements = prepareStatements(db);
  const purge = createPurge(statements);

  function put(key: string, value: unknown, ttl?: number): void {
    statements.put.run(key, String(value), ttl ? Date.now() + ttl : null);
  }
  function read<Value>(key: string): StoredData<Value> | undefined {
    // What is stored is keyv's own serialized text; keyv parses it into `Value`.
    return statements.get.get(key, Date.now())?.value as StoredData<Value> | undefined;
  }
  const adapter: KeyvStoreAdapter = {
    opts: { dialect: 'sqlite' },
    namespace: undefined,
    // Faults are thrown by the call that met them, so there is no event to listen for.
    on: () => adapter,
    get: async <Value>(key: string) => read<Value>(key),
    getMany: async <Value>(keys: string[]) =>
      keys.map((key) => read<Value>(key)) as StoredData<Value | undefined>[],
    has: async (key) => statements.get.get(key, Date.now()) !== undefined,
    hasMany: async (keys) => keys.map((key) => statements.get.get(key, Date.now()) !== undefined),
    async set(key: string, value: unknown, ttl?: number) {
      put(key, value, ttl);
      purge();
    },
    async setMany(entries) {
      inTransaction(db, () => {
        for (const { key, value, ttl } of entries) put(key, value, ttl);
      });
      purge();
    },
    delete: async (key) => statements.delete.run(key).changes > 0,
    deleteMany: async (keys) =>
      inTransaction(db, () => keys.filter((key) => statements.delete.run(key).changes > 0).length > 0),
    async clear() {
      statements.clear.run(...rangeOf(adapter.namespace));
    },
    async *iterator<Value>(namespace?: string) {
      for (const { key, value } of readEntries(statements, namespace)) {
        yield [String(key), value as Awaited<Value>];
      }
    },
  };
  return adapter;
}

type Statements = ReturnType<typeof prepareStatements>;

/** Deletes what has expired, at most once in PURGE_EVERY_MS. */
function createPurge(statements: Statements): () => void {
  let purgedAt = Number.NEGATIVE_INFINITY;
  return () => {
    const now = Date.now();
    if (Math.abs(now - purgedAt) < PURGE_EVERY_MS) return;
    purgedAt = now;
    statements.purge.run(now);
  };
}

/** The entries of a namespace by key, read in pages so that no statement stays open between two steps of the caller. */
function* readEntries(statements: Statements, namespace: string | undefined) {
  const [from, before] = rangeOf(namespace);
  for (let after = from; ; ) {
    const rows = statements.page.all(after, before, Date.now(), PAGE_SIZE);
    yield* rows;
    if (rows.length < PAGE_SIZE) return;
    after = `${rows.at(-1)?.key}\0`;
  }
}

function prepareStatements(db: DatabaseSync) {
  return {
    get: db.prepare('SELECT value FROM entries WHERE key = ? AND (expires IS NULL OR expires > ?)'),
    put: db.prepare(
      `INSERT INTO entries (key, value, expires) VALUES (?, ?, ?)
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
    ),
    delete: db.prepare('DELETE FROM entries WHERE key = ?'),
    purge: db.prepare('DELETE FROM entries WHERE expires <= ?'),
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
