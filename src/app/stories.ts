import { setTimeout as wait } from 'node:timers/promises';
import type { StoryFolder } from '../adapters/intake/story-folder.ts';
import type { Log } from '../domain/ports.ts';
import type { StoryArchive } from '../domain/story/archive.ts';

/** How long a first start waits for its first stories; a large folder goes on coming in behind it. */
const FIRST_STORIES_MS = 5_000;

export interface StoriesPorts {
  readonly archive: Pick<StoryArchive, 'counts'>;
  readonly folder: StoryFolder;
  readonly log: Log;
}

/** The stories' coming in from the folder in a running bot. */
export interface RunningStories {
  /** Resolves when the first stories are there, if there are none yet, or after a while. */
  readonly first: Promise<unknown>;
  stop(): Promise<void>;
}

/** Stores what the folder holds and what becomes of it, while the bot answers. */
export function startStories({ archive, folder, log }: StoriesPorts): RunningStories {
  const scanned = folder.scan().catch((err) => {
    log.error({ err }, 'the content folder could not be read; what was stored stays');
  });
  folder.watch();
  return {
    first: firstStories(archive, scanned),
    async stop() {
      await folder.close();
      await scanned;
    },
  };
}

async function firstStories(archive: StoriesPorts['archive'], scanned: Promise<unknown>): Promise<void> {
  if ((await archive.counts({})).stories > 0) return;
  await Promise.race([scanned, wait(FIRST_STORIES_MS, undefined, { ref: false })]);
}
