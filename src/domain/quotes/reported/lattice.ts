import type { TagModel } from './tag-model.ts';
import { numberOf, STEPS, TAGS } from './tags.ts';

const SIZE = TAGS.length;
const [FIRST, INNER, LAST, ONLY] = [numberOf('first'), numberOf('inner'), numberOf('last'), numberOf('only')];
const [MIXED_FIRST, MIXED] = [numberOf('mixed first'), numberOf('mixed')];

const TAG = Uint8Array.from(STEPS, ({ tag }) => tag);
const NEXT = Uint8Array.from(STEPS, ({ next }) => next);
const NONE = new Uint8Array();
/** The numbers of the steps that lead to each tag, and from it. */
const INTO = TAGS.map((_, tag) =>
  Uint8Array.from(STEPS.flatMap(({ next }, step) => (next === tag ? [step] : []))),
);
const FROM = TAGS.map((_, tag) =>
  Uint8Array.from(STEPS.flatMap((step, number) => (step.tag === tag ? [number] : []))),
);
const STEP_NUMBERS = new Map(STEPS.map(({ tag, next }, step) => [tag * SIZE + next, step]));
const stepOf = (tag: number, next: number) => STEP_NUMBERS.get(tag * SIZE + next) ?? -1;

/** All ways to tag a sentence at once, from which probabilities are read. */
export interface Lattice {
  readonly length: number;
  /** `TAGS.length` factors a token: exp(score), scaled so that the greatest is 1. */
  readonly factors: Float64Array;
  /** Forward and backward sums, scaled to add up to 1 a token, and to the scales of the forward sums. */
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  readonly scales: Float64Array;
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
  { opening, steps }: Pick<TagModel, 'opening' | 'steps'>,
): Lattice {
  const length = scores.length / SIZE;
  const factors = scaleScores(scores);
  const forward = new Float64Array(scores.length);
  const scales = new Float64Array(length);
  for (let at = 0; at < length; at += 1) {
    const here = at * SIZE;
    let sum = 0;
    for (let tag = 0; tag < SIZE; tag += 1) {
      let inflow = at === 0 ? (opening[tag] ?? 0) : 0;
      const into = INTO[tag] ?? NONE;
      for (let place = 0; at > 0 && place < into.length; place += 1) {
        const step = into[place] ?? 0;
        inflow += (forward[here - SIZE + (TAG[step] ?? 0)] ?? 0) * (steps[step] ?? 0);
      }
      const share = inflow * (factors[here + tag] ?? 0);
      forward[here + tag] = share;
      sum += share;
    }
    for (let place = here; place < here + SIZE; place += 1) forward[place] = (forward[place] ?? 0) / sum;
    scales[at] = sum;
  }
  return { length, factors, forward, backward: runBackward(factors, steps, scales), scales };
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

function runBackward(factors: Float64Array, steps: Float64Array, scales: Float64Array): Float64Array {
  const backward = new Float64Array(factors.length);
  backward.fill(1, factors.length - SIZE);
  for (let here = factors.length - 2 * SIZE; here >= 0; here -= SIZE) {
    const scale = scales[here / SIZE + 1] ?? 1;
    for (let tag = 0; tag < SIZE; tag += 1) {
      let sum = 0;
      const from = FROM[tag] ?? NONE;
      for (let place = 0; place < from.length; place += 1) {
        const step = from[place] ?? 0;
        const to = here + SIZE + (NEXT[step] ?? 0);
        sum += (steps[step] ?? 0) * (factors[to] ?? 0) * (backward[to] ?? 0);
      }
      backward[here + tag] = sum / scale;
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

/** The ranges of a sentence that may be reported words, those that hold a direct quotation last. */
export function findLikelySpans(lattice: Lattice, model: Pick<TagModel, 'steps'>): LikelySpan[] {
  return [...findPlainSpans(lattice, model), ...findMixedSpans(lattice, model)];
}

function findPlainSpans(lattice: Lattice, { steps }: Pick<TagModel, 'steps'>): LikelySpan[] {
  const spans: LikelySpan[] = [];
  const { length } = lattice;
  for (let from = 0; from < length; from += 1) {
    const alone = probabilityOf(lattice, from, ONLY);
    if (alone > LEAST_SPAN) spans.push({ from, to: from + 1, probability: alone });
    let open = probabilityOf(lattice, from, FIRST);
    if (open < LEAST_BEGINNING) continue;
    for (let at = from + 1, tag = FIRST; at < length && open > LEAST_SPAN; at += 1, tag = INNER) {
      const closed = open * followShare(lattice, steps, at, tag, LAST);
      if (closed > LEAST_SPAN) spans.push({ from, to: at + 1, probability: closed });
      open *= followShare(lattice, steps, at, tag, INNER);
    }
  }
  return spans;
}

/** Words that hold a direct quotation go on until another tag follows. */
function findMixedSpans(lattice: Lattice, { steps }: Pick<TagModel, 'steps'>): LikelySpan[] {
  const spans: LikelySpan[] = [];
  const { length } = lattice;
  for (let from = 0; from < length; from += 1) {
    let open = probabilityOf(lattice, from, MIXED_FIRST);
    if (open < LEAST_BEGINNING) continue;
    for (let at = from + 1, tag = MIXED_FIRST; at <= length && open > LEAST_SPAN; at += 1, tag = MIXED) {
      const goesOn = at < length ? open * followShare(lattice, steps, at, tag, MIXED) : 0;
      if (open - goesOn > LEAST_SPAN) spans.push({ from, to: at, probability: open - goesOn });
      open = goesOn;
    }
  }
  return spans;
}

/** The probability of tag `next` at `at`, given `tag` right before it. */
function followShare(
  { factors, backward, scales }: Lattice,
  steps: Float64Array,
  at: number,
  tag: number,
  next: number,
): number {
  const share = 1 / ((scales[at] ?? 1) * (backward[(at - 1) * SIZE + tag] ?? 1));
  const here = at * SIZE + next;
  return share * (steps[stepOf(tag, next)] ?? 0) * (factors[here] ?? 0) * (backward[here] ?? 0);
}
