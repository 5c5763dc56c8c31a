import MiniSearch from 'minisearch';
import { openSqliteArchive } from '../../src/adapters/archive/sqlite/sqlite-archive.ts';
import { paragraphPassages } from '../../src/domain/english/passages.ts';
import { searchPassages } from '../../src/domain/search/search-passages.ts';
import type { StoryText } from '../../src/domain/story/story.ts';
import { incomingOf } from '../fixtures/archive.ts';
import { readPolnear } from './polnear.ts';

/** Answers a title with story ids, best first, each once. */
type FindStories = (query: string) => string[] | Promise<string[]>;

interface Row {
  readonly MRR: string;
  readonly 'p50 ms': string;
  readonly 'p95 ms': string;
  readonly 'build s': string;
}

/** Titles as queries: does search find the story, how fast, and how long does the index take to build? */
export async function benchSearch(data: string): Promise<void> {
  const stories = readPolnear(data);
  const paragraphs = stories.reduce((sum, story) => sum + story.paragraphs.length, 0);
  console.log(`${stories.length} stories, ${paragraphs} paragraphs; each title as a query`);
  console.table({
    ...(await measurePullquote(stories)),
    'MiniSearch (defaults)': await measureMiniSearch(stories),
  });
  console.log('wanted: MRR ≥ 0.995, p50 ≤ 5 ms, p95 ≤ 15 ms');
}

async function measurePullquote(stories: readonly StoryText[]): Promise<Record<string, Row>> {
  const archive = await openSqliteArchive(':memory:', { now: () => 0 });
  const started = performance.now();
  // Only paragraphs are looked for, so nothing is read.
  for (const text of stories) {
    const sentences = text.paragraphs.map(({ start, end, number }) => ({ start, end, paragraph: number }));
    await archive.put(incomingOf({ ...text, sentences, quotations: [] }));
  }
  const built = { 'build s': seconds(performance.now() - started) };
  const rows = {
    'archive alone (SQLite FTS5)': {
      ...(await measure(stories, async (query) =>
        storyIds(await archive.passages({}, query, { limit: 20 })),
      )),
      ...built,
    },
    'search (archive, then ranking)': {
      ...(await measure(stories, async (query) =>
        storyIds(await searchPassages({ archive }, { query, scope: {}, limit: 20 })),
      )),
      ...built,
    },
  };
  await archive.close();
  return rows;
}

async function measureMiniSearch(stories: readonly StoryText[]): Promise<Row> {
  const [index, buildMs] = time(() => {
    const engine = new MiniSearch({ fields: ['title', 'text'], storeFields: ['story'] });
    engine.addAll(
      stories.flatMap((story) =>
        paragraphPassages(story).map(({ paragraph, text }) => ({
          id: `${story.id} ${paragraph}`,
          story: story.id,
          title: story.title,
          text,
        })),
      ),
    );
    return engine;
  });
  const row = await measure(stories, (query) =>
    storyIds(index.search(query).map((hit) => ({ story: String(hit.story) }))),
  );
  return { ...row, 'build s': seconds(buildMs) };
}

async function measure(
  stories: readonly StoryText[],
  find: FindStories,
): Promise<Pick<Row, 'MRR' | 'p50 ms' | 'p95 ms'>> {
  const times: number[] = [];
  let sum = 0;
  for (const story of stories) {
    const started = performance.now();
    const found = await find(story.title);
    const ms = performance.now() - started;
    // Some titles occur twice: either story is then right.
    const rank = found.findIndex(
      (id) => id === story.id || stories.find((s) => s.id === id)?.title === story.title,
    );
    sum += rank < 0 ? 0 : 1 / (rank + 1);
    times.push(ms);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2);
  return { MRR: (sum / stories.length).toFixed(4), 'p50 ms': at(0.5), 'p95 ms': at(0.95) };
}

function time<T>(work: () => T): [T, number] {
  const started = performance.now();
  const result = work();
  return [result, performance.now() - started];
}

function storyIds(hits: readonly { readonly story: string }[]): string[] {
  return [...new Set(hits.map((hit) => hit.story))];
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(2);
}
