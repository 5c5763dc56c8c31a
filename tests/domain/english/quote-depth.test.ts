import { expect, it } from 'vitest';
import { insideQuotation } from '../../../src/domain/english/quote-depth.ts';

it.each([
  ['curly', 'a “b” c', [0, 3, 6], [false, true, false]],
  ['straight', 'a "b" c', [0, 3, 6], [false, true, false]],
  ['doubled single', "a ''b'' c's", [0, 4, 9], [false, true, false]],
  ['unclosed', '“a b', [0, 2, 4], [false, true, true]],
])('tells what stands between %s marks', (_, text, offsets, expected) => {
  expect(insideQuotation(text, offsets)).toEqual(expected);
});
