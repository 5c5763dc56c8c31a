import { setTimeout as wait } from 'node:timers/promises';
import { createQueue } from '../../domain/schedule/queue.ts';
import { withStoreFault } from './store-fault.ts';

/** SQLITE_BUSY and SQLITE_LOCKED, the low byte of every code of theirs: https://www.sqlite.org/rescode.html */
const LOCKED_CODES: ReadonlySet<number> = new Set([5, 6]);
const FIRST_PAUSE_MS = 5;
const LONGEST_PAUSE_MS = 50;

/** How the statements on a file get their turn. Whatever is thrown becomes a StoreError that says what was being done. */
export interface Turns {
  read<T>(doing: string, work: () => T): Promise<T>;
  /** One after the other, in order: one that waits for a lock does not let a later one of the same file go first. */
  write<T>(doing: string, work: () => T): Promise<T>;
}

/** Whether another process holds a lock that the statement needs. */
export function isLocked(fault: unknown): boolean {
  if (!(fault instanceof Error) || !('errcode' in fault)) return false;
  return LOCKED_CODES.has(Number(fault.errcode) & 0xff);
}

/**
 * Runs `work` until no other process's lock hinders it, at most until `lockTimeoutMs` after now: then it throws what
 * SQLite threw. SQLite itself must not wait (its timeout is 0), since it would hold up the whole program.
 */
export async function whenUnlocked<T>(
  lockTimeoutMs: number,
  work: () => T,
  since = performance.now(),
): Promise<T> {
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
    try {
      return work();
    } catch (fault) {
      if (!isLocked(fault) || performance.now() - since >= lockTimeoutMs) throw fault;
      await wait(pauseMs);
    }
  }
}

export function createTurns(lockTimeoutMs: number): Turns {
  const inTurn = createQueue();
  return {
    read: (doing, work) => withStoreFault(doing, () => whenUnlocked(lockTimeoutMs, work)),
    write(doing, work) {
      // Counted from here: those in line do not wait longer because others before them did.
      const since = performance.now();
      return withStoreFault(doing, () => inTurn(() => whenUnlocked(lockTimeoutMs, work, since)));
    },
  };
}
