import { openStore } from '../adapters/store/store.ts';
import { type Config, hasModel } from '../app/config.ts';
import { createLog } from '../app/log.ts';
import { openServices, type Services } from '../app/services.ts';

/** The services for a single run, and how to close all that was opened for them. */
export interface ServicesRun {
  readonly services: Services;
  close(): Promise<void>;
}

export async function openRun(config: Config): Promise<ServicesRun> {
  const log = createLog(config.LOG_LEVEL);
  // A model's cost is counted where the bot counts it; without one a run leaves nothing worth a file.
  const store = await openStore(hasModel(config) ? config.STORE_URL : 'sqlite::memory:', { log });
  const services = openServices(config, {
    indexFile: ':memory:',
    store,
    clock: { now: Date.now },
    log,
  });
  return {
    services,
    async close() {
      services.close();
      await store.close();
    },
  };
}
