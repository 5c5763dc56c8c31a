import type { OpenArchive } from '../adapters/archive/sqlite/sqlite-archive.ts';
import type { ProgramClock } from '../adapters/clock.ts';
import { createEmbeddingWork } from '../adapters/embedding-work.ts';
import { LEDGER_DAYS } from '../adapters/scheduler.ts';
import type { Store } from '../adapters/store/store.ts';
import type { UpkeepTask } from '../adapters/upkeep.ts';
import { forgetDeparted } from '../domain/departed-guilds.ts';
import { pruneCorrections } from '../domain/intake/correct-posts.ts';
import { expireStories } from '../domain/intake/keep-stories.ts';
import { readAgain } from '../domain/intake/store-story.ts';
import { pruneUsage } from '../domain/model/usage.ts';
import type { Embedder, Log, StoryReader } from '../domain/ports.ts';
import type { Config } from './config.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** An item that its feed has not held for so long is forgotten. */
const ITEM_DAYS = 90;
/** A story waits so long for its vectors. */
const SOON_MS = 30_000;

export interface UpkeepPorts {
  readonly store: Pick<Store, 'ledger' | 'feeds' | 'usage' | 'guilds' | 'cache'>;
  readonly archive: OpenArchive;
  readonly reader: StoryReader;
  readonly embedder?: Embedder | undefined;
  readonly clock: ProgramClock;
  readonly log: Log;
}

/**
 * What keeps the stored data in order. Posts are no jobs: the ledger does for them what a queue would (one owner at a time
 * by its lease, taken up when that one died, tried again with growing waits, ended with a reason), and beyond that
 * knows whether a slot was posted, which a queue that delivers at least once does not.
 */
export function upkeepTasks(ports: UpkeepPorts, { STORY_KEEP_DAYS }: Config): UpkeepTask[] {
  const { store, clock, log, archive, embedder } = ports;
  const before = (days: number) => clock.now() - days * DAY_MS;
  return [
    { name: 'reading', everyMs: HOUR_MS, run: (signal) => readAgain(ports, signal) },
    {
      name: 'stories',
      everyMs: 6 * HOUR_MS,
      run: (signal) => expireStories(ports, STORY_KEEP_DAYS, signal),
    },
    { name: 'feeds', everyMs: DAY_MS, run: () => store.feeds.prune(before(ITEM_DAYS)) },
    {
      name: 'ledger',
      everyMs: DAY_MS,
      async run() {
        const deleted = await store.ledger.prune(before(LEDGER_DAYS));
        await pruneCorrections(store, before(LEDGER_DAYS));
        if (deleted > 0) log.info({ deleted }, 'old slots deleted from the ledger');
      },
    },
    { name: 'tokens', everyMs: DAY_MS, run: () => pruneUsage(store.usage, clock.now()) },
    {
      name: 'departures',
      everyMs: DAY_MS,
      run: (signal) => forgetDeparted({ ...store, archive, clock, log }, signal),
    },
    ...(embedder
      ? [{ name: 'vectors', everyMs: SOON_MS, run: createEmbeddingWork({ archive, embedder, log }) }]
      : []),
  ];
}
