import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPassageIndex } from '../../src/adapters/sqlite-index.ts';
import { StoreError } from '../../src/domain/errors.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { createStory } from '../fixtures/story.ts';

const bridge = createStory(
  'The old bridge reopens on Monday.\n\nEngineers replaced its cables. The mayor paid.',
  {
    id: 'bridge',
    title: 'Harbour bridge reopens',
  },
);
const library = createStory('The library stays open at night.\n\nReaders asked the mayor for it.', {
  id: 'library',
  title: 'Night hours for readers',
  dek: 'A trial until spring',
});

let folder: string;
let file: string;
let log: ReturnType<typeof createRecordingLog>;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pullquote-index-'));
  file = join(folder, 'deep', 'index.sqlite');
  log = createRecordingLog();
});

afterEach(() => rmSync(folder, { recursive: true }));

function openFilled(stories = [bridge, library]) {
  const index = openPassageIndex(file, log);
  const update = index.update(stories);
  return { index, update };
}

/** The paragraphs found, as "story paragraph". */
function find(index: ReturnType<typeof openPassageIndex>, query: string, story?: string): string[] {
  return index
    .search(query, { limit: 10, ...(story !== undefined && { story }) })
    .map((hit) => `${hit.story} ${hit.paragraph}`);
}

describe('search', () => {
  it('finds paragraphs by forms of a word, best first, with their exact text', () => {
    const { index } = openFilled();
    const [best] = index.search('replacing cable', { limit: 1 });
    expect(best).toMatchObject({
      story: 'bridge',
      paragraph: 2,
      text: 'Engineers replaced its cables. The mayor paid.',
    });
    expect(best?.score).toBeGreaterThan(0);
    expect(find(index, 'mayor')).toHaveLength(2);
    expect(find(index, 'zeppelin')).toEqual([]);
    index.close();
  });

  it('finds a story by its title and its dek', () => {
    const { index } = openFilled();
    expect(find(index, 'Harbour Bridge')[0]).toBe('bridge 1');
    expect(find(index, 'trial spring')[0]).toMatch(/^library/);
    index.close();
  });

  it('keeps to one story when asked', () => {
    const { index } = openFilled();
    expect(find(index, 'mayor', 'library')).toEqual(['library 2']);
    expect(find(index, 'mayor', 'no such story')).toEqual([]);
    index.close();
  });

  it('leaves out words that most paragraphs have only while rarer ones remain', () => {
    const many = Array.from({ length: 60 }, (_, n) =>
      createStory(`The council met ${n} times.`, { id: `council-${n}` }),
    );
    const { index } = openFilled([...many, bridge]);
    expect(find(index, 'council')).toHaveLength(10);
    expect(find(index, 'council met times engineers cables mayor')[0]).toBe('bridge 2');
    index.close();
  });

  it('takes any text as a query', () => {
    const index = openPassageIndex(':memory:', log);
    index.update([bridge]);
    const soup = fc
      .array(
        fc.oneof(
          fc.constantFrom('"', "'", ' AND ', ' OR ', ' NOT ', ' NEAR(', '*', '^', ':', '\0', '🌉', 'mayor'),
          fc.string({ unit: 'binary' }),
        ),
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(soup, (query) => Array.isArray(index.search(query, { limit: 3 }))),
      { numRuns: 300 },
    );
    expect(find(index, '"mayor" AND (paid* OR body:x) -title:y \0 🌉')).toEqual(['bridge 2']);
    expect(find(index, 'mayor '.repeat(1000))).toEqual(['bridge 2']);
    expect(find(index, Array.from({ length: 2000 }, (_, n) => `w${n}`).join(' '))).toEqual([]);
    expect(find(index, '🌉 … —')).toEqual([]);
    index.close();
  });
});

describe('update', () => {
  it('touches only stories whose content changed', () => {
    const { index, update } = openFilled();
    expect(update).toEqual({ indexed: 2, removed: 0, unchanged: 0 });
    const changed = createStory('A new tunnel.', { id: 'bridge' });
    expect(index.update([changed, library])).toEqual({ indexed: 1, removed: 0, unchanged: 1 });
    expect(find(index, 'cables')).toEqual([]);
    expect(find(index, 'tunnel')).toEqual(['bridge 1']);
    expect(index.update([changed])).toEqual({ indexed: 0, removed: 1, unchanged: 1 });
    expect(find(index, 'readers')).toEqual([]);
    index.close();
  });

  it('is all or nothing', () => {
    const { index } = openFilled();
    expect(() =>
      index.update([createStory('A tunnel.', { id: 'tunnel' }), createStory('x', { id: 'tunnel' })]),
    ).toThrow(StoreError);
    expect(find(index, 'cables')).toEqual(['bridge 2']);
    expect(find(index, 'tunnel')).toEqual([]);
    index.close();
  });
});

describe('the file', () => {
  it('is used again by the next start without indexing', () => {
    openFilled().index.close();
    const { index, update } = openFilled();
    expect(update).toEqual({ indexed: 0, removed: 0, unchanged: 2 });
    expect(find(index, 'cables')).toEqual(['bridge 2']);
    index.close();
  });

  it('is built anew when it is of another version', () => {
    openFilled().index.close();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(openFilled().update.indexed).toBe(2);
  });

  it('is built anew when it is damaged', () => {
    openFilled().index.close();
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.fill(0xee, 100, 4096 * 3));
    const { index, update } = openFilled();
    expect(update.indexed).toBe(2);
    expect(find(index, 'cables')).toEqual(['bridge 2']);
    expect(log.lines.some(({ level }) => level === 'warn' || level === 'info')).toBe(true);
    index.close();
  });

  it('is moved aside, not deleted, when it is no database', () => {
    openFilled().index.close();
    rmSync(file);
    writeFileSync(file, 'My only copy of a poem');
    const { index } = openFilled();
    const aside = readdirSync(join(folder, 'deep')).find((name) => name.includes('not-an-index'));
    expect(readFileSync(join(folder, 'deep', String(aside)), 'utf8')).toBe('My only copy of a poem');
    expect(find(index, 'cables')).toEqual(['bridge 2']);
    index.close();
  });

  it('is left alone when it is another program’s database, and search works from memory', () => {
    openFilled().index.close();
    rmSync(file);
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE precious (x); INSERT INTO precious VALUES (1)');
    other.close();
    const before = { bytes: readFileSync(file), changed: statSync(file).mtimeMs };
    const { index } = openFilled();
    expect(find(index, 'cables')).toEqual(['bridge 2']);
    index.close();
    expect({ bytes: readFileSync(file), changed: statSync(file).mtimeMs }).toEqual(before);
    expect(log.lines.map(({ level }) => level)).toContain('warn');
  });

  it('that cannot be made is a StoreError', () => {
    writeFileSync(join(folder, 'deep'), '');
    expect(() => openPassageIndex(file, log)).toThrow(StoreError);
    expect(existsSync(file)).toBe(false);
  });
});
