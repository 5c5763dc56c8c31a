import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { DocumentError, type DocumentReader, type RawDocument } from '../../domain/intake/documents.ts';
import type { DocumentTasks } from './document-tasks.ts';
import type { WorkerAnswer, WorkerRequest } from './document-worker.ts';

/** Reads in a process of its own, one document at a time. */
export interface IsolatedReader extends DocumentReader {
  /** After what was begun. */
  close(): Promise<void>;
}

export interface ReaderSettings {
  /** For one document; the process is ended when it is over. */
  readonly timeoutMs?: number;
  /** The process ends when it has had nothing to do for so long. */
  readonly idleMs?: number;
}

/** A document that needs more is none. Little room for what dies young takes half the memory, and less time. */
const HEAP_FLAGS = ['--max-old-space-size=256', '--max-semi-space-size=4', '--heap-growing-percent=20'];
const DEFAULTS = { timeoutMs: 10_000, idleMs: 30_000 };

/**
 * A reader whose process starts with the first document, so that a program that reads none has none. It is no thread:
 * a document that takes too much memory can end whatever it shares a process with.
 */
export function createDocumentReader(given: ReaderSettings = {}): IsolatedReader {
  const { timeoutMs, idleMs } = { ...DEFAULTS, ...given };
  let worker: ChildProcess | undefined;
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
    hold(asked);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => abandon('it takes too long to read'), timeoutMs);
      const fail = () => abandon('it takes too much memory to read');
      function abandon(reason: string): void {
        done();
        worker = undefined;
        asked.kill('SIGKILL');
        reject(new DocumentError(reason));
      }
      function take({ isRead, value, reason }: WorkerAnswer): void {
        done();
        release(asked);
        idle = setTimeout(stop, idleMs).unref();
        if (isRead) resolve(value);
        else reject(new DocumentError('it cannot be read', { cause: reason }));
      }
      function done(): void {
        clearTimeout(timer);
        asked.off('message', take).off('error', fail).off('exit', fail);
      }
      asked.on('message', take).on('error', fail).on('exit', fail);
      asked.send(request, (error) => error && fail());
    });
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const stopped = worker;
    worker = undefined;
    if (!stopped || stopped.exitCode !== null || stopped.signalCode !== null) return;
    const ended = once(stopped, 'exit');
    // A terminal program would otherwise end while it waits.
    hold(stopped);
    stopped.kill('SIGKILL');
    await ended;
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

function startWorker(): ChildProcess {
  const cache = getCompileCacheDir();
  return fork(join(import.meta.dirname, 'document-worker.ts'), [], {
    // Nothing of the program's settings: what reads strangers' documents needs none of its secrets.
    env: cache ? { NODE_COMPILE_CACHE: cache } : {},
    execArgv: [...HEAP_FLAGS, '--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    // Warnings of a parser, and the end of a process without memory, are no business of the program's own output.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
}

/** While it reads, the program waits for it; afterwards it keeps nobody. */
function hold(worker: ChildProcess): void {
  worker.ref();
  worker.channel?.ref();
}

function release(worker: ChildProcess): void {
  worker.unref();
  worker.channel?.unref();
}
