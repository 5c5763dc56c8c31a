import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { DeadJob, JobData, JobQueue, QueuePolicy, Work } from '../../domain/jobs.ts';
import type { Log } from '../../domain/ports.ts';
import { continueLogFields, currentLogFields } from '../log-context.ts';
import { withStoreFault } from '../store/store-fault.ts';

const SCHEMA = 'pullquote_jobs';
/** Of a job's data, what belongs to the log. */
const LOG_FIELDS = 'logFields';
const DEAD = 'dead';
/** A worker that has not been heard of for so long is dead, and its job another's. pg-boss's shortest. */
const HEARTBEAT_SECONDS = 10;
/** How often dead workers are looked for. */
const SUPERVISE_SECONDS = 5;
/** New jobs are told by NOTIFY; looking so often finds those whose wait is over, or where nobody was told. */
const POLL_SECONDS = 2;
/** The names of dead jobs are UUIDs; another one the engine refuses. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const KEEP_DEAD_SECONDS = 30 * 24 * 60 * 60;
const DEFAULT_CONNECTIONS = 4;

export interface PgBossQueueOptions {
  readonly log: Log;
  readonly connections?: number;
}

/** Jobs in PostgreSQL, by pg-boss, shared by all processes on the same database. Throws StoreError where it cannot start. */
export async function openPgBossQueue(
  url: string,
  { log, connections = DEFAULT_CONNECTIONS }: PgBossQueueOptions,
): Promise<JobQueue> {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'pullquote-jobs',
    schema: SCHEMA,
    max: connections,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    monitorIntervalSeconds: SUPERVISE_SECONDS,
  });
  // The engine's faults while nobody asks: it tries again by itself, but without a listener it would end the process.
  boss.on('error', (err) => log.warn({ err: { message: err.message } }, 'the queue of jobs failed'));
  await withStoreFault('opening the queue of jobs', async () => {
    await boss.start();
    await boss.createQueue(DEAD, {
      deleteAfterSeconds: KEEP_DEAD_SECONDS,
      retentionSeconds: KEEP_DEAD_SECONDS,
    });
  });
  const names = new Set<string>();
  const ending = new AbortController();
  return {
    work: (name, policy, work) =>
      withStoreFault('opening a queue of jobs', async () => {
        names.add(name);
        await createQueue(boss, name, policy);
        const options = {
          localConcurrency: policy.concurrency,
          pollingIntervalSeconds: POLL_SECONDS,
          notifyPollingIntervalSeconds: POLL_SECONDS,
          includeMetadata: true,
        } as const;
        await boss.work<JobData, void, typeof options>(name, options, workOn(work, ending.signal, log));
      }),
    add: (name, key, data, afterMs = 0) =>
      withStoreFault('adding a job', async () => {
        // Seconds would be rounded: a date is exact.
        const startAfter = afterMs > 0 ? { startAfter: new Date(Date.now() + afterMs) } : {};
        const id = await boss.send(name, withFields(data), { singletonKey: key, ...startAfter });
        return id !== null;
      }),
    dead: (limit) =>
      withStoreFault('listing dead jobs', async () => {
        const jobs = await boss.findJobs<JobData>(DEAD, { limit });
        return jobs.map(toDeadJob).sort((a, b) => b.failedAt - a.failedAt);
      }),
    retry: (id) =>
      withStoreFault('putting a dead job back', async () =>
        UUID.test(id) ? (await boss.redrive(DEAD, { ids: [id] })) > 0 : false,
      ),
    depths: () =>
      withStoreFault('counting jobs', async () => {
        const stats = await Promise.all([...names].map((name) => readDepth(boss, name)));
        return new Map(stats);
      }),
    async close(withinMs) {
      ending.abort();
      await boss.stop({ graceful: withinMs > 0, timeout: withinMs });
    },
  };
}

async function createQueue(boss: PgBoss, name: string, policy: QueuePolicy): Promise<void> {
  const settings = {
    retryLimit: policy.tries - 1,
    retryDelay: Math.ceil(policy.firstWaitMs / 1000),
    retryBackoff: true,
    retryDelayMax: Math.max(1, Math.ceil(policy.longestWaitMs / 1000)),
    expireInSeconds: Math.ceil(policy.withinMs / 1000),
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deadLetter: DEAD,
    notify: true,
    deleteAfterSeconds: 60 * 60,
  };
  await boss.createQueue(name, { ...settings, policy: 'exclusive' });
  // A queue that is there already keeps its old settings otherwise.
  await boss.updateQueue(name, settings);
}

/** Calls `work` for each job, which is one, as pg-boss has it. */
function workOn(work: Work, ending: AbortSignal, log: Log) {
  return async (jobs: readonly JobWithMetadata<JobData>[]): Promise<void> => {
    for (const { name, singletonKey: key, data: sent, signal, retryCount, retryLimit } of jobs) {
      const isLast = retryCount >= retryLimit;
      const { data, fields } = takeFields(sent);
      await continueLogFields(fields, async () => {
        try {
          await work(data, { signal: AbortSignal.any([signal, ending]), isLast });
        } catch (err) {
          if (isLast) log.error({ err, queue: name, key }, 'a job failed every time and is set aside');
          else log.warn({ err, queue: name, key }, 'a job failed and is tried again');
          throw err;
        }
      });
    }
  };
}

/** A job's data together with what the lines of who added it are logged with: another process may do it. */
function withFields(data: JobData): JobData {
  const fields = currentLogFields();
  return Object.keys(fields).length > 0 ? { ...data, [LOG_FIELDS]: fields } : data;
}

function takeFields({ [LOG_FIELDS]: fields, ...data }: JobData): { data: JobData; fields: object } {
  return { data, fields: typeof fields === 'object' && fields !== null ? fields : {} };
}

function toDeadJob(job: JobWithMetadata<JobData>): DeadJob {
  const { id, sourceName, singletonKey, data, createdOn } = job;
  return {
    id,
    queue: sourceName ?? '',
    key: singletonKey ?? '',
    data: takeFields(data).data,
    reason: readReason(job),
    failedAt: createdOn.getTime(),
  };
}

/** pg-boss keeps the last fault as an object with the error's message. */
function readReason(job: JobWithMetadata<JobData>): string {
  const output: unknown = 'sourceOutput' in job ? job.sourceOutput : undefined;
  const message =
    typeof output === 'object' && output !== null && 'message' in output ? output.message : output;
  return String(message ?? 'unknown');
}

async function readDepth(boss: PgBoss, name: string) {
  const [stats] = await boss.getQueueStats(name, { limit: 1, force: true });
  const waiting = stats?.readyCount ?? 0;
  return [name, { waiting, oldestMs: (stats?.readyOldestSeconds ?? 0) * 1000 }] as const;
}
