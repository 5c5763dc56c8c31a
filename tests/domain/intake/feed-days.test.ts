import { expect, it } from 'vitest';
import { runFeedDays } from './feed-days.ts';

it.each([1, 2, 3])(
  'posts every story once to every server over two days with crashes, edits, new dates and copies (%i)',
  async (seed) => {
    const verdict = await runFeedDays({ feeds: 8, guilds: 3, days: 2, killEvery: 400, seed });
    expect(verdict).toMatchObject({ duplicates: 0, lost: 0, unrecorded: 0, uncorrected: 0 });
    expect(verdict.corrected).toBeGreaterThan(3);
    // A crash between an edit and its note edits a second time, to the same.
    expect(verdict.editedTwice).toBeLessThanOrEqual(verdict.kills);
    expect(verdict.kills).toBeGreaterThan(3);
    expect(verdict.stories).toBeGreaterThan(50);
    expect(verdict.unchanged / verdict.answerable).toBeGreaterThan(0.9);
  },
);
