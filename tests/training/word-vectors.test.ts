import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { packVectors, unpackVectors } from '../../src/domain/english/word-vectors.ts';
import { gatherStems, removeShared, retrofit } from './word-vectors/vectors.ts';
import { readSynonyms, readWordNet } from './word-vectors/wordnet.ts';

const dict = mkdtempSync(join(tmpdir(), 'pullquote-wordnet-'));
afterAll(() => rmSync(dict, { recursive: true }));

/** In WordNet's own form: "ferry" and "ferryboat" are one thing, a kind of boat; to "ferry" is derived from it. */
const FILES: Readonly<Record<string, string>> = {
  'index.noun':
    '  1 licence\nboat n 1 1 @ 1 1 00000002\nferry n 2 1 @ 2 2 00000009 00000001\nferryboat n 1 1 @ 1 1 00000001\n',
  'data.noun':
    '  1 licence\n00000001 06 n 02 ferry 0 ferryboat 0 002 @ 00000002 n 0000 + 00000003 v 0101 | a boat\n00000002 06 n 01 boat 0 000 | a small vessel\n',
  'index.verb': 'ferry v 1 1 + 1 1 00000003\n',
  'data.verb': '00000003 38 v 01 ferry 0 001 + 00000001 n 0101 | carry\n',
  'index.adj': '',
  'data.adj': '',
  'index.adv': '',
  'data.adv': '',
};
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(dict, name), text);

it('reads synonyms and wider terms from the files of WordNet, weaker for a rarer sense', () => {
  const links = readWordNet(dict).map(({ words, strength }) => `${words.join(' ')} ${strength.toFixed(2)}`);
  expect(links).toEqual(['ferry ferryboat 0.67', 'ferry boat 0.33', 'ferryboat boat 0.50']);
});

it('reads which words mean the same, each in one of its two most common senses', () => {
  expect(readSynonyms(dict)).toEqual([['ferry', 'ferryboat']]);
});

const cosine = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  const dot = (x: ArrayLike<number>, y: ArrayLike<number>) =>
    Array.from(x).reduce((sum, value, at) => sum + value * (y[at] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
};

const WORDS = ['ferry', 'ferries', 'boat', 'loan', 'bank', undefined, 'rain'].map((stem, place) => ({
  stem: stem === 'ferries' ? 'ferry' : stem,
  vector: Array.from({ length: 16 }, (_, at) => Math.sin(1 + place * 7 + at * (place + 2))),
}));

it('gathers the forms of a word under its stem, the most common stems first', () => {
  const stems = gatherStems(WORDS, 3);
  expect(stems.map(({ stem }) => stem)).toEqual(['ferry', 'boat', 'loan']);
  for (const { vector } of stems) expect(Math.hypot(...vector)).toBeCloseTo(1);
});

it('draws linked words together and leaves the others', () => {
  const before = gatherStems(WORDS, 10);
  const after = retrofit(before, [{ words: ['ferry', 'boat'], strength: 1 }]);
  const near = (stems: typeof before) =>
    cosine(stems[0]?.vector ?? [], stems.find(({ stem }) => stem === 'boat')?.vector ?? []);
  expect(near(after)).toBeGreaterThan(near(before) + 0.2);
  expect(after.at(-1)).toEqual(before.at(-1));
});

it('takes out what all words share', () => {
  const words = Array.from({ length: 30 }, (_, place) => ({
    stem: `word${place}`,
    vector: Array.from({ length: 16 }, (__, at) => 5 + Math.sin((1 + place * 7) * (at + 2))),
  }));
  const stems = gatherStems(words, 30);
  const nearness = ([a, b]: typeof stems) => Math.abs(cosine(a?.vector ?? [], b?.vector ?? []));
  expect(nearness(stems)).toBeGreaterThan(0.9);
  expect(nearness(removeShared(stems))).toBeLessThan(0.5);
});

it('stores vectors in half a byte for each number and gets them back nearly the same', () => {
  const stems = gatherStems(WORDS, 10);
  const { places, dimensions, vectors, lengths } = unpackVectors(packVectors(stems));
  for (const { stem, vector } of stems) {
    const place = places.get(stem) ?? -1;
    const stored = vectors.slice(place * dimensions, (place + 1) * dimensions);
    expect(cosine(stored, vector)).toBeGreaterThan(0.98);
    expect(lengths[place]).toBeCloseTo(Math.hypot(...stored));
  }
});
