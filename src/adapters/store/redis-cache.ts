import KeyvRedis, { createClient, type RedisClientType } from '@keyv/redis';
import { StoreError } from '../../domain/errors.ts';
import type { KeyValueStore, Log } from '../../domain/ports.ts';
import { createKeyValueStore } from './key-value-store.ts';

const CONNECT_MS = 2_000;
/** A cache that answers later than this is of no use. */
const COMMAND_MS = 1_000;
const LONGEST_PAUSE_MS = 5_000;

export interface RedisCache {
  readonly values: KeyValueStore;
  readonly client: RedisClientType;
  close(): Promise<void>;
}

/**
 * What may be lost, in the Redis that `url` (CACHE_URL) names. While Redis is away, what is read is absent and what is
 * written is dropped, at once and with one line in the log; it is connected again by itself. Throws StoreError where
 * the first connection fails.
 */
export async function openRedisCache(url: string, log: Log): Promise<RedisCache> {
  const client: RedisClientType = createClient({
    url,
    name: 'pullquote',
    // Nobody is to wait for a server that is away: a command fails at once, and the caller goes on without.
    disableOfflineQueue: true,
    commandOptions: { timeout: COMMAND_MS },
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: (tries) => Math.min(100 * 2 ** tries, LONGEST_PAUSE_MS),
    },
  });
  let isAway = false;
  client.on('ready', () => {
    if (isAway) log.info({}, 'Redis is back');
    isAway = false;
  });
  client.on('error', (error: Error) => {
    if (!isAway)
      log.warn({ err: { message: error.message } }, 'Redis is away: caches are passed over meanwhile');
    isAway = true;
  });
  await connect(client, url);
  const adapter = new KeyvRedis(client, { throwOnErrors: true, throwOnConnectError: true });
  return {
    client,
    values: forgiving(createKeyValueStore(adapter), log),
    close: async () => client.destroy(),
  };
}

async function connect(client: RedisClientType, url: string): Promise<void> {
  const tooLate = AbortSignal.timeout(CONNECT_MS);
  try {
    await Promise.race([
      client.connect(),
      new Promise((_, reject) => tooLate.addEventListener('abort', () => reject(tooLate.reason))),
    ]);
  } catch (cause) {
    client.destroy();
    const place = URL.parse(url)?.host ?? 'the address';
    throw new StoreError(`CACHE_URL: Redis at ${place} cannot be reached.`, { cause });
  }
}

/** The store with its faults turned into misses. */
function forgiving(values: KeyValueStore, log: Log): KeyValueStore {
  const pass =
    <T>(otherwise: T) =>
    (err: unknown): T => {
      log.debug({ err }, 'the cache was passed over');
      return otherwise;
    };
  return {
    get: <T>(key: string) => values.get<T>(key).catch(pass(undefined)),
    set: (key, value, ttlMs) => values.set(key, value, ttlMs).catch(pass(undefined)),
    delete: (key) => values.delete(key).catch(pass(undefined)),
    keys: (prefix) => values.keys(prefix).catch(pass([])),
  };
}
