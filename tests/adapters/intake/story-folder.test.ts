import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OpenArchive } from '../../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { openStoryFolder, type StoryFolder } from '../../../src/adapters/intake/story-folder.ts';
import { ReadingError } from '../../../src/domain/errors.ts';
import type { StoryReader } from '../../../src/domain/ports.ts';
import { archiveOf, incomingOf, readerInPlace } from '../../fixtures/archive.ts';
import { createRecordingLog } from '../../fixtures/log.ts';
import { createStory } from '../../fixtures/story.ts';

let folder: string;
let archive: OpenArchive;
let log: ReturnType<typeof createRecordingLog>;
let open: StoryFolder[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-stories-'));
  archive = await archiveOf();
  log = createRecordingLog();
  open = [];
});
afterEach(async () => {
  for (const stories of open) await stories.close();
  await archive.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, title: string, body = 'Text.') =>
  writeFileSync(join(folder, name), `---\ntitle: ${title}\n---\n\n${body}\n`);

/** Opens the folder, counting in `read` the stories that are read. */
async function openFolder(path = folder, reader: StoryReader = readerInPlace) {
  const read: string[] = [];
  const counting: StoryReader = {
    async read(story) {
      read.push(story.id);
      return reader.read(story);
    },
  };
  const stories = await openStoryFolder(path, { archive, reader: counting, clock: { now: () => 0 }, log });
  open.push(stories);
  return { ...stories, read };
}

async function stored(): Promise<string[]> {
  const { stories } = await archive.newest({}, {}, { limit: 100 });
  return stories.map(({ id, title }) => `${id}: ${title}`);
}

describe('a story folder', () => {
  it('stores its stories for everybody, and reads those only that are new or have changed', async () => {
    write('a.md', 'First', '“We will build it again,” Ada Brook said.');
    write('b.md', 'Second');
    const stories = await openFolder();
    await stories.scan();
    expect(await stored()).toEqual(['a: First', 'b: Second']);
    expect(await archive.counts({ guild: '1' })).toMatchObject({ stories: 2, own: 0 });
    expect((await archive.get({}, 'a'))?.quotations).toMatchObject([{ speaker: 'Ada Brook' }]);
    write('b.md', 'Second, changed');
    utimesSync(join(folder, 'a.md'), new Date(), new Date());
    await stories.scan();
    expect(stories.read).toHaveLength(3);
    expect(stories.read.at(-1)).toBe('b');
    const next = await openFolder();
    await next.scan();
    expect(next.read).toEqual([]);
    expect(await archive.versions({}, 'b')).toHaveLength(2);
  });

  it('follows renames and removals, and another folder in its place', async () => {
    write('a.md', 'First');
    write('b.md', 'Second');
    const stories = await openFolder();
    await stories.scan();
    renameSync(join(folder, 'a.md'), join(folder, 'c.md'));
    rmSync(join(folder, 'b.md'));
    await stories.scan();
    expect(await stored()).toEqual(['c: First']);
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'd.md'), '# Fourth\n\nText.');
    await (await openFolder(other)).scan();
    expect(await stored()).toEqual(['d: Fourth']);
  });

  it('reports a broken file, serves the others, and keeps the last good version until it is mended', async () => {
    write('a.md', 'First');
    write('good.md', 'Good');
    const stories = await openFolder();
    await stories.scan();
    writeFileSync(join(folder, 'a.md'), '---\ntitle: [\n---\n\nText');
    writeFileSync(join(folder, 'bad.md'), 'no front matter');
    await stories.scan();
    expect(await stored()).toEqual(['a: First', 'good: Good']);
    expect(stories.faults()).toMatchObject([
      { file: 'a.md', line: 3 },
      { file: 'bad.md', line: 1 },
    ]);
    expect(log.lines.flatMap(({ level, message }) => (level === 'warn' ? [message] : [])).sort()).toEqual([
      expect.stringMatching(/^story file a\.md:3: .+last good version stays$/),
      expect.stringMatching(/^story file bad\.md:1: .+left out$/),
    ]);
    // Known faults are told after a restart too, without reading the files again.
    const next = await openFolder();
    await next.scan();
    expect(next.faults()).toHaveLength(2);
    write('a.md', 'Mended');
    rmSync(join(folder, 'bad.md'));
    await next.scan();
    expect(next.faults()).toEqual([]);
    expect(await stored()).toEqual(['a: Mended', 'good: Good']);
  });

  it('takes no pipe, no link out of the folder and nothing over 1 MB, and passes over what editors leave', async () => {
    write('real.md', 'Real');
    execFileSync('mkfifo', [join(folder, 'pipe.md')]);
    symlinkSync('/etc/hostname', join(folder, 'outside.md'));
    symlinkSync('/dev/zero', join(folder, 'device.md'));
    symlinkSync(join(folder, 'real.md'), join(folder, 'alias.md'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling.md'));
    write('large.md', 'Large', 'word '.repeat(250_000));
    for (const name of ['.real.md.swp', '.#real.md', '#real.md#', 'real.md~', '.hidden.md'])
      writeFileSync(join(folder, name), 'left by an editor');
    mkdirSync(join(folder, 'folder.md'));
    const stories = await openFolder();
    await stories.scan();
    expect(await stored()).toEqual(['alias: Real', 'real: Real']);
    expect(stories.faults().map(({ file, reason }) => `${file} ${reason}`)).toEqual([
      'dangling.md cannot be read (ENOENT)',
      'device.md is a link that leads out of the folder',
      'large.md is over 1 MB, too large for a story',
      'outside.md is a link that leads out of the folder',
      'pipe.md is no regular file',
    ]);
  });

  it('stores a story that cannot be read without quotations, says so, and does not try it again', async () => {
    write('a.md', 'First', '“We will build it again,” Ada Brook said.');
    const failing: StoryReader = {
      read: async () => {
        throw new ReadingError('it took longer than 10 s');
      },
    };
    const stories = await openFolder(folder, failing);
    await stories.scan();
    await stories.scan();
    expect(await archive.get({}, 'a')).toMatchObject({ title: 'First', quotations: [], sentences: [{}] });
    expect(stories.read).toEqual(['a']);
    expect(log.lines.map(({ message }) => message)).toContainEqual(
      expect.stringMatching(/a could not be read \(it took longer than 10 s\); it is stored without/),
    );
  });

  it('leaves a story alone whose id a file would take, and says so', async () => {
    const upload = { owner: { guild: '1' }, source: { kind: 'upload' }, identity: 'u' } as const;
    await archive.put(incomingOf(createStory('Text.', { id: 'a' }), upload));
    write('a.md', 'First');
    const stories = await openFolder();
    await stories.scan();
    expect(stories.faults()).toMatchObject([{ file: 'a.md', reason: 'another story has the id a' }]);
    expect(await stored()).toEqual([]);
    rmSync(join(folder, 'a.md'));
    await stories.scan();
    expect(await archive.get({ guild: '1' }, 'a')).toBeDefined();
  });

  it('notices what was replaced, added or removed while it watches', async () => {
    write('a.md', 'First');
    const stories = await openFolder();
    await stories.scan();
    stories.watch();
    write('draft.tmp', 'Second');
    renameSync(join(folder, 'draft.tmp'), join(folder, 'a.md'));
    await expect.poll(stored).toEqual(['a: Second']);
    write('b.md', 'Third');
    await expect.poll(stored).toEqual(['a: Second', 'b: Third']);
    rmSync(join(folder, 'a.md'));
    await expect.poll(stored).toEqual(['b: Third']);
  });

  it('takes a file that is written in pieces once, when it is whole', async () => {
    write('a.md', 'First');
    const stories = await openFolder();
    await stories.scan();
    stories.watch();
    const path = join(folder, 'a.md');
    writeFileSync(path, '---\ntitle: Second\n');
    await stories.scan();
    expect(await stored()).toEqual(['a: First']);
    expect(stories.faults()).toMatchObject([{ file: 'a.md' }]);
    const rest = '---\n\nOne.\n\nTwo.\n\nThree.\n';
    for (const character of rest) appendFileSync(path, character);
    await expect.poll(stored).toEqual(['a: Second']);
    expect(stories.faults()).toEqual([]);
    expect((await archive.get({}, 'a'))?.paragraphs).toHaveLength(3);
    expect(await archive.versions({}, 'a')).toHaveLength(2);
  });

  it('tells apart files whose names differ in case only, as the file system does', async () => {
    write('a.md', 'Small');
    write('A.md', 'Large');
    const stories = await openFolder();
    await stories.scan();
    expect((await stored()).toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['A: Large', 'a: Small']);
    expect(stories.faults()).toEqual([]);
  });

  it('goes on watching when the folder is replaced by another of its name', async () => {
    write('a.md', 'First');
    const stories = await openFolder();
    await stories.scan();
    stories.watch();
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
    write('b.md', 'Second');
    await expect.poll(stored, { timeout: 10_000 }).toEqual(['b: Second']);
    write('c.md', 'Third');
    await expect.poll(stored).toEqual(['b: Second', 'c: Third']);
  });

  it('is a clear failure when it is not there', async () => {
    await expect(openFolder(join(folder, 'nowhere'))).rejects.toThrow(/CONTENT_DIR.*nowhere.*ENOENT/);
  });
});
