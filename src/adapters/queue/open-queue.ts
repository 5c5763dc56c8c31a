import type { JobQueue } from '../../domain/jobs.ts';
import type { KeyValueStore, Log } from '../../domain/ports.ts';
import { createInProcessQueue } from './in-process-queue.ts';

/**
 * Opens the queue of jobs that belongs to the store of `url` (STORE_URL): in PostgreSQL, shared by all processes, for
 * `postgres://…`; otherwise in this process.
 */
export async function openQueue(
  url: string,
  ports: { readonly store: KeyValueStore; readonly log: Log },
): Promise<JobQueue> {
  if (!/^postgres(ql)?:/.test(url)) return createInProcessQueue(ports);
  const { openPgBossQueue } = await import('./pg-boss-queue.ts');
  return openPgBossQueue(url, ports);
}
