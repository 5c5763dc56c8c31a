import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite';
import { Keyv } from 'keyv';
import * as vitest from 'vitest';
import { openSqliteFile } from '../../../src/adapters/store/sqlite-file.ts';
import { createSqliteKeyv } from '../../../src/adapters/store/sqlite-keyv.ts';
import { createTurns } from '../../../src/adapters/store/sqlite-turns.ts';

const { describe, expect, it } = vitest;

const shared = await openSqliteFile(':memory:', 0);

describe("keyv's own compliance suite", () => {
  vitest.afterAll(() => shared.close());
  keyvTestSuite(vitest, Keyv, () => createSqliteKeyv(shared, createTurns(0)));
  keyvIteratorTests(vitest, Keyv, () => createSqliteKeyv(shared, createTurns(0)));
});

describe('the SQLite adapter', () => {
  it('iterates over more keys than one page holds, each once, while others are deleted', async () => {
    const db = await openSqliteFile(':memory:', 0);
    const adapter = createSqliteKeyv(db, createTurns(0));
    const keys = Array.from({ length: 950 }, (_, index) => `many:${String(index).padStart(4, '0')}`);
    await adapter.setMany?.(keys.map((key) => ({ key, value: 'x' })));
    await adapter.set('manyfold:1', 'x');
    const seen: unknown[] = [];
    for await (const [key] of adapter.iterator?.('many') ?? []) {
      seen.push(key);
      await adapter.delete(String(key));
    }
    expect(seen).toEqual(keys);
    db.close();
  });

  it('writes all of a batch or nothing', async () => {
    const db = await openSqliteFile(':memory:', 0);
    const adapter = createSqliteKeyv(db, createTurns(0));
    const unstorable = { key: 'b', value: 'x', ttl: Number.POSITIVE_INFINITY };
    await expect(adapter.setMany?.([{ key: 'a', value: 'x' }, unstorable])).rejects.toThrow();
    expect(await adapter.has?.('a')).toBe(false);
    db.close();
  });

  it('removes expired rows from the file as it writes', async () => {
    const db = await openSqliteFile(':memory:', 0);
    db.prepare("INSERT INTO entries VALUES ('old', 'x', ?)").run(Date.now() - 1);
    await createSqliteKeyv(db, createTurns(0)).set('new', 'x');
    expect(db.prepare('SELECT key FROM entries').all()).toEqual([{ key: 'new' }]);
    db.close();
  });
});
