import { FEATURES } from './features.ts';
import { canFollow, TAGS } from './tags.ts';

const SIZE = TAGS.length;

/** The model as it is stored: weights are whole numbers of `unit`, `TAGS.length` a feature. */
export interface StoredModel {
  readonly unit: number;
  /** Weights of the tag that opens a sentence, and of each of `STEPS`. */
  readonly opening: readonly number[];
  readonly steps: readonly number[];
  /** Base64 of the features' hashes (little-endian Int32) and of their weights (Int8), in the same order. */
  readonly features: string;
  readonly weights: string;
}

/** Weights of a linear-chain conditional random field, ready to be looked up. */
export interface TagModel {
  /** Factors exp(weight): of the opening tag, 0 where a tag can't open, and of each of `STEPS`. */
  readonly opening: Float64Array;
  readonly steps: Float64Array;
  /** Adds up the weights of each token's features: `TAGS.length` scores a token. */
  score(hashes: Int32Array): Float64Array;
}

/** Factors of the opening tag from its weights. */
export function readOpening(weights: ArrayLike<number>): Float64Array {
  return Float64Array.from(TAGS, (tag, at) => (canFollow(undefined, tag) ? Math.exp(weights[at] ?? 0) : 0));
}

/** Unpacks a stored model. */
export function loadModel({ unit, opening, steps, features, weights }: StoredModel): TagModel {
  const table = new WeightTable(
    Buffer.from(features, 'base64'),
    new Int8Array(Buffer.from(weights, 'base64')),
  );
  return {
    opening: readOpening(opening),
    steps: Float64Array.from(steps, Math.exp),
    score(sentence) {
      const sums = new Int32Array((sentence.length / FEATURES) * SIZE);
      for (let token = 0, at = 0; token < sums.length; token += SIZE)
        for (const end = at + FEATURES; at < end; at += 1) table.add(sentence[at] ?? 0, sums, token);
      const scores = new Float64Array(sums.length);
      for (let at = 0; at < sums.length; at += 1) scores[at] = (sums[at] ?? 0) * unit;
      return scores;
    },
  };
}

/** Bytes of a slot of the table: the feature's hash, its weights, and whether it is taken. */
const SLOT = 16;
const WEIGHTS = 4;
const TAKEN = SLOT - 1;

/** Weights by the hash of their feature: an open-addressing table, at most three quarters full, with no slot across two cache lines. */
class WeightTable {
  private readonly bytes: Int8Array;
  private readonly hashes: Int32Array;
  private readonly mask: number;

  constructor(hashes: Buffer, weights: Int8Array) {
    const count = hashes.length / 4;
    this.mask = 2 ** Math.ceil(Math.log2((count * 4) / 3 + 2)) - 1;
    this.bytes = new Int8Array((this.mask + 1) * SLOT);
    this.hashes = new Int32Array(this.bytes.buffer);
    for (let row = 0; row < count; row += 1) {
      const hash = hashes.readInt32LE(row * 4);
      let slot = hash & this.mask;
      while (this.bytes[slot * SLOT + TAKEN]) slot = (slot + 1) & this.mask;
      this.hashes[(slot * SLOT) / 4] = hash;
      this.bytes.set(weights.subarray(row * SIZE, (row + 1) * SIZE), slot * SLOT + WEIGHTS);
      this.bytes[slot * SLOT + TAKEN] = 1;
    }
  }

  /** Adds the weights of a feature, where it has any, to the `SIZE` sums from `at` on. */
  add(hash: number, sums: Int32Array, at: number): void {
    const { bytes, hashes, mask } = this;
    for (let slot = hash & mask; bytes[slot * SLOT + TAKEN]; slot = (slot + 1) & mask) {
      if (hashes[slot * (SLOT / 4)] !== hash) continue;
      for (let tag = 0; tag < SIZE; tag += 1)
        sums[at + tag] = (sums[at + tag] ?? 0) + (bytes[slot * SLOT + WEIGHTS + tag] ?? 0);
      return;
    }
  }
}
