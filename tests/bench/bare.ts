import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createLoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { percentiles, residentMb, startBot, stopBot } from './bot-process.ts';
import { report } from './results.ts';

const ROUNDS = 5;
const WARM_UP = 50;
const ASKED = 200;
/** A normal pace: answers do not meet each other. */
const EVERY_MS = 15;
const BURST = 300;
/** Threads that took stories in have ended by then. */
const IDLE_MS = 10_000;

/** One start of one bot and what it then did. */
interface Round {
  readonly startMs: number;
  readonly idleMb: number;
  readonly p50: number;
  readonly p95: number;
  readonly burstMs: number;
}

/** `/summary` beside a bot of discord.js alone that answers a constant, in turn, each with a Discord of its own. */
export async function benchBare(): Promise<void> {
  const rounds: { ours: Round[]; bare: Round[] } = { ours: [], bare: [] };
  // The very first starts compile.
  await measure(undefined, 0);
  await measure('bare-bot.js', 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.ours.push(await measure(undefined, ASKED));
    rounds.bare.push(await measure('bare-bot.js', ASKED));
  }
  const median = (some: readonly Round[], figure: keyof Round) =>
    percentiles(some.map((one) => one[figure])).p50;
  const row = (figure: keyof Round, wanted: string) => {
    const [ours, bare] = [median(rounds.ours, figure), median(rounds.bare, figure)];
    return { 'a bare bot': bare, Pullquote: ours, ratio: (ours / bare).toFixed(2), wanted };
  };
  report('bare', {
    '/summary, p50, ms': row('p50', '≤ 1.5 and at most 3 ms more'),
    '/summary, p95, ms': row('p95', '≤ 1.5'),
    [`burst of ${BURST}, ms to the last`]: row('burstMs', '≤ 1.0'),
    'memory idle, MB': row('idleMb', '≤ 1.15'),
    'start to READY, ms': row('startMs', '≤ 2'),
  });
}

async function measure(program: string | undefined, asked: number): Promise<Round> {
  const loopback = await createLoopbackDiscord();
  const guild = loopback.addGuild({ name: 'Bench' }).id;
  const channel = loopback.addChannel({ guild, name: 'news' }).id;
  const users = Array.from({ length: 30 }, (_, n) => loopback.addMember({ guild, name: `Ada ${n}` }).id);
  const ask = (n: number) =>
    loopback.runCommand({ channel, user: String(users[n % users.length]), name: 'summary' }).reply();
  const home = mkdtempSync(join(tmpdir(), 'pullquote-bare-'));
  const registered = new Promise((done) => loopback.on('commands', done));
  let bot: ChildProcess | undefined;
  try {
    const start = await startBot(
      loopback,
      home,
      {},
      program === undefined ? undefined : [resolve('tests/bench', program)],
    );
    bot = start.bot;
    await registered;
    if (asked === 0) return { startMs: 0, idleMb: 0, p50: 0, p95: 0, burstMs: 0 };
    await wait(IDLE_MS);
    const idleMb = residentMb(bot);
    for (let n = 0; n < WARM_UP; n += 1) await ask(n);
    const times: number[] = [];
    for (let n = 0; n < asked; n += 1) {
      times.push(await timed(() => ask(n)));
      await wait(EVERY_MS);
    }
    const burstMs = await timed(() => Promise.all(Array.from({ length: BURST }, (_, n) => ask(n))));
    const { p50, p95 } = percentiles(times);
    return { startMs: Math.round(start.readyMs), idleMb, p50, p95, burstMs: Math.round(burstMs) };
  } finally {
    if (bot) await stopBot(bot);
    await loopback.stop();
    rmSync(home, { recursive: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}
