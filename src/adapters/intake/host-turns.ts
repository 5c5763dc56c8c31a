import { setTimeout as wait } from 'node:timers/promises';

/** Lets work at one host happen one at a time, with a pause in between; different hosts do not wait for each other. */
export interface HostTurns {
  /** Runs `work` when the host's turn has come, whatever became of the work before. */
  take<T>(host: string, work: () => Promise<T>): Promise<T>;
}

/** Turns with `paceMs` real milliseconds between the end of one and the start of the next. */
export function createHostTurns(paceMs: number): HostTurns {
  /** Of each host when its next turn may begin, known when the last one has ended. */
  const nextOf = new Map<string, Promise<number>>();
  return {
    take(host, work) {
      const mine = (nextOf.get(host) ?? Promise.resolve(0)).then(async (next) => {
        const pauseMs = next - performance.now();
        if (pauseMs > 0) await wait(pauseMs);
        return work();
      });
      const over = mine.catch(() => {}).then(() => performance.now() + paceMs);
      nextOf.set(host, over);
      // The last in a row takes the host off the list, so that it does not grow with every host ever seen.
      const forget = () => nextOf.get(host) === over && nextOf.delete(host);
      void over.then(() => setTimeout(forget, paceMs).unref());
      return mine;
    },
  };
}
