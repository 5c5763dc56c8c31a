import { existsSync, renameSync, rmSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { StoreError, UserError } from '../domain/errors.ts';

/** All at once: in slices it would begin anew whenever the running bot writes. The log (WAL) lets it write meanwhile. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies a SQLite file as it is at one moment, while others read and write it, and looks through the copy. `target` is
 * there whole, or not at all. Throws UserError where it is there already, StoreError for a file that cannot be copied.
 */
export async function backUpSqlite(file: string, target: string): Promise<void> {
  if (existsSync(target)) throw new UserError(`${target} is there already.`);
  const unfinished = `${target}.unfinished`;
  rmSync(unfinished, { force: true });
  try {
    const source = new DatabaseSync(file, { readOnly: true });
    try {
      await backup(source, unfinished, { rate: ALL_PAGES });
    } finally {
      source.close();
    }
    checkCopy(unfinished);
    renameSync(unfinished, target);
  } catch (cause) {
    rmSync(unfinished, { force: true });
    throw cause instanceof StoreError ? cause : new StoreError(`${file} could not be copied.`, { cause });
  }
}

function checkCopy(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    // One file without a log beside it, that can be carried elsewhere.
    copy.exec('PRAGMA journal_mode = DELETE');
    const verdict = copy.prepare('PRAGMA quick_check(1)').get()?.quick_check;
    if (verdict !== 'ok') throw new StoreError(`The copy is damaged (${verdict}), as the original may be.`);
  } finally {
    copy.close();
  }
}
