import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkArchive } from '../../../src/adapters/archive/sqlite/check-archive.ts';
import { repairArchive } from '../../../src/adapters/archive/sqlite/repair-archive.ts';
import { APPLICATION_ID } from '../../../src/adapters/archive/sqlite/schema.ts';
import { openSqliteArchive } from '../../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { StoreError } from '../../../src/domain/errors.ts';
import { READING_VERSION } from '../../../src/domain/quotes/read-story.ts';
import { storyNumber } from '../../crash/archive-stories.ts';
import { incomingOf, putAll } from '../../fixtures/archive.ts';

const STORIES = Array.from({ length: 60 }, (_, n) => storyNumber(n));

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-archive-'));
  file = join(folder, 'deep', 'archive.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true }));

const open = () => openSqliteArchive(file, { now: () => 5 });

async function fill(): Promise<void> {
  const archive = await open();
  await putAll(archive, STORIES);
  await archive.put(
    incomingOf(storyNumber(99), { owner: { guild: '1' }, source: { kind: 'upload' }, at: 3 }),
  );
  await archive.pin({ guild: '1' }, 'story-99', true);
  await archive.enterFolder('/news');
  await archive.close();
}

/** Overwrites every third page that holds stories, as bad sectors do. */
function damagePages(): void {
  const db = new DatabaseSync(file);
  const pages = db
    .prepare(`SELECT pageno FROM dbstat WHERE name = 'versions' AND pagetype = 'leaf' ORDER BY pageno`)
    .all()
    .map(({ pageno }) => Number(pageno));
  db.close();
  const bytes = readFileSync(file);
  for (const page of pages.filter((_, place) => place % 3 === 1))
    bytes.fill(0xee, (page - 1) * 4096, page * 4096);
  writeFileSync(file, bytes);
}

function cutOff(): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length * 0.7)));
}

/** Runs a program in a process of its own. */
function runApart(code: string): string {
  const imports = `import { openSqliteArchive } from '${process.cwd()}/src/adapters/archive/sqlite/sqlite-archive.ts';`;
  const program = join(folder, 'program.ts');
  writeFileSync(program, imports + code);
  const { stdout, stderr } = spawnSync(process.execPath, [program], { encoding: 'utf8' });
  return stdout + stderr;
}

