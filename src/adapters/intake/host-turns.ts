import { setTimeout as wait } from 'node:timers/promises';

/** Lets work at one host happen one at a time, with a pause in between; different hosts do not wait for each other. */
export interface HostTurns {
  /** Runs `work` when the host's turn has come, whatever became of the work before. */
  take<T>(host: string, work: () => Promise<T>): Promise<T>;
}

/** Turns with `paceMs` real milliseconds between the end of one and the start of the next. */
export function createHostTurns(paceMs: number): HostTurns {
  const lastOf = new Map<string, Promise<unknown>>();
  return {
    take(host, work) {
      const before = lastOf.get(host) ?? Promise.resolve();
      const mine = before.then(work);
      const over = mine.catch(() => {}).then(() => wait(paceMs));
      lastOf.set(host, over);
      // The last in a row takes the host off the list, so that it does not grow with every host ever seen.
      void over.then(() => lastOf.get(host) === over && lastOf.delete(host));
      return mine;
    },
  };
}
