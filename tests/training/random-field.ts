import { FEATURES } from '../../src/domain/quotes/reported/features.ts';
import { buildLattice, probabilityOf } from '../../src/domain/quotes/reported/lattice.ts';
import { readOpening, type StoredModel } from '../../src/domain/quotes/reported/tag-model.ts';
import { STEPS, TAGS } from '../../src/domain/quotes/reported/tags.ts';
import type { Example } from './examples.ts';

const SIZE = TAGS.length;

/** What training depends on; `onEpoch` hears the mean loss of a sentence. */
export interface TrainingOptions {
  readonly epochs: number;
  /** From which epoch on the weights are averaged. */
  readonly averageFrom: number;
  readonly rate: number;
  /** The part of the features that each step looks away from. */
  readonly dropout: number;
  /** Rarer features are left out, and weaker ones once trained. */
  readonly leastCount: number;
  readonly leastWeight: number;
  readonly seed: number;
  onEpoch(epoch: number, loss: number): void;
}

/** Weights with their AdaGrad sums (Duchi, Hazan and Singer 2011). */
class Weights {
  readonly values: Float32Array;
  private readonly squares: Float32Array;
  private readonly rate: number;

  constructor(length: number, rate: number) {
    this.values = new Float32Array(length);
    this.squares = new Float32Array(length).fill(1e-6);
    this.rate = rate;
  }

  descend(at: number, gradient: number): void {
    const square = (this.squares[at] ?? 0) + gradient * gradient;
    this.squares[at] = square;
    this.values[at] = (this.values[at] ?? 0) - (this.rate * gradient) / Math.sqrt(square);
  }
}

/** Gradients nearer to 0 than this change nothing worth the time. */
const LEAST_GRADIENT = 1e-4;

/** Fits a linear-chain conditional random field by stochastic gradient descent with dropout. */
export function trainField(examples: readonly Example[], options: TrainingOptions): StoredModel {
  const { epochs, averageFrom, rate, dropout, leastCount, onEpoch } = options;
  const hashes = countFeatures(examples, leastCount);
  const rows = new Map(hashes.map((hash, row) => [hash, row]));
  const sentences = examples.map(({ features, tags }) => ({
    tags,
    rows: Int32Array.from(features, (hash) => rows.get(hash) ?? -1),
  }));
  const random = createRandom(options.seed);
  const parts = {
    features: new Weights(hashes.length * SIZE, rate),
    opening: new Weights(SIZE, rate),
    steps: new Weights(STEPS.length, rate),
  };
  const sums = {
    features: new Float64Array(hashes.length * SIZE),
    opening: new Float64Array(SIZE),
    steps: new Float64Array(STEPS.length),
  };
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    let loss = 0;
    for (const { rows: all, tags } of shuffle(sentences, random)) {
      const kept = all.map((row) => (random() < dropout ? -1 : row));
      loss += step(kept, tags, parts);
    }
    if (epoch >= averageFrom)
      for (const name of ['features', 'opening', 'steps'] as const)
        parts[name].values.forEach((value, at) => {
          sums[name][at] = (sums[name][at] ?? 0) + value / (epochs - averageFrom + 1);
        });
    onEpoch(epoch, loss / sentences.length);
  }
  return store(
    hashes,
    sums.features.map((weight) => weight * (1 - dropout)),
    sums,
    options.leastWeight,
  );
}

/** The features that are seen often enough, the most frequent first: what is looked up most then lies together. */
function countFeatures(examples: readonly Example[], leastCount: number): number[] {
  const counts = new Map<number, number>();
  for (const { features } of examples)
    for (const hash of features) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= leastCount)
    .sort((a, b) => b[1] - a[1])
    .map(([hash]) => hash);
}

/** One step down the gradient of the negative log-likelihood of a sentence's tags, which is returned. */
function step(
  rows: Int32Array,
  tags: Uint8Array,
  parts: { features: Weights; opening: Weights; steps: Weights },
): number {
  const scores = new Float64Array(tags.length * SIZE);
  rows.forEach((row, at) => {
    if (row < 0) return;
    const to = Math.floor(at / FEATURES) * SIZE;
    for (let tag = 0; tag < SIZE; tag += 1)
      scores[to + tag] = (scores[to + tag] ?? 0) + (parts.features.values[row * SIZE + tag] ?? 0);
  });
  const opening = readOpening(parts.opening.values);
  const steps = Float64Array.from(parts.steps.values, Math.exp);
  const lattice = buildLattice(scores, { opening, steps });
  let loss = 0;
  tags.forEach((right, at) => {
    loss -= Math.log(Math.max(1e-12, probabilityOf(lattice, at, right)));
    for (let tag = 0; tag < SIZE; tag += 1) {
      const gradient = probabilityOf(lattice, at, tag) - (tag === right ? 1 : 0);
      if (Math.abs(gradient) < LEAST_GRADIENT) continue;
      for (let feature = at * FEATURES; feature < (at + 1) * FEATURES; feature += 1) {
        const row = rows[feature] ?? -1;
        if (row >= 0) parts.features.descend(row * SIZE + tag, gradient);
      }
      if (at === 0) parts.opening.descend(tag, gradient);
    }
  });
  const { forward, backward, factors, scales } = lattice;
  STEPS.forEach(({ tag, next }, number) => {
    let gradient = 0;
    for (let at = 1; at < tags.length; at += 1) {
      const here = at * SIZE + next;
      gradient +=
        ((forward[(at - 1) * SIZE + tag] ?? 0) *
          (steps[number] ?? 0) *
          (factors[here] ?? 0) *
          (backward[here] ?? 0)) /
        (scales[at] ?? 1);
      if (tags[at - 1] === tag && tags[at] === next) gradient -= 1;
    }
    if (Math.abs(gradient) > LEAST_GRADIENT) parts.steps.descend(number, gradient);
  });
  return loss;
}

/** Packs the weights that count into whole numbers of one unit. */
function store(
  hashes: readonly number[],
  weights: Float64Array,
  { opening, steps }: { opening: Float64Array; steps: Float64Array },
  leastWeight: number,
): StoredModel {
  const kept = hashes
    .map((hash, row) => ({ hash, weights: weights.subarray(row * SIZE, (row + 1) * SIZE) }))
    .filter((feature) => feature.weights.some((weight) => Math.abs(weight) >= leastWeight));
  const greatest = kept.reduce(
    (most, feature) => feature.weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), most),
    0,
  );
  const unit = greatest / 127;
  const packed = Int8Array.from(
    kept.flatMap((feature) => [...feature.weights].map((w) => Math.round(w / unit))),
  );
  const round = (values: Float64Array) => [...values].map((value) => Number(value.toFixed(4)));
  return {
    unit,
    opening: round(opening),
    steps: round(steps),
    features: Buffer.from(Int32Array.from(kept, ({ hash }) => hash).buffer).toString('base64'),
    weights: Buffer.from(packed.buffer).toString('base64'),
  };
}

/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const shuffled = [...items];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [a, b] = [shuffled[at], shuffled[other]];
    if (a === undefined || b === undefined) continue;
    shuffled[at] = b;
    shuffled[other] = a;
  }
  return shuffled;
}
