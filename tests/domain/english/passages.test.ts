import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paragraphPassages, sentencePassages } from '../../../src/domain/english/passages.ts';
import { createStory } from '../../fixtures/story.ts';

const story = createStory('One came. Two went.\n\n“Three.”\n\n   \n\nFour stayed in the U.S. Senate. \n');

describe('paragraphPassages', () => {
  it('gives each paragraph with its number and exact place', () => {
    expect(paragraphPassages(story).map(({ paragraph, text }) => [paragraph, text])).toEqual([
      [1, 'One came. Two went.'],
      [2, '“Three.”'],
      [3, 'Four stayed in the U.S. Senate.'],
    ]);
  });
});

describe('sentencePassages', () => {
  it('gives each sentence with its paragraph, place in the story and words', () => {
    expect(sentencePassages(story).map(({ paragraph, index, text }) => [paragraph, index, text])).toEqual([
      [1, 0, 'One came.'],
      [1, 1, 'Two went.'],
      [2, 2, '“Three.”'],
      [3, 3, 'Four stayed in the U.S. Senate.'],
    ]);
    expect(sentencePassages(story)[1]?.tokens.map((token) => token.lower)).toEqual(['two', 'went']);
    expect(sentencePassages(story)).toBe(sentencePassages(story));
  });

  it('gives slices of the body that hold every character of its paragraphs but white space', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'B', '.', '!', ' ', '\n', '”', '\u00a0') }),
        (body) => {
          const made = createStory(body);
          const sentences = sentencePassages(made);
          for (const { start, end, text } of [...sentences, ...paragraphPassages(made)]) {
            expect(text).toBe(body.slice(start, end));
            expect(text).toBe(text.trim());
          }
          expect(sentences.map(({ text }) => text.replace(/\s/g, '')).join('')).toBe(body.replace(/\s/g, ''));
        },
      ),
    );
  });
});
