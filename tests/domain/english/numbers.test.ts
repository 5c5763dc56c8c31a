import { expect, it } from 'vitest';
import { readQuantities } from '../../../src/domain/english/numbers.ts';
import type { Quantity } from '../../../src/domain/english/quantity.ts';
import { tokenize } from '../../../src/domain/english/stems.ts';
import { agrees } from '../../../src/domain/grounding/vetoes/number.ts';

function read(text: string): Quantity[] {
  return readQuantities(text, tokenize(text));
}

it.each<[string, number, Quantity['kind'], Quantity['bound']]>([
  ['sixty-two donors', 62, 'count', 'exact'],
  ['more than 1,000 people', 1000, 'count', 'above'],
  ['nearly $1.1 billion', 1.1e9, 'money', 'nearly'],
  ['$23million in gifts', 23e6, 'money', 'exact'],
  ['twelve million dollars', 12e6, 'money', 'exact'],
  ['two hundred and fifty boats', 250, 'count', 'exact'],
  ['half a million votes', 5e5, 'count', 'exact'],
  ['28.7 percent of them', 0.287, 'share', 'exact'],
  ['one in five voters', 0.2, 'share', 'exact'],
  ['two-thirds of the town', 2 / 3, 'share', 'exact'],
  ['for a decade', 10, 'count', 'exact'],
  ['the 1990s', 90, 'decade', 'exact'],
  ['in 2016', 2016, 'year', 'exact'],
  ['the twenty-first time', 21, 'ordinal', 'exact'],
  ['up to 40 boats', 40, 'count', 'below'],
  ['a decade and a half', 15, 'count', 'exact'],
  ['half an hour', 30, 'count', 'exact'],
  ['a tenth of the stake', 0.1, 'share', 'exact'],
  ['at 9:30', 9.3, 'clock', 'exact'],
  ['on Sept. 8', 9, 'month', 'exact'],
  ['next Tuesday', 2, 'weekday', 'exact'],
  ['dozens of boats', 24, 'count', 'vague'],
])('reads "%s" as %d (%s, %s)', (text, value, kind, bound) => {
  const [quantity] = read(text);
  expect(quantity?.value).toBeCloseTo(value, 6);
  expect(quantity).toMatchObject({ kind, bound });
});

it('takes "may" and "march" for months only where a date is told', () => {
  expect(read('They may march. It may rain in May.').map(({ kind }) => kind)).toEqual(['month']);
});

it('gives the first number of a range the unit of the second', () => {
  expect(read('$5 to $10 million').map(({ value }) => value)).toEqual([5e6, 1e7]);
  expect(read('40 to 50 percent').map(({ value }) => value)).toEqual([0.4, 0.5]);
  expect(read('in 2015-16').map(({ value }) => value)).toEqual([2015, 2016]);
});

it.each<[string, string, boolean]>([
  ['over 1,000 people', 'more than 1,000 people', true],
  ['fewer than 1,000 people', 'more than 1,000 people', false],
  ['almost a third of them', '32 percent of them', true],
  ['about half of them', '42 percent of them', false],
  ['more than $130 million', '$133 million', true],
  ['more than $135 million', '$133 million', false],
  ['$501 million', '$500.8 million', true],
  ['$130 million', '$133 million', false],
  ['5 million people', '$5 million', false],
  ['in 2010', 'in 2012', false],
  ['ten years', 'a decade', true],
])('"%s" for "%s": %s', (claimed, stated, expected) => {
  const [mine, theirs] = [read(claimed)[0], read(stated)[0]];
  expect(mine && theirs && agrees(mine, theirs)).toBe(expected);
});
