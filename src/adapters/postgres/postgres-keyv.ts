import type { StoredData } from 'keyv';
import type { SharedAdapter } from '../store/key-value-store.ts';
import type { Postgres } from './postgres.ts';

const PAGE_SIZE = 200;
const PURGE_EVERY_MS = 60_000;

/**
 * A keyv 5 storage adapter on PostgreSQL, beside the program's other tables. Expired keys read as absent and are purged as
 * others are written. (@keyv/postgres was tried: it keeps a pool of its own whose idle connections end the process when
 * the server restarts, hides faults of its iterator, and never deletes what has expired.)
 */
export function createPostgresKeyv(db: Postgres): SharedAdapter {
  const purge = createPurge(db);
  const read = async (keys: readonly string[]): Promise<Map<string, string>> => {
    const { rows } = await db.query(
      'SELECT key, value FROM entries WHERE key = ANY($1) AND (expires IS NULL OR expires > $2)',
      [keys, Date.now()],
    );
    return new Map(rows.map(({ key, value }) => [String(key), String(value)]));
  };
  const put = async (entries: readonly { key: string; value: unknown; ttl?: number }[]) => {
    // The last of several values for one key counts; one statement cannot write a row twice.
    const unique = [...new Map(entries.map((entry) => [entry.key, entry])).values()];
    await db.query(
      `INSERT INTO entries (key, value, expires) SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[])
       ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires`,
      [
        unique.map(({ key }) => key),
        unique.map(({ value }) => String(value)),
        unique.map(({ ttl }) => (ttl ? Date.now() + ttl : null)),
      ],
    );
    await purge();
  };
  const remove = async (keys: readonly string[]): Promise<boolean> =>
    (await db.query('DELETE FROM entries WHERE key = ANY($1)', [keys])).count > 0;
  const adapter: SharedAdapter = {
    opts: { dialect: 'postgres' },
    namespace: undefined,
    // Faults are thrown by the call that met them, so there is no event to listen for.
    on: () => adapter,
    // What is stored is keyv's own serialized text; keyv parses it into `Value`.
    get: async <Value>(key: string) => (await read([key])).get(key) as StoredData<Value> | undefined,
    getMany: async <Value>(keys: string[]) => {
      const found = await read(keys);
      return keys.map((key) => found.get(key)) as StoredData<Value | undefined>[];
    },
    has: async (key) => (await read([key])).has(key),
    hasMany: async (keys) => {
      const found = await read(keys);
      return keys.map((key) => found.has(key));
    },
    set: async (key: string, value: unknown, ttl?: number) => put([{ key, value, ...(ttl ? { ttl } : {}) }]),
    replace: (key, before, after) => replace(db, key, before, after),
    setMany: put,
    delete: (key) => remove([key]),
    deleteMany: remove,
    async clear() {
      await db.query('DELETE FROM entries WHERE key >= $1 AND key < $2', rangeOf(adapter.namespace));
    },
    async *iterator<Value>(namespace?: string) {
      for await (const { key, value } of readEntries(db, namespace)) yield [key, value as Awaited<Value>];
    },
  };
  return adapter;
}

async function replace(
  db: Postgres,
  key: string,
  before: string | undefined,
  after: string | undefined,
): Promise<boolean> {
  if (before === undefined && after === undefined) return true;
  const now = Date.now();
  const { count } =
    before === undefined
      ? await db.query(
          `INSERT INTO entries (key, value) VALUES ($1, $2)
           ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = NULL WHERE entries.expires <= $3`,
          [key, after, now],
        )
      : after === undefined
        ? await db.query('DELETE FROM entries WHERE key = $1 AND value = $2', [key, before])
        : await db.query('UPDATE entries SET value = $3, expires = NULL WHERE key = $1 AND value = $2', [
            key,
            before,
            after,
          ]);
  return count > 0;
}

/** Deletes what has expired, at most once in PURGE_EVERY_MS. */
function createPurge(db: Postgres): () => Promise<void> {
  let purgedAt = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = Date.now();
    if (Math.abs(now - purgedAt) < PURGE_EVERY_MS) return;
    purgedAt = now;
    await db.query('DELETE FROM entries WHERE expires <= $1', [now]);
  };
}

/** The entries of a namespace by key, in pages: a caller may delete what it was given. */
async function* readEntries(db: Postgres, namespace: string | undefined) {
  const [from, before] = rangeOf(namespace);
  let after = from;
  for (let comparison = '>='; ; comparison = '>') {
    const { rows } = await db.query(
      `SELECT key, value FROM entries WHERE key ${comparison} $1 AND key < $2
         AND (expires IS NULL OR expires > $3) ORDER BY key LIMIT ${PAGE_SIZE}`,
      [after, before, Date.now()],
    );
    yield* rows.map(({ key, value }) => ({ key: String(key), value }));
    if (rows.length < PAGE_SIZE) return;
    after = String(rows.at(-1)?.key);
  }
}

/** The keys of a namespace, "name:…", as a half-open range in the order of bytes; all keys without one. */
function rangeOf(namespace: string | undefined): [from: string, before: string] {
  return namespace ? [`${namespace}:`, `${namespace};`] : ['', '\u{10ffff}'];
}
