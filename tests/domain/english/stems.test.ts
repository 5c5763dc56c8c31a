import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentWords, stemWord, tokenize } from '../../../src/domain/english/stems.ts';

const texts = (text: string) => tokenize(text).map((token) => token.text);

describe('tokenize', () => {
  it('keeps apostrophes, decimals, thousands and dotted acronyms in one token and parts hyphens', () => {
    expect(texts('The U.S. didn’t pay $1,234.50 (3.5%) for twenty-one F-16s.')).toEqual([
      'The',
      'U.S.',
      'didn’t',
      'pay',
      '1,234.50',
      '3.5',
      'for',
      'twenty',
      'one',
      'F',
      '16s',
    ]);
  });

  it('gives one stem to forms of a word', () => {
    expect(new Set(['invest', 'Invested', 'INVESTING', 'invests'].map(stemWord))).toEqual(
      new Set(['invest']),
    );
    expect(stemWord('Moss’s')).toBe(stemWord('moss'));
    expect(stemWord('José')).toBe(stemWord('Jose'));
    expect(stemWord('1,000')).toBe('1000');
  });

  it('tells the country from the pronoun', () => {
    expect(contentWords(tokenize('US and U.S. and us')).map((token) => token.stem)).toEqual(['u.s.', 'u.s.']);
    expect(stemWord('U.N.')).toBe(stemWord('UN'));
  });

  it('gives exact, ordered offsets for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const tokens = tokenize(text);
        expect(tokens.map((token) => text.slice(token.start, token.end))).toEqual(
          tokens.map((token) => token.text),
        );
        expect(tokens.every((token, place) => token.start >= (tokens[place - 1]?.end ?? 0))).toBe(true);
      }),
    );
  });

  it('is linear on a long text', () => {
    const started = performance.now();
    tokenize("U.'a1,".repeat(50_000));
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
