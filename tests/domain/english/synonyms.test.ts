import { expect, it } from 'vitest';
import { stemWord } from '../../../src/domain/english/stems.ts';
import { sensesOf, shareSense } from '../../../src/domain/english/synonyms.ts';

const same = (a: string, b: string) => shareSense(sensesOf(stemWord(a)), sensesOf(stemWord(b)));

it.each([
  ['back', 'endorse'],
  ['backing', 'endorsement'],
  ['win', 'victorious'],
  ['men', 'man'],
  ['bought', 'purchase'],
  ['zqxv', 'zqxv'],
])('knows that %s and %s may mean the same', (a, b) => {
  expect(same(a, b)).toBe(true);
  expect(same(b, a)).toBe(true);
});

it.each([
  ['rise', 'fall'],
  ['bank', 'loan'],
  ['Moscow', 'Russia'],
  ['zqxv', 'ferry'],
])('does not take %s for %s', (a, b) => {
  expect(same(a, b)).toBe(false);
});
