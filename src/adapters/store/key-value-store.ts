import { Keyv, type KeyvStoreAdapter } from 'keyv';
import type { KeyValueStore } from '../../domain/ports.ts';
import { withStoreFault } from './store-fault.ts';

/** The domain's key-value port over any keyv storage adapter that can iterate; every fault is a StoreError. */
export function createKeyValueStore(adapter: KeyvStoreAdapter): KeyValueStore {
  // Without throwOnErrors keyv answers `undefined` or `false` for a fault. Its key prefix is left out, since it
  // treats a key that happens to begin with the prefix as already prefixed.
  const keyv = new Keyv({ store: adapter, throwOnErrors: true, useKeyPrefix: false });
  keyv.on('error', () => undefined);
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
