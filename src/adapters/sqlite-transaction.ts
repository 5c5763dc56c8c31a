import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` in a write transaction: all of it is stored, or, when it throws, nothing. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  // IMMEDIATE waits for the write lock at the start; a read that upgrades later could fail without waiting.
  db.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
