import type { GuildBook } from '../../domain/departed-guilds.ts';
import { StoreError } from '../../domain/errors.ts';
import type { FeedBook } from '../../domain/intake/feed-book.ts';
import type { UsageBook } from '../../domain/model/usage.ts';
import type { KeyValueStore, Log, SharedStore } from '../../domain/ports.ts';
import type { Ledger } from '../../domain/schedule/ledger.ts';
import type { ScheduleStore } from '../../domain/schedule/schedule-store.ts';
import { createKeyValueStore, createSharedStore } from './key-value-store.ts';
import type { CreateLimiter } from './limiters.ts';
import { createScheduleStore } from './schedule-store.ts';
import { createSqliteFeedBook } from './sqlite-feed-book.ts';
import { openHastily, openSqliteFile } from './sqlite-file.ts';
import { createSqliteGuilds } from './sqlite-guilds.ts';
import { createSqliteKeyv } from './sqlite-keyv.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';
import { createTurns } from './sqlite-turns.ts';
import { createSqliteUsage } from './sqlite-usage.ts';
import { withStoreFault } from './store-fault.ts';
import { watchStoreFile } from './store-file-watch.ts';

/** How long another process's write is waited for. Writes last milliseconds. */
const LOCK_TIMEOUT_MS = 5_000;

/** What the program remembers, in one place. */
export interface Store {
  /** What must last: schedules, settings. */
  readonly values: SharedStore;
  /** What may be lost: cached replies, the state of buttons. The same as `values` without a cache of its own. */
  readonly cache: KeyValueStore;
  readonly ledger: Ledger;
  readonly schedules: ScheduleStore;
  /** Which guilds the bot has left, and how to forget one. */
  readonly guilds: GuildBook;
  /** Tokens of the model. */
  readonly usage: UsageBook;
  /** What counts uses, loaded where uses are counted: it takes 10 MB. */
  openLimiters(): Promise<CreateLimiter>;
  /** `true` while it works, otherwise what is wrong. */
  check(): Promise<true | string>;
  /** Connections of the database by state; absent for a file. */
  connections?(): Readonly<Record<'total' | 'idle' | 'waiting', number>>;
  /** Feeds and who follows them. */
  readonly feeds: FeedBook;
  close(): Promise<void>;
}

export interface StoreOptions {
  /** Told of lost and renewed connections, and of what is damaged; nobody is when absent. */
  readonly log?: Log;
  /** How long the locks of other processes on a SQLite file are waited for; nothing else waits meanwhile. */
  readonly lockTimeoutMs?: number;
  /** `redis://…` (CACHE_URL); `undefined`: caches and limits are kept in the store. */
  readonly cacheUrl?: string | undefined;
}

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Opens the store that `url` (STORE_URL) names: `sqlite:PATH`, made with its folder when absent, `sqlite::memory:`, or
 * `postgres://…`. Throws StoreError for a scheme that is not supported and for what cannot be used.
 */
export async function openStore(url: string, options: StoreOptions = {}): Promise<Store> {
  const store = await openLasting(url, options);
  if (options.cacheUrl === undefined) return store;
  try {
    const { openRedisCache } = await import('./redis-cache.ts');
    const redis = await openRedisCache(options.cacheUrl, options.log ?? SILENT);
    return {
      ...store,
      cache: redis.values,
      openLimiters: async () => (await import('./limiters.ts')).createRedisLimiters(redis.client),
      async close() {
        await redis.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openLasting(url: string, options: StoreOptions): Promise<Store> {
  const [, scheme = '', path = ''] = /^([a-z]+):(.*)$/s.exec(url) ?? [];
  if (scheme === 'postgres' || scheme === 'postgresql') return openPostgresStore(url, options.log ?? SILENT);
  if (scheme === 'sqlite' && path !== '') return openSqliteStore(path, options);
  // The URL of a server may hold a password, so it is not repeated.
  throw new StoreError(
    'STORE_URL must be sqlite:PATH, for example sqlite:data/pullquote.sqlite, or postgres://….',
  );
}

async function openSqliteStore(path: string, options: StoreOptions): Promise<Store> {
  const { log = SILENT, lockTimeoutMs = LOCK_TIMEOUT_MS } = options;
  const db = await openSqliteFile(path, lockTimeoutMs);
  const turns = createTurns(lockTimeoutMs);
  const values = createSharedStore(createSqliteKeyv(db, turns));
  const hasty = path === ':memory:' ? undefined : openHastily(path);
  const file = watchStoreFile(path, log);
  return {
    values,
    cache: hasty ? createKeyValueStore(createSqliteKeyv(hasty, turns)) : values,
    ledger: createSqliteLedger(db, turns, log),
    schedules: createScheduleStore(values, log),
    guilds: createSqliteGuilds(db, turns),
    usage: createSqliteUsage(db, turns),
    openLimiters: async () => (await import('./limiters.ts')).createMemoryLimiter,
    feeds: createSqliteFeedBook(db, turns),
    check: async () => file.fault() ?? checkBy(() => values.get('check')),
    close: () => {
      file.close();
      return withStoreFault('closing', () => {
        hasty?.close();
        db.close();
      });
    },
  };
}

/** Loaded where it is used: together the clients of both engines take 40 MB, and most bots have neither. */
async function openPostgresStore(url: string, log: Log): Promise<Store> {
  const [
    { openPostgres },
    { createPostgresKeyv },
    { createPostgresLedger },
    { createPostgresFeedBook },
    { createPostgresUsage },
    { createPostgresGuilds },
  ] = await Promise.all([
    import('../postgres/postgres.ts'),
    import('../postgres/postgres-keyv.ts'),
    import('../postgres/postgres-ledger.ts'),
    import('../postgres/postgres-feed-book.ts'),
    import('../postgres/postgres-usage.ts'),
    import('../postgres/postgres-guilds.ts'),
  ]);
  const db = await openPostgres(url, { log });
  const values = createSharedStore(createPostgresKeyv(db));
  return {
    values,
    cache: values,
    ledger: createPostgresLedger(db, log),
    schedules: createScheduleStore(values, log),
    guilds: createPostgresGuilds(db),
    usage: createPostgresUsage(db),
    openLimiters: async () => (await import('./limiters.ts')).createPostgresLimiters(db),
    feeds: createPostgresFeedBook(db),
    check: () => checkBy(() => values.get('check')),
    connections: () => db.stats(),
    close: () => withStoreFault('closing', () => db.close()),
  };
}

async function checkBy(read: () => Promise<unknown>): Promise<true | string> {
  try {
    await read();
    return true;
  } catch (error) {
    return error instanceof Error ? error.message : 'it does not answer';
  }
}
