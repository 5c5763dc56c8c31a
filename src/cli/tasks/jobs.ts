import { openQueue } from '../../adapters/queue/open-queue.ts';
import { openStore } from '../../adapters/store/store.ts';
import { createLog } from '../../app/log.ts';
import { UserError } from '../../domain/errors.ts';
import type { DeadJob, JobQueue } from '../../domain/jobs.ts';
import { UsageError } from '../flags.ts';
import { formatTable, jsonLines } from '../table.ts';
import { JSON_FLAG, type Task } from '../task.ts';

const MOST_TOLD = 1000;
const HEADINGS = ['failed', 'queue', 'key', 'id', 'reason'];

/** `pullquote jobs`. */
export const JOBS: Task = {
  words: '[retry ID]',
  about: 'Jobs (polls, upkeep) that failed every time in the last 30 days, newest first',
  more: 'retry puts one back into its queue, where the store is PostgreSQL.',
  flags: { json: JSON_FLAG },
  async run({ config, values, words, out }) {
    const log = createLog(config.LOG_LEVEL);
    const store = await openStore(config.STORE_URL, { log });
    const queue = await openQueue(config.STORE_URL, { store: store.values, log });
    try {
      if (words.length > 0) return await retry(queue, words, config.STORE_URL);
      const dead = await queue.dead(MOST_TOLD);
      await out.print(values.json ? jsonLines(dead.map(publicJob)) : reportJobs(dead));
      return true;
    } finally {
      await queue.close(0);
      await store.close();
    }
  },
};

async function retry(
  queue: JobQueue,
  [action, id, ...others]: readonly string[],
  storeUrl: string,
): Promise<boolean> {
  if (action !== 'retry' || id === undefined || others.length > 0) throw new UsageError('jobs retry ID');
  if (storeUrl.startsWith('sqlite:')) {
    throw new UserError(
      'The jobs of a SQLite store are in the bot itself, which does them again when they are due.',
    );
  }
  if (await queue.retry(id)) return true;
  throw new UserError('There is no such job: pullquote jobs shows them.');
}

function reportJobs(dead: readonly DeadJob[]): string {
  if (dead.length === 0) return 'No job failed.\n';
  const rows = dead
    .map(publicJob)
    .map(({ failed, queue, key, id, reason }) => [failed, queue, key, id, reason]);
  return `${formatTable([HEADINGS, ...rows]).join('\n')}\n`;
}

/** As programs read it; `failed` is an ISO date and time in UTC. */
function publicJob({ failedAt, id, queue, key, data, reason }: DeadJob) {
  return { id, queue, key, data, reason, failed: new Date(failedAt).toISOString() };
}
