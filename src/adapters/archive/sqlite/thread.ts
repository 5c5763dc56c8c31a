import { parentPort, workerData } from 'node:worker_threads';
import { type OperationName, type Operations, openOperations } from './operations.ts';

/*
 * A thread with a connection of its own to an archive's file (`workerData`). It says whether the file could be opened, then
 * answers each request, in order, until it is told to close.
 */

export type Request =
  | { readonly id: number; readonly name: OperationName; readonly args: readonly unknown[] }
  | 'close';

export type Answer =
  | { readonly opened: true }
  | { readonly opened: false; readonly fault: Fault }
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly fault: Fault };

/** What of an error survives the way to another thread. */
export interface Fault {
  readonly message: string;
}

function say(answer: Answer): void {
  parentPort?.postMessage(answer);
}

function describe(error: unknown): Fault {
  return { message: error instanceof Error ? error.message : String(error) };
}

function serve(operations: Operations): void {
  parentPort?.on('message', (request: Request) => {
    if (request === 'close') {
      operations.close();
      parentPort?.close();
      return;
    }
    const { id, name, args } = request;
    try {
      const value: unknown = Reflect.apply(operations[name], operations, args);
      say({ id, value });
    } catch (error) {
      say({ id, fault: describe(error) });
    }
  });
  say({ opened: true });
}

try {
  serve(openOperations(String(workerData)));
} catch (error) {
  say({ opened: false, fault: describe(error) });
}
