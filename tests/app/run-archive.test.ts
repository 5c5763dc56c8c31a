import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../src/adapters/archive/open-archive.ts';
import { readConfig } from '../../src/app/config.ts';
import { openRunArchive } from '../../src/app/run-archive.ts';
import { incomingOf } from '../fixtures/archive.ts';
import { NO_POSTGRES, startPostgres } from '../fixtures/engines.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createStory } from '../fixtures/story.ts';

const clock = { now: () => 0 };

it('a run at a terminal answers from what was added before any bot ran', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-run-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const STORE_URL = `sqlite:${join(folder, 'store.sqlite')}`;
  const added = await openArchive(STORE_URL, clock);
  await added.put(incomingOf(createStory('The harbour opens.', { id: 'harbour' })));
  await added.close();
  const run = await openRunArchive(readConfig({ STORE_URL, CONTENT_DIR: STORIES_DIR }), clock);
  expect((await run.counts({})).stories).toBe(1);
  await run.close();
});

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
