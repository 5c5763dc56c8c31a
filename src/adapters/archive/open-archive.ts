import type { Log } from '../../domain/ports.ts';
import { type OpenArchive, openSqliteArchive } from './sqlite/sqlite-archive.ts';

const SILENT: Log = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * Opens the archive that belongs to the store of `url` (STORE_URL): beside `sqlite:PATH`, in a file of its own, so that
 * a flood of stories never holds up the ledger and damage to one leaves the other whole; in memory for `sqlite::memory:`;
 * in the same database for `postgres://…`.
 */
export async function openArchive(
  url: string,
  clock: { now(): number },
  log: Log = SILENT,
): Promise<OpenArchive> {
  if (/^postgres(ql)?:/.test(url)) {
    const { openPostgresArchive } = await import('./postgres/postgres-archive.ts');
    return openPostgresArchive(url, { log, now: () => clock.now() });
  }
  return openSqliteArchive(archivePath(url), { now: () => clock.now() });
}

/** Where the stories are kept when the store is a server. */
const BESIDE_A_SERVER = 'data/pullquote.archive.sqlite';

/** The archive's file; `:memory:` for none. */
export function archivePath(url: string): string {
  const [, path] = /^sqlite:(.+)$/s.exec(url) ?? [];
  if (path === undefined) return BESIDE_A_SERVER;
  return path === ':memory:' ? path : `${path.replace(/\.sqlite$/, '')}.archive.sqlite`;
}
