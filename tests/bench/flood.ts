import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Story } from '../../src/domain/story/story.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { fillArchive, readArticles } from './archive-copies.ts';
import { percentiles, startBot, stopBot } from './bot-process.ts';
import { report } from './results.ts';

const STORIES = 1000;
const ROUNDS = 5;
const ROUND_MS = 8_000;
/** What the others ask, all together. */
const OTHERS = { members: 8, everyMs: 80 };
const OUTSTANDING = 50;
/** Who floods waits long. */
const FLOODED_MS = 120_000;

interface Place {
  readonly channel: string;
  readonly user: string;
}

/** A figure for each round. */
interface Rounds {
  readonly p50: readonly number[];
  readonly p95: readonly number[];
  readonly answered: readonly number[];
}

/** Members ask at a normal pace while, in every other round, one member or one server keeps 50 requests under way. */
export async function benchFlood(data: string): Promise<void> {
  const articles = readArticles(data);
  const home = mkdtempSync(join(tmpdir(), 'pullquote-flood-'));
  mkdirSync(join(home, 'data'));
  mkdirSync(join(home, 'content'));
  fillArchive(join(home, 'data', 'pullquote.archive.sqlite'), articles, STORIES);
  const loopback = await createLoopbackDiscord();
  const others = Array.from({ length: OTHERS.members }, (_, n) =>
    addPlaces(loopback, `Other ${n}`, 1),
  ).flat();
  const one = addPlaces(loopback, 'Flooded by one', 1);
  const server = addPlaces(loopback, 'Flooding', OUTSTANDING);
  const registered = new Promise((resolve) => loopback.on('commands', resolve));
  const { bot } = await startBot(loopback, home, { CONTENT_DIR: join(home, 'content') });
  try {
    await registered;
    await askAll(loopback, articles, others, ROUND_MS / 2);
    const floods = { none: [], 'one member': one, 'one server': server };
    const measured: Record<string, Rounds> = {};
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [name, flooding] of Object.entries(floods)) {
        const figures = await runRound(loopback, articles, others, flooding);
        const before = measured[name] ?? { p50: [], p95: [], answered: [] };
        measured[name] = {
          p50: [...before.p50, figures.p50],
          p95: [...before.p95, figures.p95],
          answered: [...before.answered, figures.flood],
        };
      }
    }
    const median = (values: readonly number[] = []) => percentiles(values).p50;
    const calm = median(Object.values(measured)[0]?.p95);
    report(
      'flood',
      Object.fromEntries(
        Object.entries(measured).map(([name, { p50, p95, answered }]) => [
          `flood by ${name}`,
          {
            'others p50, ms': median(p50),
            'others p95, ms': median(p95),
            'p95 against none (≤ 1.2)': (median(p95) / calm).toFixed(2),
            'flood answered a second': Math.round(median(answered) / (ROUND_MS / 1000)),
          },
        ]),
      ),
    );
  } finally {
    await stopBot(bot);
    await loopback.stop();
    rmSync(home, { recursive: true });
  }
}

function addPlaces(loopback: LoopbackDiscord, name: string, members: number): Place[] {
  const guild = loopback.addGuild({ name }).id;
  const channel = loopback.addChannel({ guild, name: 'news' }).id;
  return Array.from({ length: members }, (_, n) => ({
    channel,
    user: loopback.addMember({ guild, name: `${name} ${n}` }).id,
  }));
}

/** One round; how long the others' answers took, and how many answers the flood got. */
async function runRound(
  loopback: LoopbackDiscord,
  articles: readonly Story[],
  others: readonly Place[],
  flooding: readonly Place[],
): Promise<{ p50: number; p95: number; flood: number }> {
  const end = performance.now() + ROUND_MS;
  let flood = 0;
  const keepAsking = async (place: Place, n: number) => {
    for (let m = 0; performance.now() < end; m += 1) {
      await ask(loopback, articles, place, n * 31 + m);
      flood += 1;
    }
  };
  const floods = Array.from({ length: flooding.length > 0 ? OUTSTANDING : 0 }, (_, n) =>
    keepAsking(flooding[n % flooding.length] as Place, n),
  );
  const times = await askAll(loopback, articles, others, ROUND_MS);
  await Promise.all(floods);
  const { p50, p95 } = percentiles(times);
  return { p50, p95, flood };
}

async function askAll(
  loopback: LoopbackDiscord,
  articles: readonly Story[],
  places: readonly Place[],
  forMs: number,
): Promise<number[]> {
  const times: number[] = [];
  const running: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n * OTHERS.everyMs < forMs; n += 1) {
    await wait(Math.max(0, start + n * OTHERS.everyMs - performance.now()));
    const from = performance.now();
    const asked = ask(loopback, articles, places[n % places.length] as Place, n);
    running.push(asked.then(() => void times.push(performance.now() - from)));
  }
  await Promise.all(running);
  return times;
}

async function ask(
  loopback: LoopbackDiscord,
  articles: readonly Story[],
  place: Place,
  n: number,
): Promise<void> {
  const title = articles[(n * 37) % articles.length]?.title ?? '';
  const question = `What about ${title.split(' ').slice(0, 5).join(' ')}?`;
  const used =
    n % 2 === 0
      ? loopback.runCommand({ ...place, name: 'summary' })
      : loopback.runCommand({ ...place, name: 'ask', options: { question } });
  await used.reply(() => true, FLOODED_MS);
}
