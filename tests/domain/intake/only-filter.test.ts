import { describe, expect, it } from 'vitest';
import { checkOnly, explainRefusal, parseOnly } from '../../../src/domain/intake/only-filter.ts';

const STORY = {
  title: 'Harbour bridge reopens',
  text: 'The port authority kept its promise. São Paulo was not asked.',
  tags: ['Transport', 'Public works'],
};

function passes(only: string): boolean {
  return explainRefusal(parseOnly(only), STORY) === undefined;
}

describe('a filter', () => {
  it.each([
    '',
    'bridge',
    'tunnel bridge',
    '"port authority"',
    '“Port Authority”',
    'sao',
    '#transport',
    '#"public works"',
    '-tunnel',
    'bridge -tunnel #transport',
    'promise.',
  ])('lets the story pass: %s', (only) => expect(passes(only)).toBe(true));

  it.each([
    'tunnel',
    '"authority port"',
    'bridg',
    '#sport',
    '-bridge',
    'bridge -"port authority"',
    'bridge #sport',
  ])('keeps it back: %s', (only) => expect(passes(only)).toBe(false));

  it.each(['"port authority', 'bridge “port', 'port authority"'])(
    'whose phrase has one mark only is refused, and taken for words where it was set before: %s',
    (only) => {
      expect(() => checkOnly(only)).toThrow('two quotation marks');
      expect(passes(only)).toBe(true);
    },
  );

  it('says why it keeps a story back', () => {
    expect(explainRefusal(parseOnly('-bridge'), STORY)).toBe('It has “bridge”, which the filter excludes.');
    expect(explainRefusal(parseOnly('tunnel'), STORY)).toBe('None of the filter’s words is in it.');
    expect(explainRefusal(parseOnly('#sport'), STORY)).toBe('It has none of the filter’s tags.');
  });

  it.each(['"', '-', '- -', '""', '-#transport', 'x '.repeat(21), 'x'.repeat(301)])(
    'is refused: %s',
    (only) => {
      expect(() => parseOnly(only)).toThrow(/filter|minus/);
    },
  );
});
