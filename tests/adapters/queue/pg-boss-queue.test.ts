import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPgBossQueue } from '../../../src/adapters/queue/pg-boss-queue.ts';
import { type Engine, NO_POSTGRES, startPostgres } from '../../fixtures/engines.ts';
import { createRecordingLog } from '../../fixtures/log.ts';
import { createDatabase } from '../../fixtures/postgres-database.ts';
import { describeQueue } from './queue-contract.ts';

describe.skipIf(NO_POSTGRES !== '')(`jobs in PostgreSQL${NO_POSTGRES}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startPostgres();
  });
  afterAll(() => engine.remove());

  describeQueue('the queue of pg-boss', async () => {
    const url = await createDatabase(engine);
    const log = createRecordingLog();
    const here = await openPgBossQueue(url, { log });
    const there = await openPgBossQueue(url, { log });
    return {
      here,
      there,
      async close() {
        await here.close(0);
        await there.close(0);
      },
    };
  });

  it('gives the job of a worker that was killed to another one', { timeout: 90_000 }, async () => {
    const url = await createDatabase(engine);
    const here = await openPgBossQueue(url, { log: createRecordingLog() });
    const child = spawn(process.execPath, [join(import.meta.dirname, 'pg-boss-worker.ts'), url]);
    const begun = once(child.stdout, 'data');
    await expect.poll(() => here.add('polls', 'a', {}).catch(() => false), { timeout: 20_000 }).toBe(true);
    await begun;
    child.kill('SIGKILL');
    await once(child, 'exit');
    const taken = Promise.withResolvers<void>();
    const policy = { tries: 3, firstWaitMs: 10, longestWaitMs: 1000, concurrency: 1, withinMs: 600_000 };
    await here.work('polls', policy, async () => taken.resolve());
    await taken.promise;
    await here.close(0);
  });

  it('goes on after the server was killed and started again, with the jobs that waited', {
    timeout: 60_000,
  }, async () => {
    const server = await startPostgres();
    const queue = await openPgBossQueue(server.url, { log: createRecordingLog() });
    const done: string[] = [];
    const policy = { tries: 3, firstWaitMs: 10, longestWaitMs: 1000, concurrency: 1, withinMs: 60_000 };
    await queue.work('polls', policy, async ({ name }) => void done.push(String(name)));
    await queue.add('polls', 'a', { name: 'before' }, 1500);
    await server.kill();
    await expect(queue.add('polls', 'b', { name: 'lost' })).rejects.toThrow();
    await server.start();
    await expect.poll(() => done, { timeout: 40_000 }).toEqual(['before']);
    await queue.close(0);
    await server.remove();
  });
});
