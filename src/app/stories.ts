import { setTimeout as wait } from 'node:timers/promises';
import type { OpenArchive } from '../adapters/archive/sqlite/sqlite-archive.ts';
import type { StoryFolder } from '../adapters/intake/story-folder.ts';
import { expireStories } from '../domain/intake/keep-stories.ts';
import type { Clock, Log } from '../domain/ports.ts';
import type { Config } from './config.ts';

/** How long a first start waits for its first stories; a large folder goes on coming in behind it. */
const FIRST_STORIES_MS = 5_000;
const EXPIRE_EVERY_MS = 6 * 60 * 60_000;

export interface StoriesPorts {
  readonly archive: OpenArchive;
  readonly folder: StoryFolder;
  readonly clock: Clock;
  readonly log: Log;
}

/** The stories' comings and goings in a running bot. */
export interface RunningStories {
  /** Resolves when the first stories are there, if there are none yet, or after a while. */
  readonly first: Promise<unknown>;
  stop(): Promise<void>;
}

/** Stores what the folder holds and what becomes of it, and lets old stories go, while the bot answers. */
export function startStories(ports: StoriesPorts, { STORY_KEEP_DAYS }: Config): RunningStories {
  const { archive, folder, log } = ports;
  const stopping = new AbortController();
  const scanned = folder.scan().catch((err) => {
    log.error({ err }, 'the content folder could not be read; what was stored stays');
  });
  folder.watch();
  const expire = async (): Promise<void> => {
    try {
      await expireStories(ports, STORY_KEEP_DAYS, stopping.signal);
    } catch (err) {
      log.error({ err }, 'old stories could not be removed; they are tried again');
    }
  };
  // After the folder: whoever starts waits for that one.
  let running = scanned.then(expire);
  const timer = setInterval(() => {
    running = running.then(expire);
  }, EXPIRE_EVERY_MS).unref();
  return {
    first: firstStories(archive, scanned),
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await folder.close();
      await running;
    },
  };
}

async function firstStories(archive: OpenArchive, scanned: Promise<unknown>): Promise<void> {
  if ((await archive.counts({})).stories > 0) return;
  await Promise.race([scanned, wait(FIRST_STORIES_MS, undefined, { ref: false })]);
}
