import keyvTestSuite, { keyvIteratorTests } from '@keyv/test-suite';
import { Keyv } from 'keyv';
import * as vitest from 'vitest';
import { openPostgres, type Postgres } from '../../../src/adapters/postgres/postgres.ts';
import { createPostgresFeedBook } from '../../../src/adapters/postgres/postgres-feed-book.ts';
import { createPostgresKeyv } from '../../../src/adapters/postgres/postgres-keyv.ts';
import { createPostgresLedger } from '../../../src/adapters/postgres/postgres-ledger.ts';
import { createPostgresUsage } from '../../../src/adapters/postgres/postgres-usage.ts';
import { createSharedStore } from '../../../src/adapters/store/key-value-store.ts';
import { StoreError } from '../../../src/domain/errors.ts';
import { type Engine, NO_POSTGRES, startPostgres } from '../../fixtures/engines.ts';
import { createDatabase } from '../../fixtures/postgres-database.ts';
import { describeFeedBook } from '../store/feed-book-contract.ts';
import { describeLedger } from '../store/ledger-contract.ts';
import { describeSharedStore } from '../store/shared-store-contract.ts';
import { spendInTwoProcesses } from '../store/spending-processes.ts';
import { describeUsage } from '../store/usage-contract.ts';

const { afterAll, beforeAll, describe, expect, it } = vitest;
const log = { debug() {}, info() {}, warn() {}, error() {} };

describe.skipIf(NO_POSTGRES !== '')(`the store on PostgreSQL${NO_POSTGRES}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startPostgres();
  });
  afterAll(() => engine.remove());

  describeLedger('its ledger', async () => {
    const url = await createDatabase(engine);
    const [here, there] = await Promise.all([openPostgres(url, { log }), openPostgres(url, { log })]);
    return {
      here: createPostgresLedger(here, log),
      there: createPostgresLedger(there, log),
      async close() {
        await here.close();
        await there.close();
      },
    };
  });

  describeFeedBook('its feeds', async () => {
    const url = await createDatabase(engine);
    const [here, there] = await Promise.all([openPostgres(url, { log }), openPostgres(url, { log })]);
    return {
      here: createPostgresFeedBook(here),
      there: createPostgresFeedBook(there),
      async close() {
        await here.close();
        await there.close();
      },
    };
  });

  describeSharedStore('its values', async () => {
    const url = await createDatabase(engine);
    const [here, there] = await Promise.all([openPostgres(url, { log }), openPostgres(url, { log })]);
    return {
      here: createSharedStore(createPostgresKeyv(here)),
      there: createSharedStore(createPostgresKeyv(there)),
      async close() {
        await here.close();
        await there.close();
      },
    };
  });

  describeUsage('its tokens', async () => {
    const url = await createDatabase(engine);
    const [here, there] = await Promise.all([openPostgres(url, { log }), openPostgres(url, { log })]);
    return {
      here: createPostgresUsage(here),
      there: createPostgresUsage(there),
      async close() {
        await here.close();
        await there.close();
      },
    };
  });

  it('gives two processes no more of a budget than there is, together', async () => {
    const held = await spendInTwoProcesses(await createDatabase(engine), 100, 10_000);
    expect(held.reduce((sum, one) => sum + one, 0)).toBe(100);
    expect(Math.min(...held)).toBeGreaterThan(0);
  });

  describe("keyv's own compliance suite", () => {
    let db: Postgres;
    beforeAll(async () => {
      // One connection: the suite leaves promises unawaited, which would overtake each other on several.
      db = await openPostgres(await createDatabase(engine), { log, maxConnections: 1 });
    });
    afterAll(() => db.close());
    keyvTestSuite(vitest, Keyv, () => createPostgresKeyv(db));
    keyvIteratorTests(vitest, Keyv, () => createPostgresKeyv(db));
  });

  it('iterates over more keys than one page holds, each once, while others are deleted', async () => {
    const db = await openPostgres(await createDatabase(engine), { log });
    const adapter = createPostgresKeyv(db);
    const keys = Array.from({ length: 450 }, (_, index) => `many:${String(index).padStart(4, '0')}`);
    await adapter.setMany?.(keys.map((key) => ({ key, value: 'x' })));
    await adapter.set('manyfold:1', 'x');
    const seen: string[] = [];
    for await (const [key] of adapter.iterator?.('many') ?? []) {
      seen.push(String(key));
      await adapter.delete(String(key));
    }
    expect(seen).toEqual(keys);
    await db.close();
  });

  it('migrates once when many processes start together', async () => {
    const url = await createDatabase(engine);
    const opened = await Promise.all(Array.from({ length: 5 }, () => openPostgres(url, { log })));
    const { rows } = (await opened[0]?.query('SELECT count(*) AS steps FROM migrations')) ?? { rows: [] };
    expect(rows[0]?.steps).toBeGreaterThan(0);
    await Promise.all(opened.map((one) => one.close()));
  });

  it('refuses a database that a newer program wrote', async () => {
    const url = await createDatabase(engine);
    const db = await openPostgres(url, { log });
    await db.query("INSERT INTO migrations (step, name) VALUES (999, 'from the future')");
    await db.close();
    await expect(openPostgres(url, { log })).rejects.toThrow('newer Pullquote');
  });

  it('says in one line, without the password, that the server cannot be reached', async () => {
    const fault = await openPostgres('postgres://user:hunter2@127.0.0.1:1/db', { log }).catch(String);
    expect(fault).toMatch(/^StoreError: STORE_URL: PostgreSQL at 127.0.0.1:1\/db cannot be used: .*\.$/);
    expect(fault).not.toContain('hunter2');
  });

  it('goes on after the server was killed and started again, and loses nothing that was claimed', async () => {
    const server = await startPostgres();
    const db = await openPostgres(server.url, { log, waitMs: 500, queryMs: 2000 });
    const ledger = createPostgresLedger(db, log);
    const slot = { schedule: 's', slot: 1, guild: 'g', channel: 'c', scope: 'c', subjects: ['a'] };
    const lease = { owner: 'o', now: 0, until: 60_000 };
    await ledger.claim(slot, lease);
    await server.kill();
    await expect(ledger.lastSlots()).rejects.toBeInstanceOf(StoreError);
    await server.start();
    expect(await ledger.claim(slot, lease)).toEqual({ claimed: false, state: 'claimed' });
    expect(db.stats()).toMatchObject({ waiting: 0 });
    await db.close();
    await server.remove();
  });

  it('lets those who wait for a connection go with a fault, and bounds how many there are', async () => {
    const db = await openPostgres(await createDatabase(engine), { log, maxConnections: 2, waitMs: 200 });
    const slow = Array.from({ length: 2 }, () => db.query('SELECT pg_sleep(1)'));
    await expect(db.query('SELECT 1')).rejects.toThrow(/timeout/);
    expect(db.stats().total).toBe(2);
    await Promise.all(slow);
    expect((await db.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await db.close();
  });

  it('stores nothing of a transaction whose connection was cut', async () => {
    const db = await openPostgres(await createDatabase(engine), { log });
    const cut = db.transaction(async (connection) => {
      await connection.query("INSERT INTO entries (key, value) VALUES ('half', 'x')");
      const { rows } = await connection.query('SELECT pg_backend_pid() AS pid');
      await db.query('SELECT pg_terminate_backend($1::int)', [rows[0]?.pid]);
      await connection.query("INSERT INTO entries (key, value) VALUES ('whole', 'x')");
    });
    await expect(cut).rejects.toThrow();
    expect((await db.query('SELECT key FROM entries')).rows).toEqual([]);
    await db.close();
  });
});
