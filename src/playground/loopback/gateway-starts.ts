import type { Identify } from './gateway-identify.ts';

/** What Discord allows of new sessions; see "Sharding for Very Large Bots" and "Session Start Limit" in its documentation. */
export interface StartLimits {
  /** Sessions that may be started; 1000 by default. */
  readonly sessionStarts?: number;
  /** How many shards may identify in five seconds, one of each `shard % maxConcurrency`. Not enforced when absent. */
  readonly maxConcurrency?: number;
}

/** One attempt of a client to start a session. */
export interface SessionStart {
  readonly shard: number;
  readonly shards: number;
  /** Real milliseconds. */
  readonly at: number;
  readonly outcome: 'started' | 'too soon' | 'used up';
}

/** Counts the sessions that clients start. */
export interface SessionStarts {
  /** All attempts, oldest first. */
  readonly all: readonly SessionStart[];
  /** As GET /gateway/bot tells it. */
  limit(): object;
  take(asked: Identify): SessionStart['outcome'];
}

const WINDOW_MS = 5000;
const DAY_MS = 24 * 60 * 60_000;

export function createSessionStarts({
  sessionStarts: total = 1000,
  maxConcurrency,
}: StartLimits): SessionStarts {
  const all: SessionStart[] = [];
  const left = () => total - all.filter(({ outcome }) => outcome === 'started').length;

  function judge({ shard }: Identify, at: number): SessionStart['outcome'] {
    if (left() <= 0) return 'used up';
    if (maxConcurrency === undefined) return 'started';
    const isSame = (one: SessionStart) => one.shard % maxConcurrency === shard % maxConcurrency;
    const isRecent = all.some((one) => isSame(one) && one.outcome === 'started' && at - one.at < WINDOW_MS);
    return isRecent ? 'too soon' : 'started';
  }
  return {
    all,
    limit: () => ({ total, remaining: left(), reset_after: DAY_MS, max_concurrency: maxConcurrency ?? 1 }),
    take(asked) {
      const at = performance.now();
      const outcome = judge(asked, at);
      all.push({ shard: asked.shard, shards: asked.shards, at, outcome });
      return outcome;
    },
  };
}
