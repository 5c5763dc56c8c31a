import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayBotInfo, IIdentifyThrottler } from 'discord.js';
import type { Clock, Log, SharedStore } from '../../../domain/ports.ts';

/**
 * Discord lets one shard of each bucket, `shard % max_concurrency`, identify in five seconds; this allows for the way there:
 * https://docs.discord.com/developers/events/gateway#rate-limiting
 */
const SPACING_MS = 5_500;
/** A turn further ahead than this was given before a clock was set back. */
const LONGEST_LINE_MS = 30 * 60_000;
/** A timer cannot wait longer. */
const LONGEST_WAIT_MS = 60 * 60_000;

export interface IdentifyTurnsOptions {
  readonly store: SharedStore;
  /** The computer's own time: Discord counts by no other. */
  readonly clock: Clock;
  readonly log: Log;
  /** Called when a shard gets its turn in so many milliseconds. */
  onTurn(waitMs: number): void;
  /** Called when no session may be started before so many milliseconds; the shard waits for them. */
  onUsedUp(resetAfterMs: number): void;
}

/**
 * Lets the shards of all processes on one store identify in turn, and none where the day's starts are used up: one more
 * would have Discord reset the token. While the store is away, a process keeps to the turns among its own.
 */
export async function createIdentifyTurns(
  manager: { fetchGatewayInformation(fresh: boolean): Promise<APIGatewayBotInfo> },
  { store, clock, log, onTurn, onUsedUp }: IdentifyTurnsOptions,
): Promise<IIdentifyThrottler> {
  const readLimit = async () => (await manager.fetchGatewayInformation(true)).session_start_limit;
  const { max_concurrency: buckets } = await readLimit();
  const own = new Map<string, number>();

  /** How long until the bucket's next turn, which is taken with this. */
  async function takeTurn(bucket: string): Promise<number> {
    const take = (next: number | undefined): readonly [number, number] => {
      const now = clock.now();
      const at = next !== undefined && next > now && next < now + LONGEST_LINE_MS ? next : now;
      return [at + SPACING_MS, at - now];
    };
    try {
      return await store.change(`identify:${bucket}`, take);
    } catch (err) {
      log.warn({ err }, 'the store is away: shards identify without regard to other processes');
      const [next, waitMs] = take(own.get(bucket));
      own.set(bucket, next);
      return waitMs;
    }
  }

  async function waitForStarts(signal: AbortSignal): Promise<void> {
    for (;;) {
      const { remaining, reset_after: resetAfterMs } = await readLimit();
      if (remaining > 0) return;
      onUsedUp(resetAfterMs);
      await sleep(Math.min(resetAfterMs, LONGEST_WAIT_MS), undefined, { signal });
    }
  }
  return {
    async waitForIdentify(shard, signal) {
      const waitMs = await takeTurn(String(shard % buckets));
      onTurn(waitMs);
      await sleep(waitMs, undefined, { signal });
      await waitForStarts(signal);
    },
  };
}
