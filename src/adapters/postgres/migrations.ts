import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { StoreError } from '../../domain/errors.ts';

const FOLDER = join(import.meta.dirname, 'migrations');
/** Any number, the same in every process of this program: one migrates, the others wait. */
const ADVISORY_LOCK = 0x50756c6c;

/**
 * Brings `schema` up to date by the numbered SQL files beside this one, each once and whole. Files that were released
 * never change; a new need is a new file. Throws StoreError for a schema that a newer program wrote.
 */
export async function migrate(pool: pg.Pool, schema: string): Promise<void> {
  const steps = listSteps();
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCK]);
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migrations (step integer PRIMARY KEY, name text NOT NULL)',
    );
    const { rows } = await client.query<{ step: number }>('SELECT step FROM migrations');
    const done = new Set(rows.map(({ step }) => step));
    const newest = Math.max(0, ...done);
    if (newest > steps.length) {
      throw new StoreError(
        `The database was written by a newer Pullquote (schema ${newest}; this one knows ${steps.length}).`,
      );
    }
    for (const { step, name } of steps.filter((one) => !done.has(one.step))) {
      await client.query(readFileSync(join(FOLDER, name), 'utf8'));
      await client.query('INSERT INTO migrations (step, name) VALUES ($1, $2)', [step, name]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

function listSteps(): { readonly step: number; readonly name: string }[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name, index) => ({ step: index + 1, name }));
}
