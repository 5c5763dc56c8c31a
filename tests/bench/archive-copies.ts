import { openOperations } from '../../src/adapters/archive/sqlite/operations.ts';
import { READING_VERSION, readStory } from '../../src/domain/quotes/read-story.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { readPolnear } from './polnear.ts';

const HALF_HOUR_MS = 30 * 60_000;
const FIRST = Date.UTC(2020, 0, 1);

/** The articles, each read. */
export function readArticles(data: string): Story[] {
  return readPolnear(data).map((text) => ({ ...text, ...readStory(text) }));
}

/** Copy `n` of the articles, taken in turn: a story of its own with the same text and reading. */
export function copyOf(articles: readonly Story[], n: number): Story {
  const article = articles[n % articles.length];
  if (!article) throw new RangeError('there are no articles');
  const round = Math.floor(n / articles.length);
  return {
    ...article,
    id: `${article.id.slice(0, 80)}-${round}`,
    hash: `${article.hash.slice(0, 40)}${round}`,
    published: new Date(FIRST + n * HALF_HOUR_MS).toISOString(),
  };
}

/** Fills an archive's file with so many copies, as stories of feeds. */
export function fillArchive(file: string, articles: readonly Story[], size: number): void {
  const operations = openOperations(file);
  for (let n = 0; n < size; n += 1) {
    operations.put({
      story: copyOf(articles, n),
      reading: READING_VERSION,
      owner: {},
      source: { kind: 'feed', feed: `https://feed${n % 50}.example/` },
      identity: `copy ${n}`,
      at: Date.now(),
    });
  }
  operations.close();
}
