import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { inTransaction } from '../../sqlite-transaction.ts';

export type Row = Record<string, SQLOutputValue>;

/** A database whose statements are each prepared once. */
export interface Database {
  sql(text: string): StatementSync;
  exec(text: string): void;
  /** Runs `work` in a write transaction: all of it is stored, or, when it throws, nothing. */
  transact<T>(work: () => T): T;
  close(): void;
}

/** Wraps an open database. */
export function wrapDatabase(db: DatabaseSync): Database {
  const statements = new Map<string, StatementSync>();
  return {
    sql(text) {
      const statement = statements.get(text) ?? db.prepare(text);
      statements.set(text, statement);
      return statement;
    },
    exec: (text) => db.exec(text),
    transact: (work) => inTransaction(db, work),
    close: () => db.close(),
  };
}

export { DatabaseSync, type SQLInputValue };
