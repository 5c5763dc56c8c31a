import { describe, expect, it } from 'vitest';
import { choosePassages, fitPassages, showPassages } from '../../../src/domain/model/context.ts';
import { estimateTokens } from '../../../src/domain/model/delimited-data.ts';
import { createStory } from '../../fixtures/story.ts';

const story = createStory(
  Array.from(
    { length: 40 },
    (_, i) => `Paragraph ${i + 1} tells of thing ${i + 1}, and at some length.`,
  ).join('\n\n'),
  { title: 'Forty things', outlet: 'The Ledger' },
);
const numbers = (passages: readonly { number: number }[]) => passages.map(({ number }) => number);

describe('the passages of a story for a model', () => {
  it('are all of them when they fit', () => {
    expect(numbers(choosePassages(story, [7], 6_000))).toEqual(story.paragraphs.map(({ number }) => number));
  });

  it('are the first and the best ranked when they do not, in order and under the story’s numbers', () => {
    const chosen = choosePassages(story, [33, 12, 20, 5, 6, 7], 50);
    expect(numbers(chosen)).toEqual([1, 12, 33]);
    const text = showPassages(chosen);
    expect(text.split('\n')[0]).toBe('Story: Forty things · The Ledger');
    expect(text).toContain('\n[12] Paragraph 12 tells');
  });

  it('never exceed the budget, and pass over one that is too long by itself', () => {
    const long = createStory(`${'word '.repeat(2_000)}\n\nA short one.\n\nAnother short one.`);
    expect(numbers(choosePassages(long, [], 50))).toEqual([2, 3]);
    const chosen = fitPassages(choosePassages(story, [], 6_000), 300);
    expect(
      estimateTokens(chosen.map((passage) => showPassages([passage]).split('\n')[1]).join('')),
    ).toBeLessThan(400);
  });
});
