import { describe, expect, it } from 'vitest';
import { methodBlocks } from '../../src/commands/method-line.ts';

const line = (method: Parameters<typeof methodBlocks>[0]) =>
  methodBlocks(method).map((block) => ('text' in block ? block.text : block));

describe('the line below an answer', () => {
  it.each([
    [
      { checked: 4, dropped: 1, cut: 0 },
      'Written by m · 3 of 4 sentences passed the check against the story',
    ],
    [
      { checked: 1, dropped: 0, cut: 0, note: 'Mind this.' },
      'Written by m · 1 of 1 sentence passed the check against the story · Mind this.',
    ],
    [
      { checked: 5, dropped: 3, cut: 2 },
      'Written by m · 4 of 5 sentences passed the check against the story · 2 sentences left out for length',
    ],
  ])('says what was checked and what was left out: %j', (counts, text) => {
    expect(line({ method: 'model', model: 'm', ...counts })).toEqual([[text]]);
  });

  it('says that the story itself answers', () => {
    expect(line({ method: 'extractive', checked: 0, dropped: 0, cut: 0, note: 'No model.' })).toEqual([
      ['Taken from the story word for word · No model.'],
    ]);
  });
});
