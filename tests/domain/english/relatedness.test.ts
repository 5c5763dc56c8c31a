import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareTopics,
  rarity,
  relatedness,
  relatedStems,
  topicOf,
} from '../../../src/domain/english/relatedness.ts';
import { stemWord, tokenize } from '../../../src/domain/english/stems.ts';

const relate = (a: string, b: string) => relatedness(stemWord(a), stemWord(b));
const topic = (text: string) => topicOf(tokenize(text).map(({ stem }) => [stem, rarity(stem)]));

describe('relatedness', () => {
  it.each([
    ['jobless', 'unemployed'],
    ['deploy', 'deployment'],
    ['lawyer', 'attorney'],
    ['outdated', 'obsolete'],
    ['Moscow', 'Russia'],
    ['flood', 'rain'],
  ])('brings %s and %s together', (a, b) => {
    expect(relate(a, b)).toBeGreaterThan(0.3);
  });

  it.each([
    ['lawyer', 'flood'],
    ['ferry', 'jobless'],
    ['zqxv', 'ferry'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(relate(a, b)).toBe(0);
  });

  it('is 1 for a word itself, known or not, and the same in both directions', () => {
    expect(relate('zqxv', 'zqxv')).toBe(1);
    const word = fc.constantFrom('bank', 'loan', 'vote', 'zqxv', 'river', 'pay');
    fc.assert(fc.property(word, word, (a, b) => relate(a, b) === relate(b, a)));
  });
});

it('lists the words nearest to one, nearest first, without itself', () => {
  const nearest = relatedStems(stemWord('salary'), 8);
  expect(nearest).toHaveLength(8);
  expect(nearest.map(({ stem }) => stem)).toContain(stemWord('wage'));
  expect(nearest.map(({ stem }) => stem)).not.toContain(stemWord('salary'));
  const values = nearest.map((near) => near.relatedness);
  expect(values).toEqual(values.toSorted((a, b) => b - a));
  expect(relatedStems('zqxv', 8)).toEqual([]);
});

it('takes a word to be the rarer the less it is used, and an unknown one for the rarest', () => {
  const [year, ferry, unknown] = [stemWord('year'), stemWord('ferry'), 'zqxv'].map(rarity);
  expect(year).toBeLessThan(Number(ferry));
  expect(ferry).toBeLessThan(Number(unknown));
  expect(unknown).toBe(1);
});

it('tells texts of one subject from others without a shared word', () => {
  const asked = topic('physician treats the sick');
  expect(compareTopics(asked, topic('a doctor heals patients'))).toBeGreaterThan(
    compareTopics(asked, topic('the bank raised its loans')) + 0.3,
  );
  expect(compareTopics(asked, topic('zqxv'))).toBe(0);
});
