import pg from 'pg';
import { StoreError } from '../../domain/errors.ts';
import type { Log } from '../../domain/ports.ts';
import { migrate } from './migrations.ts';

/** The program's tables have a schema of their own, so that they can share a database with others. */
const SCHEMA = 'pullquote';
const MOST_CONNECTIONS = 10;
/** How long a caller waits for a free connection, and how long a query may take, before it is a fault. */
const WAIT_MS = 5_000;
const QUERY_MS = 15_000;
/** int8: moments and counts, all within JavaScript's exact numbers. https://www.postgresql.org/docs/current/catalog-pg-type.html */
const INT8 = 20;

export type QueryRow = Readonly<Record<string, unknown>>;

/** Rows of one statement, and how many it changed or gave. */
export interface QueryResult {
  readonly rows: readonly QueryRow[];
  readonly count: number;
}

export interface Querying {
  /** Parameters are $1, $2, … Rejects with the driver's error. */
  query(text: string, values?: readonly unknown[]): Promise<QueryResult>;
}

/** Connections to one PostgreSQL database: bounded, made anew after the server was away. */
export interface Postgres extends Querying {
  /** Runs `work` on one connection: all of it is stored, or, when it rejects, nothing. */
  transaction<T>(work: (connection: Querying) => Promise<T>): Promise<T>;
  /** How many connections there are, are idle, and are waited for. */
  /** The pool itself, for libraries that bring their own statements. */
  readonly pool: pg.Pool;
  stats(): { readonly total: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

export interface PostgresOptions {
  readonly log: Log;
  readonly maxConnections?: number;
  readonly waitMs?: number;
  readonly queryMs?: number;
  /** Settings of the server for each connection. */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Connects to the database that `url` names and brings the program's schema up to date. Throws StoreError, without the
 * URL's password, where it cannot be reached or was written by a newer program.
 */
export async function openPostgres(url: string, options: PostgresOptions): Promise<Postgres> {
  const { log, maxConnections = MOST_CONNECTIONS, waitMs = WAIT_MS, queryMs = QUERY_MS } = options;
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'pullquote',
    max: maxConnections,
    connectionTimeoutMillis: waitMs,
    // The server stops what nobody waits for any more; the client's own limit is for a server that is gone.
    statement_timeout: queryMs,
    query_timeout: queryMs + 1000,
    idle_in_transaction_session_timeout: 2 * queryMs,
    options: [
      `-c search_path=${SCHEMA},public`,
      ...Object.entries(options.settings ?? {}).map(([name, value]) => `-c ${name}=${value}`),
    ].join(' '),
    types: { getTypeParser: readType },
  });
  // A connection that ends while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', (err) => log.warn({ err: { message: err.message } }, 'a connection to PostgreSQL ended'));
  try {
    await migrate(pool, SCHEMA);
  } catch (cause) {
    await pool.end();
    throw cause instanceof StoreError ? cause : new StoreError(explainStart(url, cause), { cause });
  }
  return {
    query: (text, values) => run(pool, text, values),
    pool,
    transaction: (work) => inTransaction(pool, work),
    stats: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

async function run(
  client: pg.Pool | pg.PoolClient,
  text: string,
  values: readonly unknown[] = [],
): Promise<QueryResult> {
  const { rows, rowCount } = await client.query<Record<string, unknown>>(text, values.map(withoutNul));
  return { rows, count: rowCount ?? 0 };
}

async function inTransaction<T>(pool: pg.Pool, work: (connection: Querying) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: unknown;
  // A connection that is cut while nobody queries it reports so here, and would otherwise end the process.
  const onError = (error: Error) => {
    fault = error;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN');
    const result = await work({ query: (text, values) => run(client, text, values) });
    await client.query('COMMIT');
    return result;
  } catch (error) {
    fault = error;
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.off('error', onError);
    // What a broken transaction left behind must not reach the next caller.
    client.release(fault !== undefined);
  }
}

/** The server's texts cannot hold a NUL, and what members type can. */
function withoutNul(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll('\0', '\ufffd');
  return Array.isArray(value) ? value.map(withoutNul) : value;
}

function readType(oid: number, format?: 'text' | 'binary') {
  return oid === INT8 ? Number : pg.types.getTypeParser(oid, format);
}

function explainStart(url: string, cause: unknown): string {
  const address = URL.parse(url);
  const place = address ? `${address.hostname}:${address.port || 5432}${address.pathname}` : 'the database';
  const reason = cause instanceof Error && cause.message ? cause.message : 'it does not answer';
  return `STORE_URL: PostgreSQL at ${place} cannot be used: ${reason}.`;
}
