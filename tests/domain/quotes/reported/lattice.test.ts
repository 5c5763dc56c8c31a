import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  buildLattice,
  findLikelySpans,
  probabilityOf,
} from '../../../../src/domain/quotes/reported/lattice.ts';
import { readOpening } from '../../../../src/domain/quotes/reported/tag-model.ts';
import { canFollow, numberOf, STEPS, TAGS } from '../../../../src/domain/quotes/reported/tags.ts';

const SIZE = TAGS.length;
const weight = fc.double({ min: -2, max: 2, noNaN: true });
const model = fc.record({
  opening: fc.array(weight, { minLength: SIZE, maxLength: SIZE }).map(readOpening),
  steps: fc
    .array(weight, { minLength: STEPS.length, maxLength: STEPS.length })
    .map((weights) => Float64Array.from(weights, Math.exp)),
});
const scores = fc
  .integer({ min: 1, max: 4 })
  .chain((length) => fc.array(weight, { minLength: length * SIZE, maxLength: length * SIZE }))
  .map((values) => Float64Array.from(values));

/** Every way to tag the tokens, with its weight. */
function enumerate(
  values: Float64Array,
  { opening, steps }: { opening: Float64Array; steps: Float64Array },
): { tags: number[]; weight: number }[] {
  let ways = [{ tags: [] as number[], weight: 1 }];
  for (let at = 0; at < values.length / SIZE; at += 1)
    ways = ways.flatMap(({ tags, weight: before }) =>
      TAGS.map((_, tag) => {
        const last = tags.at(-1);
        const number = STEPS.findIndex((step) => step.tag === last && step.next === tag);
        const step = last === undefined ? opening[tag] : steps[number];
        return {
          tags: [...tags, tag],
          weight: before * (step ?? 0) * Math.exp(values[at * SIZE + tag] ?? 0),
        };
      }).filter(({ weight: after }) => after > 0),
    );
  return ways;
}

it('gives each token and tag the share of all ways to tag the sentence that have it there', () => {
  fc.assert(
    fc.property(scores, model, (values, weights) => {
      const lattice = buildLattice(values, weights);
      const ways = enumerate(values, weights);
      const sum = ways.reduce((total, way) => total + way.weight, 0);
      for (let at = 0; at < lattice.length; at += 1)
        for (let tag = 0; tag < SIZE; tag += 1) {
          const share = ways
            .filter(({ tags }) => tags[at] === tag)
            .reduce((total, way) => total + way.weight / sum, 0);
          expect(probabilityOf(lattice, at, tag)).toBeCloseTo(share, 6);
        }
    }),
    { numRuns: 20 },
  );
});

it('gives each span the share of the ways that take exactly these tokens for reported words', () => {
  const [first, last, only] = [numberOf('first'), numberOf('last'), numberOf('only')];
  const [mixedFirst, mixed] = [numberOf('mixed first'), numberOf('mixed')];
  const isPlain = (tags: readonly number[], from: number, to: number) =>
    to - from === 1 ? tags[from] === only : tags[from] === first && tags.indexOf(last, from) === to - 1;
  const isMixed = (tags: readonly number[], from: number, to: number) =>
    tags[from] === mixedFirst && tags.slice(from + 1, to).every((tag) => tag === mixed) && tags[to] !== mixed;
  fc.assert(
    fc.property(scores, model, (values, weights) => {
      const spans = findLikelySpans(buildLattice(values, weights), weights);
      const ways = enumerate(values, weights);
      const sum = ways.reduce((total, way) => total + way.weight, 0);
      expect(spans.length).toBeGreaterThan(0);
      for (const { from, to, probability } of spans) {
        const shareOf = (fits: typeof isPlain) =>
          ways.filter(({ tags }) => fits(tags, from, to)).reduce((total, way) => total + way.weight / sum, 0);
        const distances = [isPlain, isMixed].map((fits) => Math.abs(probability - shareOf(fits)));
        expect(Math.min(...distances)).toBeLessThan(1e-6);
      }
    }),
    { numRuns: 20 },
  );
});

it('never continues reported words that were not begun', () => {
  expect(canFollow('out', 'inner')).toBe(false);
  expect(canFollow('first', 'out')).toBe(false);
  expect(canFollow(undefined, 'last')).toBe(false);
  expect(canFollow('inner', 'last')).toBe(true);
});
