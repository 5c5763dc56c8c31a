import { Keyv, type KeyvStoreAdapter } from 'keyv';
import { StoreError } from '../../domain/errors.ts';
import type { KeyValueStore, SharedStore } from '../../domain/ports.ts';
import { withStoreFault } from './store-fault.ts';

/** A storage adapter whose values several processes change. */
export interface SharedAdapter extends KeyvStoreAdapter {
  /**
   * Puts `after` in the place of `before`, in one step; either may be `undefined`, for a key that is not there. False, and
   * nothing changes, where something else is stored.
   */
  replace(key: string, before: string | undefined, after: string | undefined): Promise<boolean>;
}

/** Somebody else was quicker so often in a row: that is no chance any more. */
const MOST_TRIES = 100;

/** The domain's key-value port over any keyv storage adapter that can iterate; every fault is a StoreError. */
export function createKeyValueStore(adapter: KeyvStoreAdapter): KeyValueStore {
  return wrap(adapter, openKeyv(adapter));
}

/** The same, with changes in one step. */
export function createSharedStore(adapter: SharedAdapter): SharedStore {
  const keyv = openKeyv(adapter);
  const change: SharedStore['change'] = async (key, work) => {
    const guarded = <T>(step: () => T | Promise<T>) => withStoreFault(`changing ${key}`, step);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const before = await guarded(() => adapter.get<string>(key));
      const text = typeof before === 'string' ? before : undefined;
      const stored = text === undefined ? undefined : await guarded(() => keyv.deserializeData(text));
      // What was stored under a key is what is asked for under it, as with `get`.
      const [value, result] = work(stored?.value as Parameters<typeof work>[0]);
      const after = value === undefined ? undefined : String(await keyv.serializeData({ value }));
      if (await guarded(() => adapter.replace(key, text, after))) return result;
    }
    throw new StoreError(`${key} is changed all the time.`);
  };
  return { ...wrap(adapter, keyv), change };
}

function openKeyv(adapter: KeyvStoreAdapter): Keyv {
  // Without throwOnErrors keyv answers `undefined` or `false` for a fault. Its key prefix is left out, since it
  // treats a key that happens to begin with the prefix as already prefixed.
  const keyv = new Keyv({ store: adapter, throwOnErrors: true, useKeyPrefix: false });
  keyv.on('error', () => undefined);
  return keyv;
}

function wrap(adapter: KeyvStoreAdapter, keyv: Keyv): KeyValueStore {
  return {
    get: (key) => withStoreFault(`reading ${key}`, () => keyv.get(key)),
    set: (key, value, ttlMs) =>
      withStoreFault(`writing ${key}`, async () => {
        await keyv.set(key, value, ttlMs);
      }),
    delete: (key) =>
      withStoreFault(`deleting ${key}`, async () => {
        await keyv.delete(key);
      }),
    keys: (prefix) =>
      withStoreFault(`listing ${prefix}`, async () => {
        // Adapters narrow by namespace, the part before a colon; the rest of the prefix is compared here.
        const namespace = prefix.slice(0, Math.max(prefix.lastIndexOf(':'), 0)) || undefined;
        const keys: string[] = [];
        for await (const [key] of adapter.iterator?.(namespace) ?? []) keys.push(String(key));
        return keys.filter((key) => key.startsWith(prefix));
      }),
  };
}
