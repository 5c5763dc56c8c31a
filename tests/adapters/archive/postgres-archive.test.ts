import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPostgresArchive } from '../../../src/adapters/archive/postgres/postgres-archive.ts';
import { StoreError } from '../../../src/domain/errors.ts';
import { incomingOf } from '../../fixtures/archive.ts';
import { type Engine, NO_POSTGRES, startPostgres } from '../../fixtures/engines.ts';
import { createDatabase } from '../../fixtures/postgres-database.ts';
import { createStory } from '../../fixtures/story.ts';
import { describeArchive } from './archive-contract.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

describe.skipIf(NO_POSTGRES !== '')(`PostgreSQL${NO_POSTGRES}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startPostgres();
  });
  afterAll(() => engine.remove());
  const open = async (url?: string) =>
    openPostgresArchive(url ?? (await createDatabase(engine)), { log, now: () => 0, maxConnections: 3 });

  // Each of them is a database of its own, which takes a while to make.
  describeArchive('the archive in PostgreSQL', () => open(), 15);

  it('stores a story once when two processes bring it at the same time', async () => {
    const url = await createDatabase(engine);
    const [here, there] = [await open(url), await open(url)];
    const stories = Array.from({ length: 10 }, (_, n) =>
      createStory(`“We saw it on day ${n},” said Ada Brook.\n\nIt was ${n}.`, { id: `s${n}` }),
    );
    const outcomes = await Promise.all(
      stories.flatMap((story) => [here, there].map((archive) => archive.put(incomingOf(story)))),
    );
    expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(10);
    expect(outcomes.filter((outcome) => outcome === 'same')).toHaveLength(10);
    expect(await here.counts({})).toMatchObject({ stories: 10, paragraphs: 20, quotations: 10 });
    await Promise.all([here.close(), there.close()]);
  });

  it('answers a fault with a StoreError, and goes on when the server is back', async () => {
    const server = await startPostgres();
    const archive = await open(server.url);
    await archive.put(incomingOf(createStory('Text.', { id: 'a' })));
    await server.kill();
    await expect(archive.get({}, 'a')).rejects.toBeInstanceOf(StoreError);
    await server.start();
    expect((await archive.get({}, 'a'))?.body).toBe('Text.');
    await archive.close();
    await server.remove();
  });
});
