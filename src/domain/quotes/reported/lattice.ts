import type { TagModel } from './tag-model.ts';
import { numberOf, TAGS } from './tags.ts';

const SIZE = TAGS.length;
const [FIRST, INNER, LAST, ONLY] = [numberOf('first'), numberOf('inner'), numberOf('last'), numberOf('only')];

/** All ways to tag a sentence at once, from which probabilities are read. */
export interface Lattice {
  readonly length: number;
  /** `TAGS.length` factors a token: exp(score), scaled so that the greatest is 1. */
  readonly factors: Float64Array;
  /** Forward and backward sums, scaled to add up to 1 a token, and to the scales of the forward sums. */
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  readonly scales: Float64Array;
  /** Logarithm of the sum over all ways, without the scaling of `factors` undone. */
  readonly logSum: number;
}

/** A range of tokens, with the probability that it is exactly the reported words. */
export interface LikelySpan {
  readonly from: number;
  readonly to: number;
  readonly probability: number;
}

/** Runs the forward-backward algorithm (Rabiner 1989, section V: scaling) over the scores of a sentence's tokens. */
export function buildLattice(
  scores: Float64Array,
  { opening, pairs }: Pick<TagModel, 'opening' | 'pairs'>,
): Lattice {
  const length = scores.length / SIZE;
  const factors = scaleScores(scores);
  const forward = new Float64Array(scores.length);
  const scales = new Float64Array(length);
  let logSum = 0;
  for (let at = 0; at < length; at += 1) {
    const here = at * SIZE;
    let sum = 0;
    for (let tag = 0; tag < SIZE; tag += 1) {
      let inflow = at === 0 ? (opening[tag] ?? 0) : 0;
      if (at > 0)
        for (let before = 0; before < SIZE; before += 1)
          inflow += (forward[here - SIZE + before] ?? 0) * (pairs[before * SIZE + tag] ?? 0);
      forward[here + tag] = inflow * (factors[here + tag] ?? 0);
      sum += forward[here + tag] ?? 0;
    }
    for (let tag = 0; tag < SIZE; tag += 1) forward[here + tag] = (forward[here + tag] ?? 0) / sum;
    scales[at] = sum;
    logSum += Math.log(sum);
  }
  return { length, factors, forward, backward: runBackward(factors, pairs, scales), scales, logSum };
}

function scaleScores(scores: Float64Array): Float64Array {
  const factors = new Float64Array(scores.length);
  for (let here = 0; here < scores.length; here += SIZE) {
    let greatest = Number.NEGATIVE_INFINITY;
    for (let tag = 0; tag < SIZE; tag += 1) greatest = Math.max(greatest, scores[here + tag] ?? 0);
    for (let tag = 0; tag < SIZE; tag += 1)
      factors[here + tag] = Math.exp((scores[here + tag] ?? 0) - greatest);
  }
  return factors;
}

function runBackward(factors: Float64Array, pairs: Float64Array, scales: Float64Array): Float64Array {
  const backward = new Float64Array(factors.length).fill(1);
  for (let here = factors.length - 2 * SIZE; here >= 0; here -= SIZE) {
    const next = here + SIZE;
    for (let tag = 0; tag < SIZE; tag += 1) {
      let sum = 0;
      for (let after = 0; after < SIZE; after += 1)
        sum +=
          (pairs[tag * SIZE + after] ?? 0) * (factors[next + after] ?? 0) * (backward[next + after] ?? 0);
      backward[here + tag] = sum / (scales[next / SIZE] ?? 0);
    }
  }
  return backward;
}

/** The probability that the token at `at` has the tag. */
export function probabilityOf({ forward, backward }: Lattice, at: number, tag: number): number {
  return (forward[at * SIZE + tag] ?? 0) * (backward[at * SIZE + tag] ?? 0);
}

/** Less likely beginnings and spans are left out. */
const LEAST_BEGINNING = 0.01;
const LEAST_SPAN = 0.002;

/** The ranges of a sentence that may be reported words. */
export function findLikelySpans(lattice: Lattice, { pairs }: Pick<TagModel, 'pairs'>): LikelySpan[] {
  const spans: LikelySpan[] = [];
  const { length, factors, backward, scales } = lattice;
  for (let from = 0; from < length; from += 1) {
    const alone = probabilityOf(lattice, from, ONLY);
    if (alone > LEAST_SPAN) spans.push({ from, to: from + 1, probability: alone });
    let open = probabilityOf(lattice, from, FIRST);
    if (open < LEAST_BEGINNING) continue;
    for (let at = from + 1, tag = FIRST; at < length && open > LEAST_SPAN; at += 1, tag = INNER) {
      const step = open / ((scales[at] ?? 0) * (backward[(at - 1) * SIZE + tag] ?? 0));
      const follow = (next: number) =>
        step *
        (pairs[tag * SIZE + next] ?? 0) *
        (factors[at * SIZE + next] ?? 0) *
        (backward[at * SIZE + next] ?? 0);
      const closed = follow(LAST);
      if (closed > LEAST_SPAN) spans.push({ from, to: at + 1, probability: closed });
      open = follow(INNER);
    }
  }
  return spans;
}
