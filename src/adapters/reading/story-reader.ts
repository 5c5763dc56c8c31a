import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ReadingError } from '../../domain/errors.ts';
import type { StoryReader } from '../../domain/ports.ts';
import type { Reading, StoryText } from '../../domain/story/story.ts';
import type { ReadingAnswer } from './reading-thread.ts';

export interface StoryReaderOptions {
  /** How long one story may take; its thread is then ended. */
  readonly timeoutMs?: number;
  /** How long the thread stays without work. */
  readonly idleMs?: number;
}

/** A news story takes 5 ms, the largest that is stored 2 s. */
const TIMEOUT_MS = 10_000;
/** Its memory is needed for bursts only. */
const IDLE_MS = 5_000;
/** A story that needs more is none; without a limit it would end the whole program. */
const MEMORY_MB = 512;
/** Reading makes much that is short-lived: with less it takes twice the time. */
const YOUNG_MB = 48;

interface Job {
  readonly story: StoryText;
  readonly result: PromiseWithResolvers<Reading>;
}

/** A reader whose work is done one story after the other in a thread of its own, which is there only while there is work. */
export interface ThreadedReader extends StoryReader {
  /** Ends the thread; what is being read is rejected. */
  close(): Promise<void>;
}

/** Creates the reader; the thread starts with the first story. */
export function createStoryReader(options: StoryReaderOptions = {}): ThreadedReader {
  const { timeoutMs = TIMEOUT_MS, idleMs = IDLE_MS } = options;
  const waiting: Job[] = [];
  let current: Job | undefined;
  let worker: Worker | undefined;
  let isReady = false;
  let timer: NodeJS.Timeout | undefined;

  function start(): Worker {
    const begun = new Worker(new URL('./reading-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, maxYoungGenerationSizeMb: YOUNG_MB },
      // The program's own flags are for its start.
      execArgv: [],
    });
    begun.on('message', (answer: ReadingAnswer) => {
      if (begun !== worker) return;
      if (answer === 'ready') {
        isReady = true;
        return next();
      }
      if ('fault' in answer) finish((job) => job.result.reject(new ReadingError(answer.fault)));
      else finish((job) => job.result.resolve(answer.reading));
    });
    begun.on('error', (cause) => end(new ReadingError('the reading thread failed', { cause }), begun));
    begun.on('exit', () => end(new ReadingError('the reading thread ended'), begun));
    return begun;
  }

  function next(): void {
    clearTimeout(timer);
    current = waiting.shift();
    if (!current) {
      worker?.unref();
      timer = setTimeout(() => void stop(), idleMs).unref();
      return;
    }
    worker ??= start();
    worker.ref();
    // The thread says when it can begin; loading it takes no story's time.
    if (!isReady) {
      waiting.unshift(current);
      current = undefined;
      return;
    }
    worker.postMessage(current.story);
    timer = setTimeout(() => {
      const late = `it took longer than ${timeoutMs / 1000} s`;
      end(new ReadingError(late), worker);
    }, timeoutMs);
  }

  function finish(settle: (job: Job) => void): void {
    const done = current;
    current = undefined;
    if (done) settle(done);
    next();
  }

  /** Gives up a thread, with the story that it has; those that wait are read by another. */
  function end(fault: ReadingError, ended: Worker | undefined): void {
    if (ended !== worker) return;
    void stop();
    // A thread that could not even start must not be started for ever.
    const failed = current ?? waiting.shift();
    current = undefined;
    failed?.result.reject(fault);
    if (waiting.length > 0) next();
  }

  async function stop(): Promise<void> {
    clearTimeout(timer);
    const last = worker;
    const isLoading = !isReady;
    worker = undefined;
    isReady = false;
    if (!last) return;
    last.ref();
    // A thread that is ended while it loads its code can take the whole program with it.
    if (isLoading) await Promise.race([once(last, 'message'), once(last, 'exit')]).catch(() => undefined);
    await last.terminate();
  }

  return {
    read(story) {
      const result = Promise.withResolvers<Reading>();
      waiting.push({ story, result });
      if (!current && (worker === undefined || isReady)) next();
      return result.promise;
    },
    async close() {
      // No ReadingError: nothing is wrong with these stories, and the next start reads them.
      const fault = new Error('the reader was closed');
      for (const { result } of [...(current ? [current] : []), ...waiting.splice(0)]) result.reject(fault);
      current = undefined;
      await stop();
    },
  };
}
