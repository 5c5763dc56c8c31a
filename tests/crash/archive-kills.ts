import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { checkArchive } from '../../src/adapters/archive/sqlite/check-archive.ts';
import { openSqliteArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { storyNumber } from './archive-stories.ts';

/** About as long as one story takes to be stored: a kill comes anywhere in it. */
const LONGEST_STORE_MS = 8;

export interface KillVerdict {
  /** How many times the writer was killed at work. */
  readonly kills: number;
  /** How many stories were there at each start after a kill. */
  readonly stories: readonly number[];
  /** What was wrong at any of them; empty when nothing was. */
  readonly faults: readonly string[];
  /** How many stories were there in the end. */
  readonly whole: number;
}

/**
 * Lets a program store `stories` stories and kills it `kills` times at random moments, so that all together they come to about
 * the end; looks at the archive each time, and lets a last one finish.
 */
export async function killWriters(stories: number, kills: number): Promise<KillVerdict> {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-kills-'));
  const file = join(folder, 'archive.sqlite');
  const seen: number[] = [];
  const faults: string[] = [];
  let killed = 0;
  try {
    for (let n = 0; n < kills; n += 1) {
      const left = stories - (seen.at(-1) ?? 0);
      if (await runWriter(file, stories, randomInt(Math.ceil((1.8 * left) / (kills - n))))) killed += 1;
      const found = await inspect(file, stories);
      seen.push(found.stories);
      faults.push(...found.faults.map((fault) => `after kill ${n + 1}: ${fault}`));
    }
    await runWriter(file, stories);
    const last = await inspect(file, stories);
    faults.push(...last.faults.map((fault) => `in the end: ${fault}`));
    return { kills: killed, stories: seen, faults, whole: last.stories };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs a writer to its end, or kills it a moment after so many stories; whether it was killed at work. */
async function runWriter(file: string, stories: number, after?: number): Promise<boolean> {
  const child = spawn(process.execPath, [resolve('tests/crash/archive-writer.ts'), file, String(stories)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  if (after !== undefined) {
    await Promise.race([readLines(child, after + 1), ended]);
    await Promise.race([wait(Math.random() * LONGEST_STORE_MS, undefined, { ref: false }), ended]);
    child.kill('SIGKILL');
  } else child.stdout.resume();
  const [, signal] = await ended;
  return signal === 'SIGKILL';
}

/** Resolves when the writer has told of so many stories, and reads on: what is left unread would hold it up. */
function readLines(child: ChildProcess, count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    if (child.stdout)
      createInterface({ input: child.stdout }).on('line', () => ++seen === count && resolve());
  });
}

/** Every story is wholly there or not at all, none twice, and the file is sound. */
async function inspect(file: string, stories: number): Promise<{ stories: number; faults: string[] }> {
  const report = checkArchive(file);
  const faults = [...report.faults];
  const archive = await openSqliteArchive(file, { now: Date.now });
  const there: number[] = [];
  for (let n = 0; n < stories; n += 1) {
    const story = await archive.get({}, `story-${n}`);
    if (!story) continue;
    there.push(n);
    const isWhole = [storyNumber(n), storyNumber(n, 'draft')].some((one) => isSame(one, story));
    if (!isWhole) faults.push(`${story.id} is not as it was put`);
  }
  if (there.length !== report.stories)
    faults.push(`${report.stories} stories counted, ${there.length} found`);
  for (const n of there.filter((_, place) => place % 7 === 0 || place > there.length - 20)) {
    const { title } = storyNumber(n);
    const word = title.split(' ').at(-1) ?? '';
    const passages = await archive.passages({}, word, { limit: 9 });
    if (passages.length !== 3) faults.push(`story-${n} is found by ${passages.length} of 3 paragraphs`);
    const quotations = await archive.quotations({}, { stems: [word], limit: 9 });
    const wanted = storyNumber(n).quotations.filter(({ shown }) => shown).length;
    const own = quotations.filter(({ story }) => story.id === `story-${n}`).length;
    if (own === 0 || own > wanted) faults.push(`story-${n} is found by ${own} of ${wanted} quotations`);
    const titled = await archive.newest({}, { title: word }, { limit: 9 });
    if (titled.total !== 1) faults.push(`story-${n} is listed ${titled.total} times`);
  }
  await archive.close();
  return { stories: there.length, faults };
}

function isSame(a: object, b: object): boolean {
  return JSON.stringify(sortKeys(a)) === JSON.stringify(sortKeys(b));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sortKeys(inner)]),
  );
}
