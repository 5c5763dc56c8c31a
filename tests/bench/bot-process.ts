import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';

/** A started bot, as a process of its own. */
export interface Start {
  readonly bot: ChildProcess;
  readonly readyMs: number;
  /** What the start costs on a machine that has other things to do. */
  readonly processorMs: number;
}

/** Starts the whole program, or another one, in the folder `home`. Ready is when the gateway has sent READY. */
export async function startBot(
  loopback: LoopbackDiscord,
  home: string,
  settings: Readonly<Record<string, string>> = {},
  program: readonly string[] = startArguments(),
): Promise<Start> {
  const online = new Promise<void>((done) => {
    // Not the bot's presence: where it is several processes, the first one has it.
    const look = () => {
      loopback.off('session', look);
      done();
    };
    loopback.on('session', look);
  });
  const started = performance.now();
  const bot = spawn(process.execPath, program, {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      DISCORD_TOKEN: loopback.token,
      DISCORD_API_URL: loopback.url,
      CONTENT_DIR: resolve('content'),
      PROMPTS_DIR: resolve('prompts'),
      LOG_LEVEL: 'warn',
      ...settings,
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

export async function stopBot(bot: ChildProcess): Promise<void> {
  const ended = once(bot, 'exit');
  bot.kill('SIGTERM');
  await ended;
}

export function percentiles(values: readonly number[]): { p50: number; p95: number; max: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), max: at(1) };
}

export function residentMb({ pid }: Pick<ChildProcess, 'pid'>): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

/** Of the processes that it has started, together; 0 for none. */
export function childrenMb({ pid }: ChildProcess): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + residentMb({ pid: Number(child) }), 0);
}

/** What a process has taken of the processors so far. */
export function processorMs({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // User and system time are the 14th and 15th field, in hundredths of a second.
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
