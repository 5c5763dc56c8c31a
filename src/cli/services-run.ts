import { openArchive } from '../adapters/archive/open-archive.ts';
import { openStore } from '../adapters/store/store.ts';
import { type Config, hasModel } from '../app/config.ts';
import { createLog } from '../app/log.ts';
import { openRunArchive } from '../app/run-archive.ts';
import { openServices, type Services } from '../app/services.ts';
import { readAgain } from '../domain/intake/store-story.ts';

/** The services for a single run, and how to close all that was opened for them. */
export interface ServicesRun {
  readonly services: Services;
  close(): Promise<void>;
}

export const IN_MEMORY = 'sqlite::memory:';

/** Opens the services over the stories as they are now, in the archive of `archiveUrl` or else the one that fits. */
export async function openRun(config: Config, archiveUrl?: string): Promise<ServicesRun> {
  const log = createLog(config.LOG_LEVEL);
  // A model's cost is counted where the bot counts it; without one a run leaves nothing worth a file.
  const store = await openStore(hasModel(config) ? config.STORE_URL : IN_MEMORY, { log });
  const clock = { now: Date.now };
  const archive = await (archiveUrl ? openArchive(archiveUrl, clock) : openRunArchive(config, clock));
  const services = await openServices(config, { archive, store, clock, log });
  await services.folder.scan();
  await readAgain({ archive, reader: services.reader, clock, log }, new AbortController().signal);
  return {
    services,
    async close() {
      await services.close();
      await archive.close();
      await store.close();
    },
  };
}
