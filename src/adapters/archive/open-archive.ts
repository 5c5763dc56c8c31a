import { existsSync } from 'node:fs';
import { StoreError } from '../../domain/errors.ts';
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
  if (isOnServer(url)) {
    const { openPostgresArchive } = await import('./postgres/postgres-archive.ts');
    return openPostgresArchive(url, { log, now: () => clock.now() });
  }
  return openSqliteArchive(archivePath(url), { now: () => clock.now() });
}

/** Whether there is an archive already that belongs to the store of `url`; a server always has one. */
export function hasArchive(url: string): boolean {
  return isOnServer(url) || existsSync(archivePath(url));
}

/** Whether the archive belongs to a PostgreSQL. */
export function isOnServer(url: string): boolean {
  return /^postgres(ql)?:/.test(url);
}

/** The file of an archive beside `sqlite:PATH`; `:memory:` for none. Throws StoreError for what has no file. */
export function archivePath(url: string): string {
  const [, path] = /^sqlite:(.+)$/s.exec(url) ?? [];
  if (path === undefined) throw new StoreError('STORE_URL names no SQLite file, so the archive has none.');
  return path === ':memory:' ? path : `${path.replace(/\.sqlite$/, '')}.archive.sqlite`;
}
