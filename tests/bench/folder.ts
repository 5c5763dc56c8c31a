import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openSqliteArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { findChanges } from '../../src/adapters/intake/folder-changes.ts';
import { openStoryFolder } from '../../src/adapters/intake/story-folder.ts';
import { createLoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { percentiles, startBot, stopBot } from './bot-process.ts';

const FILES = Number(process.env.FOLDER_FILES ?? 100_000);
const STARTS = 5;
const NOTED = 1000;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** A warm start on a content folder of a hundred thousand files, none of which has changed. */
export async function benchFolder(): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'pullquote-folder-'));
  const content = join(home, 'content');
  const file = join(home, 'data', 'pullquote.archive.sqlite');
  mkdirSync(content);
  mkdirSync(join(home, 'data'));
  try {
    for (let n = 0; n < FILES; n += 1)
      writeFileSync(join(content, `story-${n}.md`), `# Story ${n}\n\nText ${n}.\n`);
    await noteAll(content, file);
    const scan = await measureScans(content, file);
    const readyMs = await measureStarts(home, content);
    console.table({
      [`start to READY with ${FILES.toLocaleString('en')} files, ms`]: { ...readyMs, wanted: '≤ 2000' },
      'until all of them are looked at, ms': { ...scan.took, wanted: '≤ 2000' },
      'longest block of the event loop meanwhile, ms': { max: scan.blockMs, wanted: '≤ 50' },
    });
  } finally {
    rmSync(home, { recursive: true });
  }
}

/** As a first start leaves them; that their stories are stored, too, plays no part in whether they have changed. */
async function noteAll(content: string, file: string): Promise<void> {
  const archive = await openSqliteArchive(file, { now: Date.now });
  await archive.enterFolder(resolve(content));
  const { changed } = await findChanges(content, archive);
  for (let from = 0; from < changed.length; from += NOTED) {
    const some = changed.slice(from, from + NOTED);
    await archive.noteFiles(
      some.map(({ name, stamp }) => ({ name, stamp, hash: name, story: name, faults: [] })),
    );
  }
  await archive.close();
}

async function measureScans(content: string, file: string) {
  const took: number[] = [];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  for (let n = 0; n < STARTS; n += 1) {
    const archive = await openSqliteArchive(file, { now: Date.now });
    const reader = { read: () => Promise.reject(new Error('nothing has changed')) };
    loop.enable();
    const from = performance.now();
    const folder = await openStoryFolder(content, { archive, reader, clock: Date, log: quiet });
    await folder.scan();
    took.push(performance.now() - from);
    loop.disable();
    await folder.close();
    await archive.close();
  }
  return { took: percentiles(took), blockMs: Math.round(loop.max / 1e6) };
}

async function measureStarts(home: string, content: string) {
  const loopback = await createLoopbackDiscord();
  const times: number[] = [];
  try {
    for (let n = 0; n <= STARTS; n += 1) {
      const { bot, readyMs } = await startBot(loopback, home, { CONTENT_DIR: content });
      // The first one compiles.
      if (n > 0) times.push(readyMs);
      await stopBot(bot);
    }
  } finally {
    await loopback.stop();
  }
  return percentiles(times);
}
