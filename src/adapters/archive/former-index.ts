import { existsSync, rmSync } from 'node:fs';
import type { Log } from '../../domain/ports.ts';
import { DatabaseSync } from './sqlite/database.ts';

/** Where paragraphs were indexed before there was an archive; only a cache of the content folder. */
const FORMER_INDEX = 'data/search-index.sqlite';
/** Its mark, "PQix". */
const FORMER_ID = 0x50_51_69_78;

/** Removes the search index of earlier versions, if it is one of ours; the archive has read its stories again. */
export function removeFormerIndex(log: Log, file = FORMER_INDEX): void {
  if (!existsSync(file)) return;
  try {
    const db = new DatabaseSync(file, { readOnly: true });
    const owner = db.prepare('PRAGMA application_id').get()?.application_id;
    db.close();
    if (owner !== FORMER_ID) return;
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    log.info({ file }, 'the search index of an earlier version was removed');
  } catch (err) {
    log.debug({ err, file }, 'the search index of an earlier version stays');
  }
}
