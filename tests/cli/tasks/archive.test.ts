import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../../src/adapters/archive/open-archive.ts';
import { readConfig } from '../../../src/app/config.ts';
import { ARCHIVE } from '../../../src/cli/tasks/archive.ts';
import { UserError } from '../../../src/domain/errors.ts';
import { incomingOf } from '../../fixtures/archive.ts';
import { NO_POSTGRES, startPostgres } from '../../fixtures/engines.ts';
import { createStory } from '../../fixtures/story.ts';

const clock = { now: () => Date.UTC(2026, 2, 12) };

async function run(STORE_URL: string, action: string, values: Readonly<Record<string, string>> = {}) {
  const texts: string[] = [];
  const print = async (text: string) => void texts.push(text);
  const ok = await ARCHIVE.run({
    config: readConfig({ STORE_URL }),
    words: [action],
    values,
    out: { print },
  });
  return { ok, text: texts.join('') };
}

/** An archive with one shared story and one of a server. */
async function fill(url: string): Promise<void> {
  const archive = await openArchive(url, clock);
  const quoted = createStory('“We will mend the road,” said Mayor Ada Brook. Nobody has to wait.', {
    id: 'road',
  });
  await archive.put(incomingOf(quoted));
  const own = createStory('The harbour opens.\n\nThe ferry ends.', { id: 'harbour' });
  const source = { kind: 'feed', feed: 'https://a.example/feed' } as const;
  await archive.put(incomingOf(own, { owner: { guild: '7' }, source, at: clock.now() }));
  await archive.pin({ guild: '7' }, 'harbour', true);
  await archive.close();
}

async function expectSound(url: string): Promise<void> {
  await fill(url);
  expect(await run(url, 'check')).toEqual({
    ok: true,
    text: '2 stories, 3 paragraphs, 1 quotations, no faults\n',
  });
  const all = await run(url, 'export');
  const [road, harbour] = all.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(all.ok).toBe(true);
  expect(road).toMatchObject({ id: 'road', source: 'file', pinned: false });
  expect(road).not.toHaveProperty('guild');
  expect(harbour).toMatchObject({
    ...{ id: 'harbour', guild: '7', source: 'feed', feeds: ['https://a.example/feed'], pinned: true },
    ...{ body: 'The harbour opens.\n\nThe ferry ends.', stored: '2026-03-12T00:00:00.000Z' },
  });
  expect(JSON.parse((await run(url, 'export', { guild: '7' })).text)).toEqual(harbour);
}

describe('pullquote archive', () => {
  it('looks through a SQLite archive and prints its stories', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pullquote-archive-task-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    await expectSound(`sqlite:${join(folder, 'store.sqlite')}`);
  });

  it.skipIf(NO_POSTGRES !== '')(
    `does the same in PostgreSQL, finds what is amiss there, and says who repairs it${NO_POSTGRES}`,
    { timeout: 60_000 },
    async () => {
      const engine = await startPostgres();
      onTestFinished(() => engine.remove());
      await expectSound(engine.url);
      await expect(run(engine.url, 'repair')).rejects.toBeInstanceOf(UserError);
      await expect(run(engine.url, 'repair')).rejects.toThrow('pg_restore');

      const client = new pg.Client({ connectionString: engine.url });
      await client.connect();
      await client.query(`DELETE FROM pullquote.passages WHERE paragraph = 2`);
      await client.query(`UPDATE pullquote.versions SET head = '{' WHERE body LIKE 'The harbour%'`);
      await client.end();
      const { ok, text } = await run(engine.url, 'check');
      expect(ok).toBe(false);
      expect(text.split('\n')).toEqual([
        'paragraphs to be found: 3 should be there, 2 are',
        expect.stringMatching(/^harbour cannot be read: /),
        'The archive in PostgreSQL is damaged: restore a backup (pg_restore)',
        '',
      ]);
      const exported = await run(engine.url, 'export');
      expect(exported.ok).toBe(false);
      expect(JSON.parse(exported.text)).toMatchObject({ id: 'road' });
    },
  );
});
