import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openStore } from '../../../src/adapters/store/store.ts';
import { StoreError } from '../../../src/domain/errors.ts';
import { describeLedger } from './ledger-contract.ts';

describeLedger('the SQLite ledger', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-ledger-'));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const [here, there] = [await openStore(url), await openStore(url)];
  return {
    here: here.ledger,
    there: there.ledger,
    async close() {
      await here.close();
      await there.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

it('answers a fault with a StoreError', async () => {
  const store = await openStore('sqlite::memory:');
  await store.close();
  await expect(store.ledger.lastSlots()).rejects.toBeInstanceOf(StoreError);
});
