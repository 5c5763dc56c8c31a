import type { ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { NO_POSTGRES, startPostgres } from '../fixtures/engines.ts';
import { createDatabase } from '../fixtures/postgres-database.ts';
import { percentiles, processorMs, startBot, stopBot } from './bot-process.ts';
import { report } from './results.ts';

const PROCESSES = [1, 2, 4];
const ROUNDS = 5;
const ROUND_MS = 3_000;
const OUTSTANDING = 64;

interface Place {
  readonly channel: string;
  readonly user: string;
}

/** How many `/summary` a second 1, 2 and 4 processes answer on one PostgreSQL, each a shard. */
export async function benchProcesses(): Promise<void> {
  if (NO_POSTGRES) {
    console.log(`SKIPPED${NO_POSTGRES}`);
    return;
  }
  const engine = await startPostgres();
  const rows: Record<string, Record<string, number>> = {};
  try {
    for (const count of PROCESSES)
      rows[count === 1 ? '1 process' : `${count} processes`] = await measure(
        await createDatabase(engine),
        count,
      );
  } finally {
    await engine.remove();
  }
  report('processes', rows);
  console.log(`${availableParallelism()} processors, which the database and the Discord share with them`);
}

async function measure(url: string, count: number): Promise<Record<string, number>> {
  const loopback = await createLoopbackDiscord({ shards: count });
  const places = Array.from({ length: OUTSTANDING }, (_, n) => {
    // A shard is told by the bits above the 22nd of a server's id.
    const guild = loopback.addGuild({ name: `Bench ${n}`, id: String(BigInt(1000 + n) << 22n) }).id;
    const channel = loopback.addChannel({ guild, name: 'news' }).id;
    return { channel, user: loopback.addMember({ guild, name: 'Ada' }).id };
  });
  const home = mkdtempSync(join(tmpdir(), 'pullquote-processes-'));
  const bots: ChildProcess[] = [];
  try {
    for (let shard = 0; shard < count; shard += 1) {
      const settings = { STORE_URL: url, SHARDS: String(shard), SHARD_COUNT: String(count) };
      const folder = join(home, String(shard));
      mkdirSync(folder);
      bots.push((await startBot(loopback, folder, settings)).bot);
    }
    while (loopback.commands().length === 0) await wait(50);
    await wait(3_000);
    await ask(loopback, places, ROUND_MS);
    const spent = () => bots.reduce((sum, bot) => sum + processorMs(bot), 0);
    const [before, ownBefore] = [spent(), process.cpuUsage()];
    const rounds = [];
    for (let round = 0; round < ROUNDS; round += 1) rounds.push(await ask(loopback, places, ROUND_MS));
    const total = rounds.reduce((sum, { answered }) => sum + answered, 0);
    const { user, system } = process.cpuUsage(ownBefore);
    return {
      'answers a second': Math.round(
        percentiles(rounds.map(({ answered }) => answered)).p50 / (ROUND_MS / 1000),
      ),
      'p50, ms': percentiles(rounds.map(({ p50 }) => p50)).p50,
      'p95, ms': percentiles(rounds.map(({ p95 }) => p95)).p50,
      // Of the same processors: what an answer costs the bot, and what it costs this Discord and its members.
      'processor ms an answer': round((spent() - before) / total),
      'and of the Discord': round((user + system) / 1000 / total),
    };
  } finally {
    await Promise.all(bots.map(stopBot));
    await loopback.stop();
    rmSync(home, { recursive: true });
  }
}

const round = (value: number) => Math.round(value * 10) / 10;

async function ask(loopback: LoopbackDiscord, places: readonly Place[], forMs: number) {
  const end = performance.now() + forMs;
  const times: number[] = [];
  await Promise.all(
    places.map(async (place) => {
      while (performance.now() < end) {
        const from = performance.now();
        await loopback.runCommand({ ...place, name: 'summary' }).reply();
        times.push(performance.now() - from);
      }
    }),
  );
  return { answered: times.length, ...percentiles(times) };
}
