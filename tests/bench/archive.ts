import type { ChildProcess } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { openSqliteArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { findChanges } from '../../src/adapters/intake/folder-changes.ts';
import { expireStories } from '../../src/domain/intake/keep-stories.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { fillArchive, readArticles } from './archive-copies.ts';
import { askAbout, type Figures, measureQueries, SHARED, time } from './archive-queries.ts';
import { percentiles, residentMb, startBot, stopBot } from './bot-process.ts';
import { report } from './results.ts';

/** How many stories; ARCHIVE_STORIES names others, with commas between. */
const SIZES = (process.env.ARCHIVE_STORIES ?? '1000,100000').split(',').map(Number);
/** A folder to keep filled archives in, which take long to make. */
const KEPT = process.env.ARCHIVE_FOLDER;
const MIXED_REQUESTS = 1000;
const COMING_IN = 1000;
const REMOVED = 10_000;
const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** What the archive costs at its sizes: alone in this process, then the whole bot on it. */
export async function benchArchive(data: string): Promise<void> {
  const articles = readArticles(data);
  const rows: Record<string, Figures> = {};
  for (const size of SIZES) {
    const folder = mkdtempSync(join(tmpdir(), 'pullquote-bench-'));
    const home = join(folder, 'home');
    const file = join(home, 'data', 'pullquote.archive.sqlite');
    mkdirSync(join(home, 'data'), { recursive: true });
    try {
      provide(file, articles, size);
      const figures: Figures = {
        'KB a story (≤ 20)': Math.round(statSync(file).size / size / 102.4) / 10,
        ...(await measureFile(file, articles)),
        ...(await measureBot(home, articles)),
        ...(await measureRemoval(file, size)),
        ...(await measureFolder(folder, size)),
      };
      for (const [name, figure] of Object.entries(figures))
        rows[name] = { ...rows[name], [`${size.toLocaleString('en')} stories`]: figure };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  report('archive', rows);
}

function provide(file: string, articles: readonly Story[], size: number): void {
  const kept = KEPT && join(KEPT, `archive-${size}.sqlite`);
  if (kept && existsSync(kept)) copyFileSync(kept, file);
  else {
    fillArchive(file, articles, size);
    if (kept) copyFileSync(file, kept);
  }
}

async function measureFile(file: string, articles: readonly Story[]): Promise<Figures> {
  const archive = await openSqliteArchive(file, { now: Date.now });
  const figures = await measureQueries(archive, askAbout(articles));
  await archive.close();
  return figures;
}

async function measureRemoval(file: string, size: number): Promise<Figures> {
  const archive = await openSqliteArchive(file, { now: Date.now });
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const removed = Math.min(REMOVED, Math.floor(size / 10));
  // Their last showing lies behind what is kept: as many as are to go.
  const { stories } = await archive.newest(SHARED, {}, { offset: size - removed, limit: removed });
  const started = performance.now();
  for (let from = 0; from < stories.length; from += 20) {
    await archive.remove(
      SHARED,
      stories.slice(from, from + 20).map(({ id }) => id),
    );
  }
  const seconds = (performance.now() - started) / 1000;
  const clock = { now: () => 0 };
  const tidying = await time(() =>
    expireStories({ archive, clock, log: quiet }, 1, new AbortController().signal),
  );
  loop.disable();
  await archive.close();
  return {
    'removing stories, s for 10,000 (≤ 10)': ((seconds / Math.max(1, removed)) * REMOVED).toFixed(1),
    'and tidying up behind it, s': (tidying / 1000).toFixed(1),
  };
}

/** A content folder of which nothing has changed since the last time: what a warm start looks through. */
async function measureFolder(home: string, size: number): Promise<Figures> {
  const content = join(home, 'unchanged');
  mkdirSync(content);
  for (let n = 0; n < size; n += 1) writeFileSync(join(content, `story-${n}.md`), `Story ${n}.`);
  const archive = await openSqliteArchive(join(home, 'unchanged.archive.sqlite'), { now: Date.now });
  const { changed } = await findChanges(content, archive);
  for (let from = 0; from < size; from += 1000) {
    await archive.noteFiles(
      changed.slice(from, from + 1000).map(({ name, stamp }) => ({ name, stamp, hash: 'h', faults: [] })),
    );
  }
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const seconds = (await time(() => findChanges(content, archive))) / 1000;
  loop.disable();
  await archive.close();
  return {
    'content folder of as many unchanged files, s (≤ 2)': seconds.toFixed(2),
    'longest block by that, ms (≤ 50)': Math.round(loop.max / 1e6),
  };
}

/** The whole bot on the archive: its starts, its first answer, others' acknowledgements, its memory, what it takes in. */
async function measureBot(home: string, articles: readonly Story[]): Promise<Figures> {
  const loopback = await createLoopbackDiscord();
  const guild = loopback.addGuild({ name: 'Bench' }).id;
  const place = {
    channel: loopback.addChannel({ guild, name: 'news' }).id,
    user: loopback.addMember({ guild, name: 'Ada' }).id,
  };
  const content = join(home, 'content');
  mkdirSync(content);
  const settings = { CONTENT_DIR: content };
  const registered = new Promise((resolve) => loopback.on('commands', resolve));
  let running: ChildProcess | undefined;
  try {
    const first = await startBot(loopback, home, settings);
    running = first.bot;
    await registered;
    await stopBot(first.bot);
    const { bot, readyMs } = await startBot(loopback, home, settings);
    running = bot;
    const firstQuote = await time(() =>
      loopback.runCommand({ ...place, name: 'quote', options: { about: 'jobs and taxes' } }).reply(),
    );
    await wait(8_000);
    const idle = residentMb(bot);
    const mixed = await runMixed(loopback, place, articles);
    const after = residentMb(bot);
    const incoming = await takeIn(loopback, place, content, articles);
    return {
      'start to READY, warm / first, ms (≤ 1000 / 1500)': `${Math.round(readyMs)} / ${Math.round(first.readyMs)}`,
      'first /quote about after a start, ms (≤ 150)': Math.round(firstQuote),
      'acknowledgement in 1,000 mixed requests, ms p50 / p99 (≤ 50)': mixed,
      'memory idle / after them, MB (≤ 160 / 210)': `${idle} / ${after}`,
      'acknowledgement while 1,000 stories come in, ms p99 (≤ 50)': incoming.p99,
      'stories coming in a second (≥ 60)': incoming.perSecond,
    };
  } finally {
    if (running) await stopBot(running);
    await loopback.stop();
  }
}

type Place = { readonly channel: string; readonly user: string };

async function runMixed(
  loopback: LoopbackDiscord,
  place: Place,
  articles: readonly Story[],
): Promise<string> {
  const acknowledged: number[] = [];
  for (let n = 0; n < MIXED_REQUESTS; n += 1) {
    const title = articles[(n * 37) % articles.length]?.title ?? '';
    const words = title.split(' ').slice(0, 5).join(' ');
    const [name, options] = [
      ['quote', { about: words }],
      ['quote', { speaker: words.split(' ')[0] ?? 'a' }],
      ['ask', { question: `What about ${words}?` }],
      ['stories', { search: words }],
      ['summary', {}],
    ][n % 5] as [string, Record<string, string>];
    const used = loopback.runCommand({ ...place, name, options });
    const outcome = await used.outcome;
    acknowledged.push(outcome.kind === 'acknowledged' ? outcome.afterMs : Number.POSITIVE_INFINITY);
    await used.reply();
  }
  return `${percentiles(acknowledged).p50} / ${at(acknowledged, 0.99)}`;
}

/** Stories are laid into the content folder at once; meanwhile somebody asks again and again. */
async function takeIn(loopback: LoopbackDiscord, place: Place, content: string, articles: readonly Story[]) {
  const started = performance.now();
  for (let n = 0; n < COMING_IN; n += 1) {
    const article = articles[n % articles.length];
    const title = JSON.stringify(`Incoming ${n}: ${article?.title.slice(0, 200)}`);
    writeFileSync(join(content, `incoming-${n}.md`), `---\ntitle: ${title}\n---\n\n${article?.body}\n`);
  }
  const acknowledged: number[] = [];
  for (let seen = 0; seen < COMING_IN; ) {
    const used = loopback.runCommand({ ...place, name: 'stories', options: { search: 'incoming' } });
    const outcome = await used.outcome;
    acknowledged.push(outcome.kind === 'acknowledged' ? outcome.afterMs : Number.POSITIVE_INFINITY);
    const text = JSON.stringify((await used.reply()).message.components);
    seen = Number(/(\d+) stor(?:y|ies) for/.exec(text)?.[1] ?? 0);
    await wait(50);
    if (performance.now() - started > 300_000) break;
  }
  const perSecond = Math.round((COMING_IN * 1000) / (performance.now() - started));
  return { p99: at(acknowledged, 0.99), perSecond };
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN) * 10) / 10;
}
