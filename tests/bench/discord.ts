import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  createLoopbackDiscord,
  type InteractionHandle,
  type LoopbackDiscord,
} from '../../src/playground/loopback/loopback.ts';

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

interface Start {
  readonly bot: ChildProcess;
  readonly readyMs: number;
  /** What the start costs on a machine that has other things to do. */
  readonly processorMs: number;
}

/** Ready is when the gateway has sent READY. */
async function startBot(loopback: LoopbackDiscord, home: string): Promise<Start> {
  const online = new Promise<void>((done) => {
    const look = (presence: { online: boolean }) => {
      if (!presence.online) return;
      loopback.off('presence', look);
      done();
    };
    loopback.on('presence', look);
  });
  const started = performance.now();
  const bot = spawn(process.execPath, startArguments(), {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      DISCORD_TOKEN: loopback.token,
      DISCORD_API_URL: loopback.url,
      CONTENT_DIR: resolve('content'),
      PROMPTS_DIR: resolve('prompts'),
      LOG_LEVEL: 'warn',
    },
  });
  const ended = once(bot, 'exit').then(() => Promise.reject(new Error('the bot ended')));
  await Promise.race([online, ended]);
  ended.catch(() => undefined);
  return { bot, readyMs: performance.now() - started, processorMs: processorMs(bot) };
}

/** What `npm start` gives to node; its relative paths are the repository's. */
function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  const [, ...words] = String(scripts.start).split(' ');
  return words.map((word) => (/^(?:\.\/)?src\//.test(word) ? resolve(word) : word));
}

async function stopBot(bot: ChildProcess): Promise<void> {
  const ended = once(bot, 'exit');
  bot.kill('SIGTERM');
  await ended;
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

function percentiles(values: readonly number[]): { p50: number; p95: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

function residentMb({ pid }: ChildProcess): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

function processorMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // User and system time are the 14th and 15th field, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
