import { resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../src/adapters/archive/open-archive.ts';
import { readConfig } from '../../src/app/config.ts';
import { openRunArchive } from '../../src/app/run-archive.ts';
import { incomingOf } from '../fixtures/archive.ts';
import { NO_POSTGRES, startPostgres } from '../fixtures/engines.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createStory } from '../fixtures/story.ts';

const clock = { now: () => 0 };

it.skipIf(NO_POSTGRES !== '')(
  `a run at a terminal answers from the bot’s archive in PostgreSQL, where it is of the same folder${NO_POSTGRES}`,
  { timeout: 60_000 },
  async () => {
    const engine = await startPostgres();
    onTestFinished(() => engine.remove());
    const bot = await openArchive(engine.url, clock);
    await bot.enterFolder(resolve(STORIES_DIR));
    await bot.put(incomingOf(createStory('The harbour opens.', { id: 'harbour' })));
    await bot.close();
    const stories = async (CONTENT_DIR: string) => {
      const run = await openRunArchive(readConfig({ STORE_URL: engine.url, CONTENT_DIR }), clock);
      const { stories: count } = await run.counts({});
      await run.close();
      return count;
    };
    expect(await stories(STORIES_DIR)).toBe(1);
    expect(await stories('elsewhere')).toBe(0);
  },
);
