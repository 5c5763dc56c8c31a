import { openArchive } from '../adapters/archive/open-archive.ts';
import { createClock } from '../adapters/clock.ts';
import { createStoryReader } from '../adapters/reading/story-reader.ts';
import { openStore } from '../adapters/store/store.ts';
import type { Config } from '../app/config.ts';
import { type Intake, openIntake } from '../app/intake.ts';
import { createLog } from '../app/log.ts';

/** Runs `work` on the bot's own archive and feeds, also beside a running bot, and closes all that was opened for it. */
export async function withIntake<T>(config: Config, work: (intake: Intake) => Promise<T>): Promise<T> {
  const log = createLog(config.LOG_LEVEL);
  const clock = createClock({ epoch: config.CLOCK_EPOCH, speed: config.CLOCK_SPEED });
  const store = await openStore(config.STORE_URL, { log });
  const archive = await openArchive(config.STORE_URL, clock);
  const reader = createStoryReader();
  const intake = openIntake(config, { archive, feeds: store.feeds, reader, clock, log });
  try {
    return await work(intake);
  } finally {
    await intake.close();
    await reader.close();
    await archive.close();
    await store.close();
  }
}
