import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize } from '../../../../src/domain/english/tokens.ts';
import { SpanChoice } from '../../../../src/domain/quotes/reported/span-choice.ts';

const SENTENCE = 'Ada Brook said the new bridge was safe, and Omar Lund said it was not.';
const TOKENS = tokenize(SENTENCE, { start: 0, end: SENTENCE.length }, []);

const at = (word: string, after = 0) =>
  TOKENS.findIndex(({ text }, index) => index >= after && text === word);
const span = (first: string, last: string, probability: number, after = 0) => {
  const from = at(first, after);
  return { from, to: at(last, from) + 1, probability };
};
const wordsOf = (spans: readonly { from: number; to: number }[]) =>
  spans.map(({ from, to }) => SENTENCE.slice(TOKENS[from]?.start, TOKENS[to - 1]?.end));

describe('the choice among likely spans', () => {
  it('takes each thing said once', () => {
    const likely = [
      span('the', 'safe', 0.6),
      span('the', 'not', 0.2),
      span('it', 'not', 0.7),
      span('new', 'safe', 0.05),
    ];
    expect(wordsOf(new SpanChoice(TOKENS, likely).choose())).toEqual([
      'the new bridge was safe',
      'it was not',
    ]);
  });

  it('takes words of which many versions are a little likely', () => {
    const likely = [span('the', 'safe', 0.15), span('the', 'was', 0.15), span('Ada', 'Brook', 0.15)];
    expect(wordsOf(new SpanChoice(TOKENS, likely).choose())).toEqual(['the new bridge was safe']);
  });

  it('cuts no phrase in two', () => {
    const likely = [span('the', 'new', 0.9), span('new', 'safe', 0.9), span('the', 'was', 0.9)];
    expect(new SpanChoice(TOKENS, likely).choose()).toEqual([]);
  });

  it('never lets two overlap', () => {
    const token = fc.integer({ min: 0, max: TOKENS.length - 1 });
    const any = fc
      .tuple(token, token, fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([a, b, probability]) => ({ from: Math.min(a, b), to: Math.max(a, b) + 1, probability }));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 40 }), (likely) => {
        const chosen = new SpanChoice(TOKENS, likely).choose();
        chosen.forEach(({ from }, index) => {
          expect(from).toBeGreaterThanOrEqual(chosen[index - 1]?.to ?? 0);
        });
      }),
    );
  });
});
