import { UserError } from '../../domain/errors.ts';
import type { Log } from '../../domain/ports.ts';
import type { ArchiveReport } from './archive-report.ts';
import { archivePath, isOnServer } from './open-archive.ts';
import { openArchiveFile } from './sqlite/archive-file.ts';
import { checkArchive } from './sqlite/check-archive.ts';
import { type RepairReport, repairArchive } from './sqlite/repair-archive.ts';
import { readStoredStories } from './sqlite/stored-stories.ts';
import type { StoredStory } from './stored-rows.ts';

/** An archive as its operator keeps it. */
export interface KeptArchive {
  /** Where it is, for people. */
  readonly place: string;
  /** What to do about a damaged one, as the end of a sentence. */
  readonly remedy: string;
  check(): Promise<ArchiveReport>;
  /** Saves what can be read. Throws `UserError` where that is not this program's to do. */
  repair(): Promise<RepairReport>;
  /** All stories; `lost` is called for each part that cannot be read. */
  stories(lost: () => void): AsyncGenerator<StoredStory>;
}

/** The archive that belongs to the store of `url` (STORE_URL), for its operator. Opens nothing yet. */
export function keptArchive(url: string, log: Log): KeptArchive {
  return isOnServer(url) ? inPostgres(url, log) : inFile(archivePath(url));
}

function inFile(path: string): KeptArchive {
  return {
    place: path,
    remedy: 'pullquote archive repair saves what can be saved',
    check: async () => checkArchive(path),
    repair: async () => repairArchive(path),
    async *stories(lost) {
      const db = openArchiveFile(path);
      try {
        yield* readStoredStories(db, lost);
      } finally {
        db.close();
      }
    },
  };
}

function inPostgres(url: string, log: Log): KeptArchive {
  const open = async () => {
    const [{ openPostgres }, { checkPostgresArchive }, { readPagesOfStories }] = await Promise.all([
      import('../postgres/postgres.ts'),
      import('./postgres/check-archive.ts'),
      import('./postgres/stored-stories.ts'),
    ]);
    return { db: await openPostgres(url, { log }), checkPostgresArchive, readPagesOfStories };
  };
  return {
    place: 'The archive in PostgreSQL',
    remedy: 'restore a backup (pg_restore)',
    async check() {
      const { db, checkPostgresArchive } = await open();
      return checkPostgresArchive(db).finally(() => db.close());
    },
    async repair() {
      throw new UserError(
        'The archive is in PostgreSQL, which repairs itself after a crash. Where `pullquote archive check` finds a ' +
          'fault: stop all bots, save what can be read with `pullquote archive export`, and restore a backup (pg_restore).',
      );
    },
    async *stories(lost) {
      const { db, readPagesOfStories } = await open();
      try {
        for await (const page of readPagesOfStories(db, lost)) yield* page;
      } finally {
        await db.close();
      }
    },
  };
}
