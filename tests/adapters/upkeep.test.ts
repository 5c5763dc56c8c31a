import { expect, it } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { createInProcessQueue } from '../../src/adapters/queue/in-process-queue.ts';
import { startUpkeep } from '../../src/adapters/upkeep.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { createMemoryStore } from '../fixtures/memory-store.ts';

it('does each task at once and then every so often, and a failing or a slow one holds up no other', async () => {
  const log = createRecordingLog();
  const queue = createInProcessQueue({ store: createMemoryStore(), log });
  const clock = createClock({ epoch: new Date().toISOString(), speed: 1000 });
  const runs = { often: 0, slow: 0, failing: 0 };
  const tasks = [
    { name: 'often', everyMs: 60_000, run: async () => void runs.often++ },
    {
      name: 'slow',
      everyMs: 60_000,
      async run(signal: AbortSignal) {
        runs.slow += 1;
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    },
    {
      name: 'failing',
      everyMs: 60_000,
      async run() {
        runs.failing += 1;
        throw new Error('no');
      },
    },
  ];
  const upkeep = await startUpkeep({ queue, tasks, clock, log });
  await expect.poll(() => runs.often, { timeout: 10_000 }).toBeGreaterThan(2);
  expect(runs).toMatchObject({ slow: 1, failing: 1 });
  await upkeep.stop();
  await queue.close(5000);
});
