import { expect, it } from 'vitest';
import { readFeed } from '../../src/adapters/intake/feed-reader.ts';
import { sampleFeed } from '../../src/playground/sample-feed.ts';

it('has one story at first and one more a minute, which stay the same stories', () => {
  const start = Date.UTC(2026, 2, 12, 9);
  const titlesAfter = (minutes: number) => {
    const { body } = sampleFeed('/', start, start + minutes * 60_000);
    return (
      readFeed(String(body), 'http://127.0.0.1:3210/sample-feed.xml')?.items.map(({ title }) => title) ?? []
    );
  };
  expect(titlesAfter(0)).toHaveLength(1);
  expect(titlesAfter(1)).toHaveLength(2);
  expect(titlesAfter(60)).toHaveLength(4);
  expect(titlesAfter(1).at(-1)).toBe(titlesAfter(0)[0]);
});
