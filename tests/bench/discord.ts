import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createLoopbackDiscord,
  type InteractionHandle,
  type LoopbackDiscord,
} from '../../src/playground/loopback/loopback.ts';
import { percentiles, residentMb, type Start, startBot, stopBot } from './bot-process.ts';

const STARTS = 5;
const IDLE_MS = 5000;
const LOAD = { perSecond: 50, seconds: 20 };
/** A process that has just started compiles what it runs for the first time. */
const WARM_UP = 20;

/** The whole program as a process of its own: how soon is it ready, how much memory does it take, how fast does it answer? */
export async function benchDiscord(): Promise<void> {
  const loopback = await createLoopbackDiscord();
  const guild = loopback.addGuild({ name: 'Bench' }).id;
  const place = {
    channel: loopback.addChannel({ guild, name: 'news' }).id,
    user: loopback.addMember({ guild, name: 'Ada' }).id,
  };
  const home = mkdtempSync(join(tmpdir(), 'pullquote-bench-'));
  try {
    const first = await startBot(loopback, home);
    await stopBot(first.bot);
    const starts: Start[] = [];
    for (let n = 1; n < STARTS; n += 1) {
      const start = await startBot(loopback, home);
      starts.push(start);
      await stopBot(start.bot);
    }
    const { bot, ...last } = await startBot(loopback, home);
    starts.push({ bot, ...last });
    await wait(IDLE_MS);
    const idle = residentMb(bot);
    const load = await measureLoad(loopback, place);
    console.table({
      'start to READY, ms': { ...percentiles(starts.map(({ readyMs }) => readyMs)), wanted: 'max ≤ 1500' },
      'processor time to READY, ms': {
        ...percentiles(starts.map(({ processorMs }) => processorMs)),
        wanted: '',
      },
      'first acknowledgement, ms': { ...percentiles(load.acknowledgedMs), wanted: 'p95 ≤ 50' },
      'whole answer, ms': { ...percentiles(load.answeredMs), wanted: '' },
    });
    console.log(`very first start, nothing compiled yet: ${Math.round(first.readyMs)} ms`);
    console.log(`load average: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} processors`);
    console.log(
      `${load.answeredMs.length} of ${LOAD.perSecond * LOAD.seconds} /summary answered, ${LOAD.perSecond} a second`,
    );
    console.log(`resident memory: ${idle} MB idle (wanted ≤ 150), ${residentMb(bot)} MB after the load`);
    await stopBot(bot);
  } finally {
    await loopback.stop();
    rmSync(home, { recursive: true });
  }
}

async function measureLoad(
  loopback: LoopbackDiscord,
  place: { readonly channel: string; readonly user: string },
): Promise<{ acknowledgedMs: number[]; answeredMs: number[] }> {
  const use = () => loopback.runCommand({ ...place, name: 'summary' });
  for (let n = 0; n < WARM_UP; n += 1) await use().reply();
  const acknowledgedMs: number[] = [];
  const answeredMs: number[] = [];
  const measure = async (handle: InteractionHandle, sentAt: number) => {
    const outcome = await handle.outcome;
    acknowledgedMs.push(outcome.kind === 'acknowledged' ? outcome.afterMs : Number.POSITIVE_INFINITY);
    await handle.reply();
    answeredMs.push(performance.now() - sentAt);
  };
  const running: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < LOAD.perSecond * LOAD.seconds; n += 1) {
    await wait(Math.max(0, start + (n * 1000) / LOAD.perSecond - performance.now()));
    running.push(measure(use(), performance.now()));
  }
  await Promise.allSettled(running);
  return { acknowledgedMs, answeredMs };
}
