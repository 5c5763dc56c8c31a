import { expect, it } from 'vitest';
import { runFeedDays } from './feed-days.ts';

it.each([1, 2, 3])(
  'posts every story once to every server over two days with crashes, edits, new dates and copies (%i)',
  async (seed) => {
    const verdict = await runFeedDays({ feeds: 8, guilds: 3, days: 2, killEvery: 400, seed });
    expect(verdict).toMatchObject({ duplicates: 0, lost: 0, unrecorded: 0 });
    expect(verdict.kills).toBeGreaterThan(3);
    expect(verdict.stories).toBeGreaterThan(50);
    expect(verdict.unchanged / verdict.polls).toBeGreaterThan(0.5);
  },
);
