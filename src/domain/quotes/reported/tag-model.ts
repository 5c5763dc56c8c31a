import { FEATURES } from './features.ts';
import { canFollow, TAGS } from './tags.ts';

const SIZE = TAGS.length;

/** The model as it is stored: weights are whole numbers of `unit`, `TAGS.length` a feature. */
export interface StoredModel {
  readonly unit: number;
  /** Weights of the tag that opens a sentence, then of each pair of tags, row by row. */
  readonly opening: readonly number[];
  readonly pairs: readonly number[];
  /** Base64 of the features' hashes (little-endian Int32) and of their weights (Int8), in the same order. */
  readonly features: string;
  readonly weights: string;
}

/** Weights of a linear-chain conditional random field, ready to be looked up. */
export interface TagModel {
  /** Factors exp(weight), 0 where a tag can't stand: of the opening tag, and of each pair of tags, row by row. */
  readonly opening: Float64Array;
  readonly pairs: Float64Array;
  /** Adds up the weights of each token's features: `TAGS.length` scores a token. */
  score(hashes: Int32Array): Float64Array;
}

/** Factors of tag pairs from their weights; what can't follow has the factor 0. */
export function readPairs(weights: ArrayLike<number>): Float64Array {
  return Float64Array.from({ length: SIZE * SIZE }, (_, at) => {
    const [tag, next] = [TAGS[Math.floor(at / SIZE)], TAGS[at % SIZE]];
    return next && canFollow(tag, next) ? Math.exp(weights[at] ?? 0) : 0;
  });
}

/** Factors of the opening tag from its weights. */
export function readOpening(weights: ArrayLike<number>): Float64Array {
  return Float64Array.from(TAGS, (tag, at) => (canFollow(undefined, tag) ? Math.exp(weights[at] ?? 0) : 0));
}

/** Unpacks a stored model. */
export function loadModel({ unit, opening, pairs, features, weights }: StoredModel): TagModel {
  const packed = Buffer.from(features, 'base64');
  const hashes = Int32Array.from({ length: packed.length / 4 }, (_, at) => packed.readInt32LE(at * 4));
  const table = buildTable(hashes);
  const values = Float32Array.from(new Int8Array(Buffer.from(weights, 'base64')), (weight) => weight * unit);
  return {
    opening: readOpening(opening),
    pairs: readPairs(pairs),
    score(sentence) {
      const scores = new Float64Array((sentence.length / FEATURES) * SIZE);
      for (let at = 0; at < sentence.length; at += 1) {
        const row = findRow(table, hashes, sentence[at] ?? 0);
        if (row < 0) continue;
        const to = Math.floor(at / FEATURES) * SIZE;
        for (let tag = 0; tag < SIZE; tag += 1)
          scores[to + tag] = (scores[to + tag] ?? 0) + (values[row * SIZE + tag] ?? 0);
      }
      return scores;
    },
  };
}

/** An open-addressing table from hash to row, at most half full; -1 marks an empty slot. */
function buildTable(hashes: Int32Array): Int32Array {
  const table = new Int32Array(2 ** Math.ceil(Math.log2(hashes.length * 2 + 2))).fill(-1);
  hashes.forEach((hash, row) => {
    let slot = hash & (table.length - 1);
    while (table[slot] !== -1) slot = (slot + 1) & (table.length - 1);
    table[slot] = row;
  });
  return table;
}

function findRow(table: Int32Array, hashes: Int32Array, hash: number): number {
  let slot = hash & (table.length - 1);
  for (;;) {
    const row = table[slot] ?? -1;
    if (row < 0 || hashes[row] === hash) return row;
    slot = (slot + 1) & (table.length - 1);
  }
}
