import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { openPassageIndex } from '../../src/adapters/sqlite-index.ts';
import { searchPassages } from '../../src/domain/search/search-passages.ts';
import { paragraphPassages } from '../../src/domain/story/passages.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { readPolnear } from './polnear.ts';

/** Answers a title with story ids, best first, each once. */
type FindStories = (query: string) => string[];

interface Row {
  readonly MRR: string;
  readonly 'p50 ms': string;
  readonly 'p95 ms': string;
  readonly 'build s': string;
  readonly 'warm start s': string;
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

/** Titles as queries: does search find the story, how fast, and how long does the index take to build? */
export function benchSearch(data: string): void {
  const stories = readPolnear(data);
  const paragraphs = stories.reduce((sum, story) => sum + story.paragraphs.length, 0);
  console.log(`${stories.length} stories, ${paragraphs} paragraphs; each title as a query`);
  console.table({
    ...measurePullquote(stories),
    'MiniSearch (defaults)': measureMiniSearch(stories),
  });
  console.log('wanted: MRR ≥ 0.995, p50 ≤ 5 ms, p95 ≤ 15 ms, build ≤ 2 s, warm start ≤ 0.5 s');
}

function measurePullquote(stories: readonly Story[]): Record<string, Row> {
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-bench-'));
  const file = join(folder, 'index.sqlite');
  try {
    const [cold, buildMs] = time(() => openUpdated(file, stories));
    cold.close();
    const [index, warmMs] = time(() => openUpdated(file, stories));
    const byId = new Map(stories.map((story) => [story.id, story]));
    const ports = { index, library: { get: (id: string) => byId.get(id) } };
    const built = { 'build s': seconds(buildMs), 'warm start s': seconds(warmMs) };
    const rows = {
      'index alone (SQLite FTS5)': {
        ...measure(stories, (query) => storyIds(index.search(query, { limit: 20 }))),
        ...built,
      },
      'search (index, then ranking)': {
        ...measure(stories, (query) => storyIds(searchPassages(ports, { query, limit: 20 }))),
        ...built,
      },
    };
    index.close();
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function openUpdated(file: string, stories: readonly Story[]) {
  const index = openPassageIndex(file, quiet);
  index.update(stories);
  return index;
}

function measureMiniSearch(stories: readonly Story[]): Row {
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
  const row = measure(stories, (query) =>
    storyIds(index.search(query).map((hit) => ({ story: String(hit.story) }))),
  );
  return { ...row, 'build s': seconds(buildMs), 'warm start s': '(builds again)' };
}

function measure(stories: readonly Story[], find: FindStories): Pick<Row, 'MRR' | 'p50 ms' | 'p95 ms'> {
  const times: number[] = [];
  let sum = 0;
  for (const story of stories) {
    const [found, ms] = time(() => find(story.title));
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
