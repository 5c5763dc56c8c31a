import { Worker } from 'node:worker_threads';
import { DocumentError, type DocumentReader, type RawDocument } from '../../domain/intake/documents.ts';
import type { DocumentTasks } from './document-tasks.ts';
import type { WorkerAnswer, WorkerRequest } from './document-worker.ts';

/** Reads in a thread of its own, one document at a time. */
export interface ThreadedReader extends DocumentReader {
  /** After what was begun. */
  close(): Promise<void>;
}

export interface ReaderSettings {
  /** For one document; the thread is given up when it is over. */
  readonly timeoutMs?: number;
  /** The thread ends when it has had nothing to do for so long. */
  readonly idleMs?: number;
}

const HEAP_MEGABYTES = 256;
const DEFAULTS = { timeoutMs: 10_000, idleMs: 30_000 };

/** A reader whose thread starts with the first document, so that a program that reads none has none. */
export function createDocumentReader(given: ReaderSettings = {}): ThreadedReader {
  const { timeoutMs, idleMs } = { ...DEFAULTS, ...given };
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  function run<Task extends keyof DocumentTasks>(
    task: Task,
    document: RawDocument,
  ): Promise<ReturnType<DocumentTasks[Task]>> {
    const mine = last.then(() => ask({ task, document })) as Promise<ReturnType<DocumentTasks[Task]>>;
    last = mine.catch(() => {});
    return mine;
  }

  function ask(request: WorkerRequest): Promise<unknown> {
    clearTimeout(idle);
    worker ??= startWorker();
    const asked = worker;
    asked.ref();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => abandon('it takes too long to read'), timeoutMs);
      const fail = (cause: unknown) => abandon('it takes too much memory to read', cause);
      function abandon(reason: string, cause?: unknown): void {
        done();
        worker = undefined;
        void asked.terminate();
        reject(new DocumentError(reason, { cause }));
      }
      function take({ isRead, value, reason }: WorkerAnswer): void {
        done();
        asked.unref();
        idle = setTimeout(stop, idleMs).unref();
        if (isRead) resolve(value);
        else reject(new DocumentError('it cannot be read', { cause: reason }));
      }
      function done(): void {
        clearTimeout(timer);
        asked.off('message', take).off('error', fail);
      }
      asked.on('message', take).on('error', fail);
      asked.postMessage(request);
    });
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    await stopped?.terminate();
  }
  return {
    page: (document) => run('page', document),
    feed: (document) => run('feed', document),
    feedLinks: (document) => run('feedLinks', document),
    async close() {
      await last;
      await stop();
    },
  };
}

function startWorker(): Worker {
  return new Worker(new URL('./document-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES },
    // Warnings of a parser are no business of the program's own output.
    stderr: false,
  });
}
