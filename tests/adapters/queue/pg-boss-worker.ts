// A process that takes a job and never ends it, for a test that kills it: node pg-boss-worker.ts URL
import { openPgBossQueue } from '../../../src/adapters/queue/pg-boss-queue.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const queue = await openPgBossQueue(process.argv[2] ?? '', { log });
const policy = { tries: 3, firstWaitMs: 10, longestWaitMs: 1000, concurrency: 1, withinMs: 600_000 };
await queue.work('polls', policy, () => {
  process.stdout.write('begun\n');
  return new Promise(() => {});
});
