import type { Log } from '../domain/ports.ts';
import type { ProgramClock } from './clock.ts';

export interface TimerOptions {
  readonly clock: ProgramClock;
  readonly log: Log;
  /** Does what is due at `now`. The next tick does not wait for it. */
  tick(now: number): Promise<void>;
  /** When the next tick is wanted (Unix milliseconds of the program's clock); Infinity for none. */
  next(): Promise<number>;
}

/** Stops ticking, and resolves when the ticks that run have ended. */
export interface Timer {
  stop(): Promise<void>;
}

/** Spans of the program's time. A clock that jumps, or a computer that sleeps, is noticed after the longest wait. */
const LONGEST_WAIT_MS = 30_000;
const SHORTEST_WAIT_MS = 1_000;
/** By the computer's own clock: however fast the program's runs, ticks leave time for other work. */
const SHORTEST_REAL_MS = 25;

/** Ticks at once, and then whenever something is due. */
export function startTimer({ clock, log, tick, next }: TimerOptions): Timer {
  const running = new Set<Promise<void>>();
  const stopped = new AbortController();
  const loop = (async () => {
    while (!stopped.signal.aborted) {
      const work = tick(clock.now()).catch((err: unknown) => log.error({ err }, 'tick failed'));
      running.add(work);
      void work.finally(() => running.delete(work));
      await wait(Math.max(clock.realSpan(await spanToNext()), SHORTEST_REAL_MS), stopped.signal);
    }
  })();

  /** A work that ends brings the next tick nearer only by the shortest wait, which bounds how often a fault repeats. */
  async function spanToNext(): Promise<number> {
    try {
      return Math.min(Math.max((await next()) - clock.now(), SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
    } catch (err) {
      log.error({ err }, 'next tick unknown');
      return LONGEST_WAIT_MS;
    }
  }
  return {
    async stop() {
      stopped.abort();
      await loop;
      await Promise.all(running);
    },
  };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
