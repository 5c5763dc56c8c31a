import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APPLICATION_ID, MIGRATIONS } from '../../../src/adapters/store/schema.ts';
import { openSqliteFile } from '../../../src/adapters/store/sqlite-file.ts';
import { openStore } from '../../../src/adapters/store/store.ts';
import { StoreError } from '../../../src/domain/errors.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-store-'));
  file = join(folder, 'deep', 'er', 'store.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function remember(values: Record<string, unknown>): Promise<void> {
  const store = await openStore(`sqlite:${file}`);
  for (const [key, value] of Object.entries(values)) await store.values.set(key, value);
  await store.close();
}

async function refusal(url = `sqlite:${file}`): Promise<Error> {
  return openStore(url, { lockTimeoutMs: 20 }).then(
    async (store) => {
      await store.close();
      throw new Error('the store was opened');
    },
    (error: Error) => error,
  );
}

describe('a SQLite store', () => {
  it('makes its folder, and remembers over a restart', async () => {
    await remember({ 'settings:1': { zone: 'Asia/Kathmandu' } });
    const store = await openStore(`sqlite:${file}`);
    expect(await store.values.get('settings:1')).toEqual({ zone: 'Asia/Kathmandu' });
    expect(await store.values.get('settings:2')).toBeUndefined();
    await store.close();
  });

  it('lists the keys with a prefix, and forgets a deleted key', async () => {
    const store = await openStore('sqlite::memory:');
    for (const key of ['a:1', 'a:2', 'a:20', 'ab:1', 'b:1']) await store.values.set(key, true);
    await store.values.delete('a:1');
    expect(await store.values.keys('a:')).toEqual(['a:2', 'a:20']);
    expect(await store.values.keys('a:20')).toEqual(['a:20']);
    expect(await store.values.keys('a')).toEqual(['a:2', 'a:20', 'ab:1']);
    expect(await store.values.keys('')).toHaveLength(4);
    expect(await store.values.keys('none:')).toEqual([]);
    await store.close();
  });

  it('forgets a value after its time', async () => {
    const store = await openStore('sqlite::memory:');
    await store.values.set('brief', 1, 5);
    await expect.poll(() => store.values.get('brief')).toBeUndefined();
    await store.close();
  });

  it('answers a fault with a StoreError that has its cause, never with an absent value', async () => {
    const store = await openStore('sqlite::memory:');
    await store.close();
    for (const use of [
      store.values.get('a'),
      store.values.set('a', 1),
      store.values.delete('a'),
      store.values.keys('a'),
    ]) {
      const error = await use.then(
        () => undefined,
        (fault: Error) => fault,
      );
      expect(error).toBeInstanceOf(StoreError);
      expect(error?.cause).toBeInstanceOf(Error);
    }
  });

  it('writes ahead and syncs fully, so that what it said was written is there after a power cut', async () => {
    await remember({ a: 1 });
    const db = new DatabaseSync(file);
    expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    const own = await openSqliteFile(file, 0);
    expect(own.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
    own.close();
    expect(db.prepare('PRAGMA application_id').get()).toEqual({ application_id: APPLICATION_ID });
    db.close();
  });
});

describe('a file from before', () => {
  it.each(MIGRATIONS.map((_, version) => version))(
    'of schema %i is brought up to date with its data',
    async (version) => {
      await remember({});
      rmSync(file);
      const db = new DatabaseSync(file);
      for (const step of MIGRATIONS.slice(0, version)) db.exec(step);
      db.exec(`PRAGMA user_version = ${version}`);
      if (version > 0) {
        db.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
        db.exec(`INSERT INTO entries (key, value) VALUES ('kept', '{"value":"yes"}')`);
      }
      db.close();
      const store = await openStore(`sqlite:${file}`);
      expect(await store.values.get('kept')).toBe(version > 0 ? 'yes' : undefined);
      await store.close();
      const after = new DatabaseSync(file);
      expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: MIGRATIONS.length });
      after.close();
    },
  );
});

describe('a file that cannot be used is refused and left as it was', () => {
  async function expectRefused(pattern: RegExp): Promise<void> {
    const before = readFileSync(file);
    const error = await refusal();
    expect(error).toBeInstanceOf(StoreError);
    expect(error.message).toMatch(pattern);
    expect(error.message).toContain(file);
    expect(readFileSync(file).equals(before)).toBe(true);
  }

  it('when it is no SQLite file', async () => {
    await remember({});
    writeFileSync(file, 'the minutes of a meeting');
    await expectRefused(/not a SQLite file/);
  });

  it('when it is damaged in the middle', async () => {
    await remember(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key:${n}`, 'x'.repeat(100)])));
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 3, 4096 * 6);
    writeFileSync(file, bytes);
    await expectRefused(/damaged|cannot be opened/);
  });

  it('when it is damaged, large, and was not closed properly; otherwise a large one is not read through', async () => {
    await remember({ large: 'x'.repeat(17 * 1024 * 1024) });
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096 * 1000, 4096 * 1003);
    writeFileSync(file, bytes);
    const store = await openStore(`sqlite:${file}`);
    await expect(store.values.get('large')).rejects.toBeInstanceOf(StoreError);
    await store.close();
    writeFileSync(`${file}-wal`, '');
    await expectRefused(/damaged/);
  });

  it('when it is cut short', async () => {
    await remember(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`key:${n}`, 'x'.repeat(100)])));
    writeFileSync(file, readFileSync(file).subarray(0, 4096 * 2 + 100));
    await expectRefused(/damaged|cannot be opened/);
  });

  it("when it is another program's database", async () => {
    await remember({});
    rmSync(file);
    const db = new DatabaseSync(file);
    db.exec('CREATE TABLE recipes (name TEXT)');
    db.close();
    await expectRefused(/another program/);
  });

  it('when a newer Pullquote wrote it', async () => {
    await remember({});
    const db = new DatabaseSync(file);
    db.exec(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    db.close();
    await expectRefused(/newer Pullquote/);
  });

  it('when another program has locked it', async () => {
    await remember({});
    const db = new DatabaseSync(file);
    db.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
    await expectRefused(/locked/);
    db.close();
  });

  it('when it is a folder', async () => {
    const error = await refusal(`sqlite:${folder}`);
    expect(error).toBeInstanceOf(StoreError);
    expect(error.message).toMatch(/not a file/);
  });
});

describe('STORE_URL', () => {
  it.each([
    ['redis://:secret@host', /must be sqlite:PATH/],
    ['postgres://u:secret@127.0.0.1:1/db', /PostgreSQL at 127.0.0.1:1\/db cannot be used/],
    ['data/pullquote.sqlite', /must be sqlite:PATH/],
    ['sqlite:', /must be sqlite:PATH/],
    ['mysql://u:secret@host', /must be sqlite:PATH/],
  ])('%s is refused without repeating a password', async (url, pattern) => {
    const error = await refusal(url);
    expect(error).toBeInstanceOf(StoreError);
    expect(error.message).toMatch(pattern);
    expect(error.message).not.toContain('secret');
  });
});
