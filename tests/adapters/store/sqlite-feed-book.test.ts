import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../src/adapters/store/store.ts';
import { describeFeedBook } from './feed-book-contract.ts';

describeFeedBook('the feeds in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-feeds-'));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const [here, there] = [await openStore(url), await openStore(url)];
  return {
    here: here.feeds,
    there: there.feeds,
    async close() {
      await here.close();
      await there.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});
