import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClock, type ProgramClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { createAgenda } from '../../src/domain/schedule/agenda.ts';
import { parseRule } from '../../src/domain/schedule/rule.ts';
import type { Schedule } from '../../src/domain/schedule/schedule.ts';
import { createScheduleBook } from '../../src/domain/schedule/schedule-book.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { type LoopbackProcess, startLoopback } from './loopback-process.ts';
import { judge, type Uptime, type Verdict } from './verdict.ts';

const MINUTE_MS = 60_000;

/** Which program runs: the whole bot, or the scheduler with numbered points (`bot.ts`). */
export type Program = 'src/main.ts' | 'tests/crash/bot.ts';

export interface RunningBot {
  /** Resolves when it schedules, or has ended. */
  readonly ready: Promise<unknown>;
  /** Resolves with the signal that ended it, if one did. */
  readonly exited: Promise<NodeJS.Signals | null>;
  /** Kills it as a power cut would. */
  kill(): Promise<void>;
}

/** A guild with ten schedules, two of them due every minute of the program's time, and bots that come and go. */
export interface CrashStage {
  readonly loopback: LoopbackProcess;
  readonly clock: ProgramClock;
  /** Starts a bot on the stage's store. */
  start(program: Program, env?: Record<string, string>): RunningBot;
  /** Lets a last bot run in peace for nine minutes of the program's time, and tells what became of all slots. */
  judge(program: Program): Promise<Verdict>;
  close(): Promise<void>;
}

/** `speed`: how many minutes of the program's time pass in one. */
export async function createCrashStage(speed: number): Promise<CrashStage> {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-crash-'));
  const epoch = new Date().toISOString();
  const clock = createClock({ epoch, speed });
  const loopback = await startLoopback({ epoch, speed });
  const storeUrl = `sqlite:${join(folder, 'store.sqlite')}`;
  const schedules = await addSchedules(storeUrl, loopback, clock.now());
  const uptimes: Uptime[] = [];
  const children = new Set<ChildProcess>();
  const stage: CrashStage = {
    ...{ loopback, clock },
    start(program, env = {}) {
      const child = spawn(process.execPath, [resolve(program)], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: {
          PATH: process.env.PATH,
          DISCORD_TOKEN: loopback.token,
          DISCORD_API_URL: loopback.url,
          STORE_URL: storeUrl,
          CONTENT_DIR: STORIES_DIR,
          PROMPTS_DIR: resolve('prompts'),
          CLOCK_EPOCH: epoch,
          CLOCK_SPEED: String(speed),
          LOG_LEVEL: 'error',
          ...env,
        },
      });
      children.add(child);
      const uptime = { from: Number.POSITIVE_INFINITY, to: Number.POSITIVE_INFINITY };
      uptimes.push(uptime);
      const exited = once(child, 'exit').then(([, signal]): NodeJS.Signals | null => {
        uptime.to = clock.now();
        children.delete(child);
        return signal;
      });
      const ready = program === 'src/main.ts' ? loopback.nextLogin() : once(child.stdout, 'data');
      const up = ready.then(() => {
        uptime.from = clock.now();
      });
      return {
        ready: Promise.race([up, exited]),
        exited,
        async kill() {
          child.kill('SIGKILL');
          await exited;
        },
      };
    },
    async judge(program) {
      await loopback.clearFaults();
      const calm = stage.start(program);
      await calm.ready;
      await wait(clock.realSpan(9 * MINUTE_MS));
      const until = clock.now() - 4 * MINUTE_MS;
      await calm.kill();
      const store = await openStore(storeUrl);
      const rows = await store.ledger.list({ limit: 1_000_000 });
      await store.close();
      const posts = await Promise.all(schedules.map(async ({ channel }) => loopback.posts(channel)));
      return judge({ schedules, rows, posts: posts.flat(), uptimes, until });
    },
    async close() {
      for (const child of children) {
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }
      await loopback.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return stage;
}

async function addSchedules(storeUrl: string, loopback: LoopbackProcess, since: number): Promise<Schedule[]> {
  const store = await openStore(storeUrl);
  const book = createScheduleBook({
    ...store,
    agenda: createAgenda(),
    log: createRecordingLog(),
    serves: () => true,
  });
  const schedules: Schedule[] = [];
  for (let number = 0; number < 10; number++) {
    const minute = number % 5;
    const schedule: Schedule = {
      id: `every5m${number}`,
      guild: loopback.guild,
      channel: await loopback.addChannel(`channel-${number}`),
      rule: parseRule({ cron: `${minute}-59/5 * * * *`, zone: 'Asia/Kathmandu' }),
      post: 'rotate',
      missed: number % 2 === 0 ? 'skip' : 'catch-up',
      since,
    };
    await book.add(schedule);
    schedules.push(schedule);
  }
  await store.close();
  return schedules;
}
