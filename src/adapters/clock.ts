import type { Clock } from '../domain/ports.ts';

/** The program's clock, and how long its spans take by the computer's own. */
export interface ProgramClock extends Clock {
  /** The real milliseconds in which `spanMs` of the program's time pass. */
  realSpan(spanMs: number): number;
}

/** The settings of a clock for tests: CLOCK_EPOCH, an ISO date and time in the past, and CLOCK_SPEED. */
export interface ClockSettings {
  readonly epoch?: string | undefined;
  readonly speed?: number | undefined;
}

/**
 * The computer's own time; with settings a clock that reads epoch + (now − epoch) × speed, so that it runs fast and
 * goes on over restarts. Without an epoch there is nothing to count from, and the speed is 1.
 */
export function createClock({ epoch, speed = 1 }: ClockSettings = {}): ProgramClock {
  if (epoch === undefined) return { now: () => Date.now(), realSpan: (spanMs) => spanMs };
  const epochMs = Date.parse(epoch);
  return {
    now: () => Math.round(epochMs + (Date.now() - epochMs) * speed),
    realSpan: (spanMs) => spanMs / speed,
  };
}
