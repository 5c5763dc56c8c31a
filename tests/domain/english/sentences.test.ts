import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitSentences, trimSpan } from '../../../src/domain/english/sentences.ts';

/** Splits a text in which "|" marks each expected boundary. */
function expectSplit(marked: string): void {
  const text = marked.replaceAll('|', '');
  expect(splitSentences(text).map(({ start, end }) => text.slice(start, end))).toEqual(marked.split('|'));
}

/** Text with many end marks, quotes, abbreviations and odd characters. */
const markSoup = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '.',
        '!',
        '?',
        '…',
        '"',
        '”',
        '“',
        ' ',
        '\n',
        '\n\n',
        ')',
        '(',
        'U.S.',
        'Mr.',
        'No.',
        'a',
        'The',
        '3',
        '。',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    ),
  )
  .map((parts) => parts.join(''));

describe('splitSentences', () => {
  it.each([
    [
      'plain sentences, white space to the sentence before',
      'One came. |Two went!  |Did three stay? |Four did.',
    ],
    ['titles before names', 'Lt. Gen. Ada Moss met Mr. X and Dr. Lund. |Sen. Vale (R-Ariz.) was there.'],
    ['titles after an opening quote', "''Ms. Vale won,'' he said. |‘Mr. Moss lost.’"],
    ['initials', 'J. K. Orr and Ada W. Moss spoke. |Nobody heard.'],
    ['a number after "No."', 'She is No. 3 on the list. |No. |That is wrong.'],
    ['acronyms inside a sentence', 'The U.S. Senate and the U.N. Security Council met at 3 p.m. Tuesday.'],
    ['acronyms that end a sentence', 'He left the U.S. |The rest stayed until 9 p.m. |They slept.'],
    ['companies and suffixes', 'Acme Inc. Chairman Bo Lind Jr. said so. |He sold Acme Co. |It was cheap.'],
    ['months and states', 'On Jan. 3 in Dover, Del. Mayor Orr spoke. |He left on Feb. 4.'],
    [
      'decimals, versions and web addresses',
      'It rose 3.5 percent. |See https://a.example/b.c?d=e.f for 2.0.1 notes.',
    ],
    ['quotes that end a sentence', '“It is over.” |“Is it?” |She left. |"Yes." |He stayed.'],
    [
      'a question inside an attribution',
      '“Why?” she asked. |“Stop!” Ada Moss cried. |“Who?” |Moss had left.',
    ],
    ['ellipses', 'It went on... and on… then stopped. |Wait … |Then he left . . . |Then she did.'],
    ['list numbers', '1. The first thing. |2. The second thing.'],
    ['names with marks', 'Yahoo! is a firm. |Jeb! ran.'],
    ['sentences in brackets', 'He went. |(She did not.) |They met.'],
    ['a blank line', 'A heading\n\n|A sentence that runs\nover lines.'],
    ['scripts without spaces or capitals', '他来了。|她走了！|ذهب.'],
  ])('survives %s', (_, marked) => {
    expectSplit(marked);
  });

  it('tiles exactly the range it is given', () => {
    const text = 'Skip this. Read this. And this. Not that.';
    expect(splitSentences(text, 11, 31)).toEqual([
      { start: 11, end: 22 },
      { start: 22, end: 31 },
    ]);
    expect(splitSentences(text, 5, 5)).toEqual([]);
  });

  it('tiles any text without an exception or an empty span', () => {
    fc.assert(
      fc.property(fc.oneof(markSoup, fc.string({ unit: 'binary' })), fc.nat(9), (text, cut) => {
        const from = Math.min(cut, text.length);
        const spans = splitSentences(text, from);
        expect(spans.map((span) => text.slice(span.start, span.end)).join('')).toBe(text.slice(from));
        expect(spans.every((span) => span.start < span.end)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it.each(['.', '. ', '?"', 'A. ', 'U.S. ', '\n', ' ', '“', '.\n\n'])(
    'is linear on a long run of %j',
    (unit) => {
      const started = performance.now();
      splitSentences(`${unit.repeat(100_000)}a`);
      expect(performance.now() - started).toBeLessThan(10_000);
    },
  );
});

describe('trimSpan', () => {
  it('leaves no white space at either end', () => {
    const text = 'x  two words \n y';
    const span = trimSpan(text, { start: 1, end: 15 });
    expect(text.slice(span.start, span.end)).toBe('two words');
  });

  it('is empty for white space only', () => {
    expect(trimSpan('a   b', { start: 1, end: 4 })).toEqual({ start: 1, end: 1 });
  });
});
