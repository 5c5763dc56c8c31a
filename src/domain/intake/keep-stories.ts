import type { Clock, Log } from '../ports.ts';
import type { ArchiveWriter } from '../story/archive.ts';

/** How many stories are removed at a time, so that others' writes come in between. */
const REMOVED_AT_ONCE = 20;
const DAY_MS = 24 * 60 * 60_000;

/** What it takes to let old stories go. */
export interface KeepingPorts {
  readonly archive: Pick<ArchiveWriter, 'expire' | 'tidy'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Removes the stories of feeds that came in and were last shown more than `keepDays` ago, but for those that an editor
 * pinned, until all are gone or `signal` aborts; tells how many there were.
 */
export async function expireStories(
  { archive, clock, log }: KeepingPorts,
  keepDays: number,
  signal: AbortSignal,
): Promise<number> {
  const before = clock.now() - keepDays * DAY_MS;
  let removed = 0;
  while (!signal.aborted) {
    const some = await archive.expire(before, REMOVED_AT_ONCE);
    removed += some;
    if (some < REMOVED_AT_ONCE) break;
  }
  if (removed > 0) log.info({ removed, keepDays }, 'old stories of feeds were removed');
  // What was removed is left in the indexes as marks until they are merged.
  while (!signal.aborted && (await archive.tidy()));
  return removed;
}