describe('an archive’s file', () => {
  it('keeps its stories, and remembers at its end what was shown', async () => {
    await fill();
    const archive = await open();
    expect(await archive.get({}, 'story-3')).toEqual(STORIES[3]);
    await archive.close();
    const db = new DatabaseSync(file);
    expect(db.prepare(`SELECT shown FROM stories WHERE id = 'story-3'`).get()).toEqual({ shown: 5 });
    db.close();
    expect(checkArchive(file)).toMatchObject({ stories: 61, faults: [] });
  });

  it('is ours again when the program was killed in its very first run', async () => {
    // All that was written is in the write-ahead log then, the mark of whose file it is included.
    runApart(`const archive = await openSqliteArchive(${JSON.stringify(file)}, { now: () => 0 });
      await archive.enterFolder('/news');
      process.kill(process.pid, 'SIGKILL');`);
    expect(readdirSync(join(folder, 'deep'))).toContain('archive.sqlite-wal');
    const archive = await open();
    await putAll(archive, STORIES.slice(0, 2));
    expect((await archive.counts({})).stories).toBe(2);
    expect(await archive.folder()).toBe('/news');
    await archive.close();
  });

  it('is read and written by two programs at a time; who writes waits, who reads does not', async () => {
    const archive = await open();
    await putAll(archive, STORIES.slice(0, 10));
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const writing = archive.put(incomingOf(STORIES[20] ?? storyNumber(20)));
    expect((await archive.get({}, 'story-3'))?.id).toBe('story-3');
    expect(await archive.passages({}, 'council', { limit: 3 })).toHaveLength(3);
    other.exec('COMMIT');
    expect(await writing).toBe('new');
    other.close();
    const output =
      runApart(`const archive = await openSqliteArchive(${JSON.stringify(file)}, { now: () => 0 });
      console.log((await archive.counts({})).stories, (await archive.get({}, 'story-20')).title);
      await archive.close();`);
    expect(output).toContain(`11 ${storyNumber(20).title}`);
    await archive.close();
  });

  it('of an earlier schema serves as it was indexed, to no other server, until its stories are read again', async () => {
    await fill();
    const db = new DatabaseSync(file);
    const key = Number(db.prepare(`SELECT version FROM stories WHERE id = 'story-99'`).get()?.version);
    db.exec(`PRAGMA user_version = 2; DELETE FROM passages WHERE rowid > ${key};`);
    db.prepare('INSERT INTO passages (rowid, words) VALUES (?, ?)').run(key + 1, '~1 w002rx');
    db.close();
    const archive = await open();
    const find = async (guild: string) => (await archive.passages({ guild }, 'w002rx', { limit: 3 })).length;
    expect(await find('1')).toBe(1);
    expect(await find('2')).toBe(0);
    expect(await archive.countOutdated(READING_VERSION)).toBe(61);
    const again = incomingOf(storyNumber(99), { owner: { guild: '1' }, source: { kind: 'upload' } });
    expect(await archive.put(again)).toBe('read again');
    expect(await find('1')).toBe(3);
    expect(await find('2')).toBe(0);
    await archive.close();
  });

  it.each([
    ['is no database', () => writeFileSync(file, 'My only copy of a poem'), /is damaged, or no archive/],
    ['is another program’s', () => makeDatabase('CREATE TABLE precious (x)'), /belongs to another program/],
    [
      'is newer',
      () => makeDatabase(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 99`),
      /newer Pullquote/,
    ],
  ])('that %s is left as it is, and the cause is named', async (_, make, message) => {
    await fill();
    rmSync(file);
    make();
    const before = readFileSync(file);
    await expect(open()).rejects.toThrow(StoreError);
    await expect(open()).rejects.toThrow(message);
    expect(readFileSync(file)).toEqual(before);
  });

  it('that is closed has answered what was asked before, and refuses what is asked later', async () => {
    const archive = await open();
    const asked = [archive.counts({}), archive.newest({}, {}, { limit: 3 }), archive.pin({}, 'none', true)];
    const closing = archive.close();
    await expect(Promise.all(asked)).resolves.toMatchObject([{ stories: 0 }, { total: 0 }, false]);
    await closing;
    await expect(archive.counts({})).rejects.toBeInstanceOf(StoreError);
    await expect(archive.pin({}, 'none', true)).rejects.toBeInstanceOf(StoreError);
  });

  it('that cannot be made is a StoreError with its cause', async () => {
    writeFileSync(join(folder, 'deep'), '');
    await expect(open()).rejects.toThrow(/archive\.sqlite cannot be opened \(.*(EEXIST|ENOTDIR)/);
  });

  function makeDatabase(sql: string): void {
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  }
});

describe('a damaged archive', () => {
  beforeEach(fill);

  it.each([
    ['in its middle', damagePages],
    ['and cut off', cutOff],
  ])('%s is found out, and what can be read is saved', async (_, damage) => {
    damage();
    const find = () => {
      const { faults } = checkArchive(file);
      if (faults.length > 0) throw new StoreError(faults.join());
    };
    expect(find).toThrow(StoreError);
    const { saved, lost, aside } = repairArchive(file);
    expect(saved).toBeGreaterThan(10);
    expect(saved).toBeLessThan(61);
    expect(lost).toBeGreaterThan(0);
    expect(readdirSync(join(folder, 'deep'))).toContain(aside.split('/').at(-1));
    expect(checkArchive(file)).toMatchObject({ stories: saved, faults: [] });
    const archive = await open();
    const { stories } = await archive.newest({}, {}, { limit: 100 });
    for (const { id } of stories) {
      const n = Number(id.split('-')[1]);
      expect(await archive.get({}, id)).toEqual(storyNumber(n));
    }
    await archive.close();
  });

  it('that is sound loses nothing by a repair: whose a story is, when it came, that it is pinned', async () => {
    expect(repairArchive(file)).toMatchObject({ saved: 61, lost: 0 });
    const archive = await open();
    expect(await archive.get({}, 'story-99')).toBeUndefined();
    expect(await archive.versions({ guild: '1' }, 'story-99')).toEqual([
      { hash: storyNumber(99).hash, storedAt: 3 },
    ]);
    expect(await archive.folder()).toBe('/news');
    await archive.close();
    const db = new DatabaseSync(file);
    expect(db.prepare(`SELECT pinned, source FROM stories WHERE id = 'story-99'`).get()).toEqual({
      ...{ pinned: 1, source: 'upload' },
    });
    db.close();
  });

  it('whose thread meets the damage says so, and answers what it can', async () => {
    damagePages();
    const archive = await open();
    const results = await Promise.allSettled(STORIES.map(({ id }) => archive.get({}, id)));
    const failed = results.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.length).toBeLessThan(STORIES.length);
    for (const reason of failed) expect(reason).toBeInstanceOf(StoreError);
    expect(String(failed[0])).toMatch(/malformed/);
    await archive.close();
  });

  it('is repaired with what is known of withdrawals, and from a file of before there were any', async () => {
    await fill();
    const archive = await open();
    await archive.withdraw({ guild: '1' }, 'story-99', 77);
    await archive.close();
    expect(repairArchive(file)).toMatchObject({ saved: 61, lost: 0 });
    const repaired = await open();
    expect(await repaired.get({ guild: '1' }, 'story-99')).toMatchObject({ withdrawn: 77 });
    await repaired.close();
    const db = new DatabaseSync(file);
    db.exec('ALTER TABLE stories DROP COLUMN withdrawn; PRAGMA user_version = 4');
    db.close();
    expect(repairArchive(file)).toMatchObject({ saved: 61, lost: 0 });
  });
});
