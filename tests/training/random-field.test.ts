import { expect, it } from 'vitest';
import { FEATURES } from '../../src/domain/quotes/reported/features.ts';
import { buildLattice, probabilityOf } from '../../src/domain/quotes/reported/lattice.ts';
import { loadModel } from '../../src/domain/quotes/reported/tag-model.ts';
import { numberOf, type Tag } from '../../src/domain/quotes/reported/tags.ts';
import type { Article } from './attributions.ts';
import { readExamples } from './examples.ts';
import { trainField } from './random-field.ts';

const OPTIONS = {
  epochs: 8,
  averageFrom: 5,
  rate: 0.1,
  dropout: 0.3,
  leastCount: 2,
  leastWeight: 0.01,
  seed: 1,
  onEpoch: () => {},
};

const article = (text: string, parts: { content: string; cue: string; source: string }): Article => {
  const spanOf = (words: string) => [{ start: text.indexOf(words), end: text.indexOf(words) + words.length }];
  return {
    name: 'invented',
    text,
    attributions: [{ content: spanOf(parts.content), cue: spanOf(parts.cue), source: spanOf(parts.source) }],
  };
};

const SAID = article('Ada Brook said the bridge was safe.', {
  content: 'the bridge was safe',
  cue: 'said',
  source: 'Ada Brook',
});

it('tags the tokens of an annotated article: source, cue, and the edges of the content', () => {
  const tags: Tag[] = ['source', 'source', 'cue', 'first', 'inner', 'inner', 'last', 'out'];
  expect([...(readExamples(SAID)[0]?.tags ?? [])]).toEqual(tags.map(numberOf));
  const marked = article('Ada Brook said the bridge was “safe” on Monday.', {
    content: 'the bridge was “safe”',
    cue: 'said',
    source: 'Ada Brook',
  });
  expect([...(readExamples(marked)[0]?.tags ?? [])].slice(3, 7)).toEqual(
    (['mixed first', 'mixed', 'mixed', 'mixed'] as const).map(numberOf),
  );
});

it('learns from examples what it then finds, and stores it without losing that', () => {
  const examples = readExamples(SAID);
  const stored = trainField(Array.from({ length: 20 }, () => examples).flat(), OPTIONS);
  const model = loadModel(JSON.parse(JSON.stringify(stored)));
  const { features, tags } = examples[0] ?? { features: new Int32Array(), tags: new Uint8Array() };
  expect(features).toHaveLength(tags.length * FEATURES);
  const lattice = buildLattice(model.score(features), model);
  tags.forEach((tag, at) => {
    expect(probabilityOf(lattice, at, tag)).toBeGreaterThan(0.7);
  });
});

it('is the same for the same seed', () => {
  const examples = readExamples(SAID);
  expect(trainField([...examples, ...examples], OPTIONS)).toEqual(
    trainField([...examples, ...examples], OPTIONS),
  );
});
