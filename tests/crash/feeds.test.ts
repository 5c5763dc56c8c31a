import { expect, it } from 'vitest';
import { killWithFeeds } from './feed-kills.ts';

it('posts each story of a feed once and corrects its posts, whenever the bot is killed', async () => {
  const verdict = await killWithFeeds({ kills: 4, seed: 4 });
  expect(verdict).toMatchObject({ duplicates: [], lost: [], uncorrected: [] });
  expect(verdict.posts).toBeGreaterThan(5);
  expect(verdict.corrected).toBeGreaterThan(0);
}, 120_000);
