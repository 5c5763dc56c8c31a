import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStoryFolder, type StoryFolder } from '../../src/adapters/story-files.ts';
import { createRecordingLog } from '../fixtures/log.ts';

let folder: string;
let stories: StoryFolder | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-stories-'));
});
afterEach(() => {
  stories?.close();
  rmSync(folder, { recursive: true });
});

const write = (name: string, title: string, body = 'Text.', published = '') =>
  writeFileSync(
    join(folder, name),
    `---\ntitle: ${title}\n${published && `published: ${published}\n`}---\n\n${body}\n`,
  );

describe('a story folder', () => {
  it('lists its stories newest first, undated ones last', () => {
    write('b.md', 'Older', 'Text.', '2026-01-01');
    write('c.md', 'Undated');
    write('a.md', 'Newer', 'Text.', '2026-02-01');
    stories = openStoryFolder(folder, createRecordingLog());
    expect(stories.all().map(({ title }) => title)).toEqual(['Newer', 'Older', 'Undated']);
  });

  it('reports a broken file and serves the others', () => {
    write('good.md', 'Good');
    writeFileSync(join(folder, 'bad.md'), '---\ntitle: [\n---\n\nText');
    const log = createRecordingLog();
    stories = openStoryFolder(folder, log);
    expect(stories.all().map(({ id }) => id)).toEqual(['good']);
    expect(stories.faults()).toMatchObject([{ file: 'bad.md', line: 3 }]);
    expect(log.lines.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^story file bad\.md:3: .+left out$/),
    ]);
  });

  it('keeps the last good version of a story that was broken, until it is mended', () => {
    write('a.md', 'First');
    stories = openStoryFolder(folder, createRecordingLog());
    writeFileSync(join(folder, 'a.md'), 'no front matter');
    stories.refresh();
    expect(stories.get('a')?.title).toBe('First');
    expect(stories.faults()).toHaveLength(1);
    write('a.md', 'First');
    stories.refresh();
    expect(stories.faults()).toEqual([]);
  });

  it('notices a story that was replaced, added or removed while it watches', async () => {
    write('a.md', 'First');
    stories = openStoryFolder(folder, createRecordingLog());
    const watched = stories;
    const nextChange = () =>
      new Promise<void>((resolve) => {
        onChange = resolve;
      });
    let onChange: () => void = () => undefined;
    watched.watch(() => onChange());

    let changed = nextChange();
    write('draft.tmp', 'Second');
    renameSync(join(folder, 'draft.tmp'), join(folder, 'a.md'));
    await changed;
    expect(watched.get('a')?.title).toBe('Second');

    changed = nextChange();
    write('b.md', 'Third');
    await changed;
    expect(watched.all()).toHaveLength(2);

    changed = nextChange();
    rmSync(join(folder, 'a.md'));
    await changed;
    expect(watched.all().map(({ id }) => id)).toEqual(['b']);
  });

  it('goes on watching when the folder is replaced by another of its name', async () => {
    write('a.md', 'First');
    const log = createRecordingLog();
    stories = openStoryFolder(folder, log);
    const watched = stories;
    let onChange: () => void = () => undefined;
    watched.watch(() => onChange());
    const until = (id: string) =>
      new Promise<void>((resolve) => {
        onChange = () => watched.get(id) && resolve();
      });

    const replaced = until('b');
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    write('b.md', 'Second');
    await replaced;
    const added = until('c');
    write('c.md', 'Third');
    await added;
    expect(watched.all().map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('is a clear failure when the folder is not there', () => {
    expect(() => openStoryFolder(join(folder, 'nowhere'), createRecordingLog())).toThrow(
      /CONTENT_DIR.*nowhere.*ENOENT/,
    );
  });
});
