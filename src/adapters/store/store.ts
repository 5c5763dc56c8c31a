import { StoreError } from '../../domain/errors.ts';
import type { KeyValueStore } from '../../domain/ports.ts';
import type { Ledger } from '../../domain/schedule/ledger.ts';
import { createKeyValueStore } from './key-value-store.ts';
import { openSqliteFile, type SqliteFileOptions } from './sqlite-file.ts';
import { createSqliteKeyv } from './sqlite-keyv.ts';
import { createSqliteLedger } from './sqlite-ledger.ts';
import { withStoreFault } from './store-fault.ts';

/** What the program remembers, in one place. */
export interface Store {
  readonly values: KeyValueStore;
  readonly ledger: Ledger;
  close(): Promise<void>;
}

/**
 * Opens the store that `url` (STORE_URL) names: `sqlite:PATH`, made with its folder when absent, or `sqlite::memory:`.
 * Throws StoreError for a scheme that is not supported and for a file that cannot be used.
 */
export async function openStore(url: string, options: SqliteFileOptions = {}): Promise<Store> {
  const [, scheme = '', path = ''] = /^([a-z]+):(.*)$/s.exec(url) ?? [];
  if (scheme !== 'sqlite' || path === '') {
    // The URL of a server may hold a password, so only its scheme is repeated.
    throw new StoreError(
      scheme === 'redis' || scheme === 'rediss' || scheme === 'postgres' || scheme === 'postgresql'
        ? `STORE_URL: ${scheme} is not supported yet. Use sqlite:PATH.`
        : 'STORE_URL must be sqlite:PATH, for example sqlite:data/pullquote.sqlite.',
    );
  }
  const db = openSqliteFile(path, options);
  return {
    values: createKeyValueStore(createSqliteKeyv(db)),
    ledger: createSqliteLedger(db),
    close: () => withStoreFault('closing', () => db.close()),
  };
}
