/** What became of a poll. Times and spans in milliseconds. */
export type PollOutcome =
  | { readonly kind: 'read' | 'unchanged'; readonly freshMs?: number | undefined }
  /** Failed for now; `waitMs` where the server says how long to wait. */
  | { readonly kind: 'failed'; readonly reason: string; readonly waitMs?: number | undefined }
  /** Gone for good (410). */
  | { readonly kind: 'gone'; readonly reason: string };

/** When a feed is polled and how it has been going. */
export interface PollState {
  /** Unix milliseconds; a feed that ended is never due. */
  readonly nextPoll: number;
  readonly failures: number;
  /** Since when every poll failed. */
  readonly failingSince?: number | undefined;
  /** When those who follow were told of it. */
  readonly toldAt?: number | undefined;
  readonly fault?: string | undefined;
  /** It is gone for good. */
  readonly ended?: boolean | undefined;
}

export const DAY_MS = 24 * 60 * 60_000;
/** Those who follow a feed are told when it has failed for so long. */
const TELL_AFTER_MS = 7 * DAY_MS;
/** Polls are spread over so much of the interval, so that feeds that were followed together drift apart. */
const JITTER = 0.1;
/** A server may ask for so long a rest; longer is a mistake, and would lose news. */
const LONGEST_FRESH_MS = 6 * 60 * 60_000;

/**
 * The state after a poll at `now`. `random`, from 0 to 1, decides the jitter. Failures double the interval up to a day; a
 * server's own wish (Retry-After, Cache-Control) counts where it is longer.
 */
export function planPoll(
  before: PollState,
  outcome: PollOutcome,
  { now, everyMs, random }: { readonly now: number; readonly everyMs: number; readonly random: number },
): PollState {
  const spread = 1 + JITTER * random;
  switch (outcome.kind) {
    case 'read':
    case 'unchanged': {
      const restMs = Math.max(everyMs, Math.min(outcome.freshMs ?? 0, LONGEST_FRESH_MS));
      return { nextPoll: Math.round(now + restMs * spread), failures: 0 };
    }
    case 'failed': {
      const failures = before.failures + 1;
      const backOffMs = Math.min(everyMs * 2 ** Math.min(failures, 20), DAY_MS);
      const restMs = Math.min(Math.max(backOffMs, outcome.waitMs ?? 0), DAY_MS);
      return {
        nextPoll: Math.round(now + restMs * spread),
        failures,
        failingSince: before.failingSince ?? now,
        toldAt: before.toldAt,
        fault: outcome.reason,
      };
    }
    case 'gone':
      return {
        nextPoll: now,
        failures: before.failures + 1,
        toldAt: before.toldAt,
        fault: outcome.reason,
        ended: true,
      };
  }
}

/** Whether those who follow are to be told that the feed fails, or is gone, and were not yet. */
export function isTellable({ failingSince, toldAt, ended }: PollState, now: number): boolean {
  if (toldAt !== undefined) return false;
  return ended === true || (failingSince !== undefined && now - failingSince >= TELL_AFTER_MS);
}

/** How long the server asks to wait (Retry-After, in seconds or as a date), in milliseconds; `undefined` for nothing. */
export function readRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const waitMs = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return waitMs > 0 ? waitMs : undefined;
}

/** For how long the server calls its answer fresh (Cache-Control: max-age), in milliseconds; `undefined` for nothing. */
export function readFreshness(cacheControl: string | undefined): number | undefined {
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}
