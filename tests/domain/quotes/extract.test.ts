import { expect, it } from 'vitest';
import { extractQuotations } from '../../../src/domain/quotes/extract.ts';
import { splitLines } from '../../../src/domain/story.ts';

const speakersOf = (text: string) =>
  extractQuotations(text, splitLines(text))
    .filter(({ kind }) => kind === 'direct')
    .map(({ text: words, speaker }) => [words, speaker]);

it('names the speaker whose cue follows the words', () => {
  expect(speakersOf('“The bridge will open in May,” Mayor Ada Brook said on Monday.')).toEqual([
    ['The bridge will open in May,', 'Ada Brook'],
  ]);
});

it('names the speaker whose cue stands before the words', () => {
  expect(speakersOf('Ada Brook told reporters: “The bridge will open in May.”')).toEqual([
    ['The bridge will open in May.', 'Ada Brook'],
  ]);
});
