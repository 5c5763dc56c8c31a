import { Worker } from 'node:worker_threads';
import { StoreError } from '../../../domain/errors.ts';
import type { OperationName, Operations } from './operations.ts';
import type { Answer, Request } from './thread.ts';
import { createTurns, type Turns } from './turns.ts';

/** What is asked of an archive's file, wherever it is done. */
export interface OperationCaller {
  call<N extends OperationName>(
    name: N,
    ...args: Parameters<Operations[N]>
  ): Promise<ReturnType<Operations[N]>>;
  /** Finishes what was asked before; what is asked afterwards is a StoreError. */
  close(): Promise<void>;
}

const YOUNG_MB = 8;

/** Asked at once: there is always a next one while answers are on their way, and whoever comes then waits for few. */
const AT_ONCE = 4;

export interface ThreadOptions {
  /** How long a thread stays when nothing is asked of it; for ever without. */
  readonly idleMs?: number;
  /** Servers take turns, by the scope that each question names first; otherwise all is done in the order in which it is asked. */
  readonly isFair?: boolean;
}

interface Running {
  readonly worker: Worker;
  readonly opened: PromiseWithResolvers<void>;
  readonly ended: Promise<unknown>;
  readonly pending: Map<number, PromiseWithResolvers<unknown>>;
  /** Not sent yet. */
  readonly turns: Turns<Request>;
}

/**
 * A thread that holds an archive's file, started when first asked and again when it ended. A fault of the file is a
 * StoreError; a thread that dies takes along only what was asked of it.
 */
export function createArchiveThread(
  path: string,
  { idleMs, isFair = false }: ThreadOptions = {},
): OperationCaller {
  let running: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  let asked = 0;
  let isClosed = false;

  function start(): Running {
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: path,
      // Short-lived rows are all that it makes; what is not limited is kept.
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
      // The program's own flags are for its start.
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    const ended = Promise.withResolvers<void>();
    const begun: Running = {
      worker,
      opened: Promise.withResolvers<void>(),
      ended: ended.promise,
      pending: new Map(),
      turns: createTurns(),
    };
    // Whoever waits hears of it; a rejection that nobody awaits must not end the program.
    begun.opened.promise.catch(() => undefined);
    const fail = (cause: unknown) => {
      if (running === begun) running = undefined;
      const fault = new StoreError('The thread of the archive ended.', { cause });
      begun.opened.reject(fault);
      for (const { reject } of begun.pending.values()) reject(fault);
      begun.pending.clear();
    };
    worker.on('message', (answer: Answer) => settle(begun, answer));
    worker.on('error', fail);
    worker.on('exit', (code) => {
      fail(`exit code ${code}`);
      ended.resolve();
    });
    return begun;
  }

  function settle(begun: Running, answer: Answer): void {
    if ('opened' in answer) {
      if (answer.opened) begun.opened.resolve();
      else begun.opened.reject(new StoreError(answer.fault.message));
      return;
    }
    const waiting = begun.pending.get(answer.id);
    begun.pending.delete(answer.id);
    if ('fault' in answer) waiting?.reject(new Error(answer.fault.message));
    else waiting?.resolve(answer.value);
    send(begun);
    // Whoever ends the thread waits for it.
    if (begun.pending.size > 0 || running !== begun) return;
    // Nothing is under way: the thread must not keep a program from ending.
    begun.worker.unref();
    if (idleMs !== undefined) idle = setTimeout(() => void end(), idleMs).unref();
  }

  async function call<N extends OperationName>(
    name: N,
    ...args: Parameters<Operations[N]>
  ): Promise<ReturnType<Operations[N]>> {
    // Nobody would end a thread that is started now.
    if (isClosed) throw new StoreError('The archive is closed.');
    clearTimeout(idle);
    running ??= start();
    const { worker, opened, pending, turns } = running;
    worker.ref();
    const id = asked++;
    const waiting = Promise.withResolvers<unknown>();
    pending.set(id, waiting);
    turns.add(isFair ? serverOf(args) : '', { id, name, args });
    send(running);
    await Promise.race([opened.promise, waiting.promise]);
    try {
      // The thread runs this very operation.
      return (await waiting.promise) as ReturnType<Operations[N]>;
    } catch (cause) {
      if (cause instanceof StoreError) throw cause;
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new StoreError(`The archive failed at ${name}: ${reason}.`, { cause });
    }
  }

  function send({ worker, pending, turns }: Running): void {
    while (turns.waiting() > 0 && pending.size - turns.waiting() < AT_ONCE) worker.postMessage(turns.next());
  }

  async function end(): Promise<void> {
    clearTimeout(idle);
    const last = running;
    running = undefined;
    if (!last) return;
    last.worker.ref();
    for (let next = last.turns.next(); next; next = last.turns.next()) last.worker.postMessage(next);
    last.worker.postMessage('close' satisfies Request);
    await last.ended;
  }

  return {
    call,
    async close() {
      isClosed = true;
      await end();
    },
  };
}

function serverOf([scope]: readonly unknown[]): string {
  if (typeof scope !== 'object' || scope === null || !('guild' in scope)) return '';
  return String(scope.guild ?? '');
}
