import { randomUUID } from 'node:crypto';
import type { DeadJob, JobData, JobQueue, QueuePolicy, Work } from '../../domain/jobs.ts';
import type { KeyValueStore, Log } from '../../domain/ports.ts';
import { continueLogFields, currentLogFields } from '../log-context.ts';

const DEAD = 'dead-job:';
const KEEP_DEAD_MS = 30 * 24 * 60 * 60_000;

interface WaitingJob {
  readonly key: string;
  readonly data: JobData;
  /** What the lines of who added it are logged with. */
  readonly fields: object;
  readonly addedAt: number;
  /** Tries so far. */
  tries: number;
  /** Not begun before, in Unix milliseconds. */
  notBefore: number;
}

interface OpenQueue {
  readonly name: string;
  readonly policy: QueuePolicy;
  readonly work: Work;
  readonly waiting: Map<string, WaitingJob>;
  readonly running: Map<string, Promise<void>>;
  timer?: NodeJS.Timeout;
}

export interface InProcessQueuePorts {
  /** Where dead jobs are kept, for whoever looks at them from outside. */
  readonly store: KeyValueStore;
  readonly log: Log;
}

/** Jobs in this process's memory: those that wait are gone when it ends, so whoever adds them adds them again at a start. */
export function createInProcessQueue({ store, log }: InProcessQueuePorts): JobQueue {
  const queues = new Map<string, OpenQueue>();
  const ending = new AbortController();

  function pump(queue: OpenQueue): void {
    clearTimeout(queue.timer);
    if (ending.signal.aborted) return;
    const now = Date.now();
    for (const job of queue.waiting.values()) {
      if (queue.running.size >= queue.policy.concurrency) return;
      if (job.notBefore <= now) begin(queue, job);
    }
    const next = Math.min(...[...queue.waiting.values()].map(({ notBefore }) => notBefore));
    if (Number.isFinite(next)) queue.timer = setTimeout(() => pump(queue), Math.max(0, next - now));
  }

  function begin(queue: OpenQueue, job: WaitingJob): void {
    queue.waiting.delete(job.key);
    job.tries += 1;
    const done = continueLogFields(job.fields, () => tryOnce(queue, job)).finally(() => {
      queue.running.delete(job.key);
      pump(queue);
    });
    queue.running.set(job.key, done);
  }

  async function tryOnce(queue: OpenQueue, job: WaitingJob): Promise<void> {
    const { policy } = queue;
    const isLast = job.tries >= policy.tries;
    try {
      await within(policy.withinMs, ending.signal, (signal) => queue.work(job.data, { signal, isLast }));
    } catch (err) {
      const reason = err instanceof Error ? err.message : String(err);
      if (!isLast) {
        log.warn({ err, queue: queue.name, key: job.key }, 'a job failed and is tried again');
        const wait = Math.min(policy.firstWaitMs * 2 ** (job.tries - 1), policy.longestWaitMs);
        queue.waiting.set(job.key, { ...job, notBefore: Date.now() + wait });
        return;
      }
      log.error({ err, queue: queue.name, key: job.key }, 'a job failed every time and is set aside');
      const dead = { id: randomUUID(), queue: queue.name, key: job.key, data: job.data, reason };
      await bury({ ...dead, failedAt: Date.now() });
    }
  }

  /** A job that is dead because the store is away is not to be told of there. */
  async function bury(dead: DeadJob): Promise<void> {
    await store.set(DEAD + dead.id, dead, KEEP_DEAD_MS).catch((err: unknown) => {
      log.error({ err, queue: dead.queue, key: dead.key }, 'a dead job could not be noted');
    });
  }

  async function listDead(): Promise<DeadJob[]> {
    const keys = await store.keys(DEAD);
    const found = await Promise.all(keys.map((key) => store.get<DeadJob>(key)));
    return found.filter((job) => job !== undefined).sort((a, b) => b.failedAt - a.failedAt);
  }

  async function add(name: string, key: string, data: JobData, afterMs = 0): Promise<boolean> {
    const queue = queues.get(name);
    if (!queue) throw new RangeError(`The queue ${name} is not open.`);
    if (queue.waiting.has(key) || queue.running.has(key)) return false;
    const now = Date.now();
    const fields = currentLogFields();
    queue.waiting.set(key, { key, data, fields, addedAt: now, tries: 0, notBefore: now + afterMs });
    // Not in this turn of the event loop: who adds a thousand jobs is not to do them in between.
    setImmediate(() => pump(queue));
    return true;
  }

  return {
    async work(name, policy, work) {
      queues.set(name, { name, policy, work, waiting: new Map(), running: new Map() });
    },
    add,
    dead: async (limit) => (await listDead()).slice(0, limit),
    async retry(id) {
      const job = await store.get<DeadJob>(DEAD + id);
      if (!job) return false;
      await add(job.queue, job.key, job.data);
      await store.delete(DEAD + id);
      return true;
    },
    async depths() {
      const now = Date.now();
      return new Map(
        [...queues].map(([name, { waiting }]) => {
          const oldest = Math.min(now, ...[...waiting.values()].map(({ addedAt }) => addedAt));
          return [name, { waiting: waiting.size, oldestMs: now - oldest }];
        }),
      );
    },
    async close(withinMs) {
      const running = [...queues.values()].flatMap((queue) => {
        clearTimeout(queue.timer);
        return [...queue.running.values()];
      });
      ending.abort();
      await endWithin(withinMs, running);
    },
  };
}

/** Runs `work` with a signal of its own time; rejects when that is over, whether `work` heeds the signal or not. */
async function within(
  ms: number,
  ending: AbortSignal,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const time = new AbortController();
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const fault = new Error(`The job took more than ${ms} ms.`);
    time.abort(fault);
    late.reject(fault);
  }, ms);
  try {
    await Promise.race([work(AbortSignal.any([time.signal, ending])), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

async function endWithin(ms: number, running: readonly Promise<void>[]): Promise<void> {
  const late = Promise.withResolvers<void>();
  const timer = setTimeout(late.resolve, ms);
  await Promise.race([Promise.allSettled(running), late.promise]);
  clearTimeout(timer);
}
