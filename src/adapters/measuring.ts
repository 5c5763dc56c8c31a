import { ModelError } from '../domain/errors.ts';
import type { Headline } from '../domain/headlines/choice.ts';
import type { JobQueue, QueueDepth } from '../domain/jobs.ts';
import type { KeyValueStore, LanguageModel, Levels, Meter } from '../domain/ports.ts';
import type { Announcer, PostTarget } from '../domain/schedule/announcer.ts';
import type { StoryArchive } from '../domain/story/archive.ts';

/** How the queries of `archive` are told apart: what answers to members wait for. */
const QUERIES = ['get', 'newest', 'nearest', 'passages', 'quotations', 'speakers', 'counts'] as const;

/** The same archive; how long members' queries take is told to `meter`, also where they fail. */
export function measureArchive<T extends StoryArchive>(archive: T, meter: Meter): T {
  const measured = Object.fromEntries(
    QUERIES.map((query) => {
      const ask = archive[query] as (...args: unknown[]) => Promise<unknown>;
      return [query, (...args: unknown[]) => timed(meter, query, () => ask.apply(archive, args))];
    }),
  );
  return { ...archive, ...measured };
}

async function timed<T>(meter: Meter, query: string, work: () => Promise<T>): Promise<T> {
  const from = performance.now();
  try {
    return await work();
  } finally {
    meter.time('archiveQuery', (performance.now() - from) / 1000, { query });
  }
}

/** The same cache; whether its reads find anything is told to `meter`. `name` is the cache's label. */
export function measureCache(cache: KeyValueStore, name: string, meter: Meter): KeyValueStore {
  return {
    ...cache,
    async get<T>(key: string) {
      const value = await cache.get<T>(key);
      meter.count('cacheReads', { cache: name, result: value === undefined ? 'miss' : 'hit' });
      return value;
    },
  };
}

/** The same model; its calls, their time and their tokens are told to `meter`. */
export function measureModel(model: LanguageModel, meter: Meter): LanguageModel {
  return {
    ...model,
    async complete(request) {
      const { use } = request;
      const from = performance.now();
      let result = 'failed';
      try {
        const reply = await model.complete(request);
        result = 'answered';
        meter.count('modelTokens', { kind: 'prompt' }, reply.usage?.promptTokens ?? 0);
        meter.count('modelTokens', { kind: 'completion' }, reply.usage?.completionTokens ?? 0);
        return reply;
      } catch (error) {
        if (error instanceof ModelError) result = error.fault;
        throw error;
      } finally {
        meter.count('modelCalls', { use, result });
        meter.time('modelCall', (performance.now() - from) / 1000, { use });
      }
    },
  };
}

/** The same announcer; what comes of each attempt to post, and what servers are told of, is told to `meter`. */
export function measureAnnouncer<T extends Announcer>(announcer: T, meter: Meter): T {
  return {
    ...announcer,
    async post(target: PostTarget, headline: Headline) {
      const result = await announcer.post(target, headline);
      meter.count('posts', { kind: headline.kind, result: result.kind });
      return result;
    },
    tellPaused(...args: Parameters<Announcer['tellPaused']>) {
      meter.count('reports', { kind: 'paused' });
      return announcer.tellPaused(...args);
    },
    tellFailing(...args: Parameters<Announcer['tellFailing']>) {
      meter.count('reports', { kind: 'failing feed' });
      return announcer.tellFailing(...args);
    },
  };
}

/** Tells `meter`, whenever it asks, how many jobs wait and for how long. */
export function measureJobs(jobs: Pick<JobQueue, 'depths'>, meter: Meter): void {
  const levels = async (read: (depth: QueueDepth) => number): Promise<Levels> =>
    [...(await jobs.depths())].map(([queue, depth]) => [{ queue }, read(depth)]);
  meter.level('queueDepth', () => levels(({ waiting }) => waiting));
  meter.level('queueAgeSeconds', () => levels(({ oldestMs }) => oldestMs / 1000));
}
