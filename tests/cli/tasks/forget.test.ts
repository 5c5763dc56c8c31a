import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { openArchive } from '../../../src/adapters/archive/open-archive.ts';
import { readConfig } from '../../../src/app/config.ts';
import { UsageError } from '../../../src/cli/flags.ts';
import { FORGET } from '../../../src/cli/tasks/forget.ts';
import { UserError } from '../../../src/domain/errors.ts';
import { createStory } from '../../fixtures/story.ts';

it('pullquote forget deletes at once what one server has stored, and of nobody else, and says how much that was', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-forget-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const STORE_URL = `sqlite:${join(folder, 'store.sqlite')}`;
  const archive = await openArchive(STORE_URL, { now: Date.now });
  onTestFinished(() => archive.close());
  for (const [id, owner] of [
    ['ours', { guild: '10' }],
    ['theirs', { guild: '20' }],
    ['shared', {}],
  ] as const) {
    const story = createStory('The bridge reopens.', { id, title: id });
    const source = { kind: 'upload' } as const;
    await archive.put({ story, owner, source, identity: id, reading: 1, at: Date.now() });
  }
  const texts: string[] = [];
  const print = async (text: string) => void texts.push(text);
  const run = (...words: string[]) =>
    FORGET.run({ config: readConfig({ STORE_URL }), words, values: {}, out: { print } });

  await run('10');
  expect(texts).toEqual(['Forgotten: server 10, with 1 stories of its own.\n']);
  expect(await archive.counts({ guild: '10' })).toMatchObject({ stories: 1, own: 0 });
  expect(await archive.counts({ guild: '20' })).toMatchObject({ stories: 2, own: 1 });
  await expect(run()).rejects.toBeInstanceOf(UsageError);
  await expect(run('Newsroom')).rejects.toBeInstanceOf(UserError);
});
