import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openStore } from '../../../src/adapters/store/store.ts';
import { spendInTwoProcesses } from './spending-processes.ts';
import { describeUsage } from './usage-contract.ts';

describeUsage('the tokens in SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-usage-'));
  const url = `sqlite:${join(folder, 'store.sqlite')}`;
  const [here, there] = [await openStore(url), await openStore(url)];
  return {
    here: here.usage,
    there: there.usage,
    async close() {
      await here.close();
      await there.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

it('two processes on one file are given no more than the budget together', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-usage-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const held = await spendInTwoProcesses(`sqlite:${join(folder, 'store.sqlite')}`, 100, 10_000);
  expect(held.reduce((sum, one) => sum + one, 0)).toBe(100);
});
