import type { JobQueue } from '../domain/jobs.ts';
import type { Log } from '../domain/ports.ts';
import type { ProgramClock } from './clock.ts';
import { startTimer, type Timer } from './timer.ts';

const UPKEEP = 'upkeep';
/** A task may go through a large archive. */
const POLICY = {
  withinMs: 6 * 60 * 60_000,
  tries: 5,
  firstWaitMs: 30_000,
  longestWaitMs: 10 * 60_000,
} as const;
/** When a task is asked for again that the queue did not take. */
const ASK_AGAIN_MS = 60_000;

/** Work that keeps stored data in order. Doing it twice does no harm, and where there is nothing to do it costs nothing. */
export interface UpkeepTask {
  readonly name: string;
  /** From one start of it to the next, in milliseconds of the program's clock. */
  readonly everyMs: number;
  /** Ends early when `signal` aborts; the rest is left for the next time. */
  run(signal: AbortSignal): Promise<unknown>;
}

export interface UpkeepOptions {
  readonly queue: JobQueue;
  readonly tasks: readonly UpkeepTask[];
  readonly clock: ProgramClock;
  readonly log: Log;
}

/** Has each task done at once and then every so often, by one process at a time however many there are. `stop` asks for no more. */
export async function startUpkeep({ queue, tasks, clock, log }: UpkeepOptions): Promise<Timer> {
  await queue.work(UPKEEP, { ...POLICY, concurrency: tasks.length }, async ({ task: name }, { signal }) => {
    await tasks.find((task) => task.name === name)?.run(signal);
  });
  const due = new Map(tasks.map((task) => [task, clock.now()]));
  return startTimer({
    clock,
    log,
    next: async () => Math.min(...due.values()),
    async tick(now) {
      for (const task of tasks.filter((one) => (due.get(one) ?? 0) <= now)) {
        due.set(task, now + ASK_AGAIN_MS);
        await queue.add(UPKEEP, task.name, { task: task.name });
        due.set(task, now + task.everyMs);
      }
    },
  });
}
