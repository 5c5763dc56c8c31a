import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../../../src/adapters/store/store.ts';
import { StoreError } from '../../../src/domain/errors.ts';
import { createRecordingLog } from '../../fixtures/log.ts';

let folder: string;
let file: string;
let store: Store;
let other: DatabaseSync;
const log = createRecordingLog();

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-shared-'));
  file = join(folder, 'store.sqlite');
  store = await openStore(`sqlite:${file}`, { log, lockTimeoutMs: 200 });
  other = new DatabaseSync(file, { timeout: 0 });
  log.lines.length = 0;
});
afterEach(async () => {
  other.close();
  await store.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

const slot = { guild: '1', schedule: 's', slot: 1000, channel: '2', scope: 'x', subjects: [] };
const lease = { owner: 'a', now: 0, until: 1 };

describe('while another process holds the write lock', () => {
  it('writes wait for it, in order, and nothing else does', async () => {
    await store.values.set('a', 0);
    other.exec('BEGIN IMMEDIATE');
    let done = 0;
    const writes = [
      store.values.set('a', 1),
      store.values.set('a', 2),
      store.ledger.claim(slot, lease),
      store.values.delete('b'),
    ].map((write) => write.then(() => ++done));
    // Timers and reads go on. Where a statement waited by itself, nothing would until the lock is over.
    for (let turn = 0; turn < 5; turn += 1) {
      await wait(5);
      expect(await store.values.get('a')).toBe(0);
      expect(await store.ledger.list({ limit: 1 })).toEqual([]);
    }
    expect(done).toBe(0);
    other.exec('COMMIT');
    await Promise.all(writes);
    expect(await store.values.get('a')).toBe(2);
    expect(await store.ledger.list({ limit: 1 })).toHaveLength(1);
  });

  it('writes fail together when it lasts too long, and work again after it', async () => {
    other.exec('BEGIN IMMEDIATE');
    const late = await Promise.allSettled([
      store.values.set('a', 1),
      store.ledger.claim(slot, lease),
      store.ledger.show('1', 'x', ['y'], 5),
    ]);
    expect(late.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    for (const result of late)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(StoreError);
    other.exec('ROLLBACK');
    await store.values.set('a', 1);
    expect(await store.values.get('a')).toBe(1);
  });

  it('a second start waits for it without blocking', async () => {
    other.exec('BEGIN EXCLUSIVE');
    other.exec('PRAGMA user_version = 1');
    const opened = openStore(`sqlite:${file}`, { log, lockTimeoutMs: 2000 });
    await wait(10);
    other.exec('ROLLBACK');
    await (await opened).close();
  });
});

describe("the store's file", () => {
  const said = () => log.lines.filter(({ level }) => level === 'error').map(({ message }) => message);

  it('is missed at once when it is deleted', async () => {
    expect(await store.check()).toBe(true);
    rmSync(file);
    await expect.poll(said).toEqual([expect.stringContaining('was deleted')]);
    expect(await store.check()).toContain(`${file} was deleted`);
  });

  it('is missed at once when another one takes its place', async () => {
    const fresh = join(folder, 'backup.sqlite');
    await (await openStore(`sqlite:${fresh}`, { log })).close();
    renameSync(fresh, file);
    await expect.poll(said).toEqual([expect.stringContaining('was replaced')]);
    expect(await store.check()).toContain('was replaced');
  });
});
