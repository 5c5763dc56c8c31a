import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../src/adapters/archive/open-archive.ts';
import type { OpenArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { openStore, type Store } from '../../src/adapters/store/store.ts';
import { readConfig } from '../../src/app/config.ts';
import { BACKUP } from '../../src/cli/tasks/backup.ts';
import { incomingOf } from '../fixtures/archive.ts';
import { findProgram, NO_POSTGRES, startPostgres } from '../fixtures/engines.ts';
import { createDatabase } from '../fixtures/postgres-database.ts';
import { createStory } from '../fixtures/story.ts';

const pgDump = findProgram('pg_dump');
const pgRestore = findProgram('pg_restore');
const NO_PG_DUMP = NO_POSTGRES || (pgDump && pgRestore ? '' : ' (skipped: no pg_dump)');
const clock = { now: () => 1000 };
const lease = { owner: 'o', now: 0, until: 1 };

const storyOf = (n: number) =>
  incomingOf(
    createStory(`“We kept promise ${n},” said Ada Moss.`, { id: `story-${n}`, title: `Promise ${n}` }),
  );

async function fill(store: Store, archive: OpenArchive): Promise<void> {
  await archive.put(storyOf(1));
  const claim = { guild: '1', schedule: 'a', slot: 1000, channel: '7', scope: 'channel:7', subjects: ['x'] };
  await store.ledger.claim(claim, lease);
  await store.ledger.finish(claim, { state: 'posted', message: '99' });
  await store.values.set('settings', { kept: true });
}

/** What `fill` has stored is there, and can be found and added to. */
async function expectRestored(url: string): Promise<void> {
  const [store, archive] = [await openStore(url), await openArchive(url, clock)];
  try {
    expect(await store.ledger.list({ limit: 9 })).toMatchObject([
      { slot: 1000, state: 'posted', message: '99' },
    ]);
    expect(await store.values.get('settings')).toEqual({ kept: true });
    expect(await archive.get({}, 'story-1')).toMatchObject({ quotations: [{ speaker: 'Ada Moss' }] });
    expect(await archive.passages({}, 'promise', { limit: 1 })).toHaveLength(1);
    expect(await archive.put(storyOf(2))).toBe('new');
  } finally {
    await archive.close();
    await store.close();
  }
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-backup-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function backUp(url: string, folder: string): Promise<boolean> {
  const config = readConfig({ STORE_URL: url });
  return BACKUP.run({ config, values: {}, words: [folder], out: { async print() {} } });
}

it('a copy that is made while the bot writes is whole, and a bot goes on from it', async () => {
  const folder = makeFolder();
  const url = `sqlite:${join(folder, 'pullquote.sqlite')}`;
  const [store, archive] = [await openStore(url), await openArchive(url, clock)];
  await fill(store, archive);
  const over = new AbortController();
  const writing = (async () => {
    for (let n = 0; !over.signal.aborted; n += 1) {
      await store.values.set(`n${n}`, 'x'.repeat(2000));
      await yieldToOthers();
    }
  })();
  const copies = join(folder, 'copies');
  expect(await backUp(url, copies)).toBe(true);
  over.abort();
  await writing;
  await archive.close();
  await store.close();
  expect(readdirSync(copies).sort()).toEqual(['pullquote.archive.sqlite', 'pullquote.sqlite']);
  await expectRestored(`sqlite:${join(copies, 'pullquote.sqlite')}`);
});

it('a copy never takes the place of a file, and none is left of one that cannot be read', async () => {
  const folder = makeFolder();
  const file = join(folder, 'pullquote.sqlite');
  await expect(backUp(`sqlite:${file}`, join(folder, 'a'))).rejects.toThrow(/There is no .*yet/);
  await (await openStore(`sqlite:${file}`)).close();
  expect(await backUp(`sqlite:${file}`, join(folder, 'a'))).toBe(true);
  await expect(backUp(`sqlite:${file}`, join(folder, 'a'))).rejects.toThrow(/is there already/);
  writeFileSync(file, 'no database '.repeat(1000));
  mkdirSync(join(folder, 'b'));
  await expect(backUp(`sqlite:${file}`, join(folder, 'b'))).rejects.toThrow(/could not be copied/);
  expect(readdirSync(join(folder, 'b'))).toEqual([]);
  await expect(backUp('postgres://nowhere/x', folder)).rejects.toThrow(/pg_dump/);
});

it.skipIf(NO_PG_DUMP !== '')(`what pg_dump has saved is restored by pg_restore${NO_PG_DUMP}`, async () => {
  const engine = await startPostgres();
  onTestFinished(() => engine.remove());
  const [from, to] = [await createDatabase(engine), await createDatabase(engine)];
  const [store, archive] = [await openStore(from), await openArchive(from, clock)];
  await fill(store, archive);
  // The bot runs on while it is saved.
  const file = join(makeFolder(), 'pullquote.dump');
  execFileSync(pgDump ?? '', [
    '--format=custom',
    '--schema=pullquote*',
    '--extension=pg_trgm',
    `--file=${file}`,
    from,
  ]);
  await archive.close();
  await store.close();
  expect(existsSync(file)).toBe(true);
  execFileSync(pgRestore ?? '', ['--exit-on-error', `--dbname=${to}`, file]);
  await expectRestored(to);
});
