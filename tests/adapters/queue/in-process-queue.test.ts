import { createInProcessQueue } from '../../../src/adapters/queue/in-process-queue.ts';
import { createRecordingLog } from '../../fixtures/log.ts';
import { createMemoryStore } from '../../fixtures/memory-store.ts';
import { describeQueue } from './queue-contract.ts';

describeQueue('the queue in this process', async () => {
  const queue = createInProcessQueue({ store: createMemoryStore(), log: createRecordingLog() });
  return { here: queue, there: queue, close: () => queue.close(0) };
});
