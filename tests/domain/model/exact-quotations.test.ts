import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotedRuns, restoreQuotations } from '../../../src/domain/model/exact-quotations.ts';

const SOURCE =
  'She said: “We won’t\u00a0wait — not for long, and ‘soon’ is too late.” The mayor called it “a promise with an expiry date.”';

describe('quotations in a sentence of a model', () => {
  it.each([
    ['straight marks', 'She said: "not for long".', 'She said: "not for long".'],
    [
      'another apostrophe, space and dash',
      `She said: "We won't wait - not for long".`,
      'She said: "We won’t\u00a0wait — not for long".',
    ],
    ['a capital of its own', '"A promise", he said.', '"a promise", he said.'],
    ['a stop inside the marks', 'He called it “a promise,” she said.', 'He called it “a promise”, she said.'],
    ['none', 'It didn’t rain on the workers’ day.', 'It didn’t rain on the workers’ day.'],
  ])('become slices of the source: %s', (_, sentence, shown) => {
    expect(restoreQuotations(sentence, [SOURCE])).toBe(shown);
  });

  it.each([
    ['an altered word', 'She said: "We will wait".'],
    ['a word left out', 'She said: "not long".'],
    ['half a word', 'He called it "a prom".'],
    ['an ellipsis over what was cut', 'She said: "We … late".'],
    ['words put in', 'She said: "not for [very] long".'],
    ['two runs made one', '"We won’t wait a promise".'],
    ['an open mark', 'She said: "not for long.'],
    ['other marks', 'She said: 「not for ever」.'],
    ['single marks', "She said 'never again' twice."],
    ['nothing but stops', 'She said: "…".'],
  ])('that are not word for word are found: %s', (_, sentence) => {
    expect(restoreQuotations(sentence, [SOURCE])).toBeUndefined();
  });

  it('are slices of the source in every sentence that is let through', () => {
    const word = fc.constantFrom(
      ...SOURCE.split(/\s/),
      '"',
      '“',
      '”',
      "'",
      '‘',
      '’',
      'never',
      ',',
      '.',
      '…',
      '«',
      '»',
      '\\',
      '(',
      '[a]',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 14 }), (words) => {
        const shown = restoreQuotations(words.join(' '), [SOURCE]);
        for (const run of quotedRuns(shown ?? '')) expect(SOURCE).toContain(run);
      }),
      { numRuns: 2_000 },
    );
  });
});
