import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../src/adapters/store/store.ts';
import { createUsageLedger, readUsage } from '../../../src/domain/model/usage.ts';

let folder: string;
let store: Store;
let now: number;
const clock = { now: () => now };

beforeEach(async () => {
  now = Date.UTC(2026, 2, 14, 23, 59, 59);
  folder = mkdtempSync(join(tmpdir(), 'usage-'));
  store = await openStore(`sqlite:${join(folder, 'store.sqlite')}`);
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

function openLedger(tokensPerDay: number) {
  return createUsageLedger({ store: store.values, clock }, tokensPerDay);
}

describe('the ledger of tokens', () => {
  it('sets tokens aside before a call and puts the cost in their place after it', async () => {
    const hold = await openLedger(1_000).hold('g1', 600);
    expect(await readUsage(store.values)).toEqual([
      { guild: 'g1', day: '2026-03-14', calls: 0, promptTokens: 0, completionTokens: 0, held: 600 },
    ]);
    await hold?.settle({ promptTokens: 90, completionTokens: 10 });
    expect(await readUsage(store.values)).toEqual([
      { guild: 'g1', day: '2026-03-14', calls: 1, promptTokens: 90, completionTokens: 10, held: 0 },
    ]);
  });

  it.each([7, null, 'x', [], { guild: 'g2' }, { guild: 'g1', day: '2026-03-14', promptTokens: 'many' }])(
    'takes a row that somebody spoilt for none: %j',
    async (row) => {
      await store.values.set('usage:2026-03-14:g1', row);
      await openLedger(1_000).hold('g2', 600);
      expect(await readUsage(store.values)).toMatchObject([{ guild: 'g2', held: 600 }]);
      expect(await openLedger(1_000).hold('g1', 1_001)).toBeUndefined();
      expect(await openLedger(1_000).hold('g1', 1_000)).toBeDefined();
    },
  );

  it('refuses what the budget does not allow, for that guild alone', async () => {
    const ledger = openLedger(1_000);
    expect(await ledger.hold('g1', 600)).toBeDefined();
    expect(await ledger.hold('g1', 401)).toBeUndefined();
    expect(await ledger.hold('g1', 400)).toBeDefined();
    expect(await ledger.hold('g2', 1_000)).toBeDefined();
  });

  it('never gives out more than the budget to calls at the same time', async () => {
    const ledger = openLedger(1_000);
    const holds = await Promise.all(Array.from({ length: 50 }, () => ledger.hold('g1', 100)));
    expect(holds.filter(Boolean)).toHaveLength(10);
    await Promise.all(holds.map((hold) => hold?.settle({ promptTokens: 3, completionTokens: 1 })));
    expect(await readUsage(store.values)).toMatchObject([
      { calls: 10, promptTokens: 30, completionTokens: 10, held: 0 },
    ]);
  });

  it('starts anew at midnight UTC; a call is charged to the day on which it began', async () => {
    const ledger = openLedger(1_000);
    const hold = await ledger.hold('g1', 1_000);
    now += 1_000;
    expect(await ledger.hold('g1', 1_000)).toBeDefined();
    await hold?.settle({ promptTokens: 5, completionTokens: 5 });
    expect(await readUsage(store.values)).toMatchObject([
      { day: '2026-03-15', held: 1_000, calls: 0 },
      { day: '2026-03-14', held: 0, calls: 1 },
    ]);
  });

  it('counts what a crash left set aside as spent', async () => {
    await openLedger(1_000).hold('g1', 700);
    expect(await openLedger(1_000).hold('g1', 400)).toBeUndefined();
  });

  it('is read for one guild when asked so, the latest day first', async () => {
    const ledger = openLedger(1_000);
    for (const guild of ['g2', 'g1']) await ledger.hold(guild, 1);
    expect((await readUsage(store.values)).map(({ guild }) => guild)).toEqual(['g1', 'g2']);
    expect((await readUsage(store.values, 'g2')).map(({ guild }) => guild)).toEqual(['g2']);
  });
});
