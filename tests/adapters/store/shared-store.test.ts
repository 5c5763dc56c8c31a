import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/adapters/store/store.ts';
import { describeSharedStore } from './shared-store-contract.ts';

describeSharedStore('values in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-shared-'));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const [here, there] = [await openStore(url), await openStore(url)];
  return {
    here: here.values,
    there: there.values,
    async close() {
      await here.close();
      await there.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
