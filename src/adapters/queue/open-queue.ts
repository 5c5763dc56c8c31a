import type { JobQueue } from '../../domain/jobs.ts';
import type { KeyValueStore, Log } from '../../domain/ports.ts';
import { createInProcessQueue } from './in-process-queue.ts';

export interface QueueOptions {
  readonly store: KeyValueStore;
  readonly log: Log;
  /** Whether another process on the same store does the jobs that cannot be shared. */
  readonly isFollower?: boolean;
}

/** The queue of a process whose jobs another one does. */
const ELSEWHERE: JobQueue = {
  work: async () => {},
  add: async () => false,
  dead: async () => [],
  retry: async () => false,
  depths: async () => new Map(),
  close: async () => {},
};

/**
 * Opens the queue of jobs that belongs to the store of `url` (STORE_URL): in PostgreSQL, shared by all processes, for
 * `postgres://…`; otherwise in the one process that leads.
 */
export async function openQueue(
  url: string,
  { store, log, isFollower = false }: QueueOptions,
): Promise<JobQueue> {
  if (/^postgres(ql)?:/.test(url)) {
    const { openPgBossQueue } = await import('./pg-boss-queue.ts');
    return openPgBossQueue(url, { log });
  }
  return isFollower ? ELSEWHERE : createInProcessQueue({ store, log });
}
