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
  const rows = new Int8Array(Buffer.from(weights, 'base64'));
  const table = buildTable(Buffer.from(features, 'base64'));
  return {
    opening: readOpening(opening),
    pairs: readPairs(pairs),
    score(sentence) {
      const sums = new Int32Array((sentence.length / FEATURES) * SIZE);
      for (let token = 0, at = 0; token < sums.length; token += SIZE)
        for (const end = at + FEATURES; at < end; at += 1) {
          const row = findRow(table, sentence[at] ?? 0) * SIZE;
          if (row < 0) continue;
          for (let tag = 0; tag < SIZE; tag += 1)
            sums[token + tag] = (sums[token + tag] ?? 0) + (rows[row + tag] ?? 0);
        }
      const scores = new Float64Array(sums.length);
      for (let at = 0; at < sums.length; at += 1) scores[at] = (sums[at] ?? 0) * unit;
      return scores;
    },
  };
}

/** An open-addressing table of hashes and, beside each, its row plus 1 (0: an empty slot); at most two thirds full. */
function buildTable(packed: Buffer): Int32Array {
  const size = packed.length / 4;
  const table = new Int32Array(2 * 2 ** Math.ceil(Math.log2(size * 1.5 + 2)));
  for (let row = 0; row < size; row += 1) {
    const hash = packed.readInt32LE(row * 4);
    let slot = slotOf(table, hash);
    while (table[slot + 1] !== 0) slot = (slot + 2) & (table.length - 1);
    table[slot] = hash;
    table[slot + 1] = row + 1;
  }
  return table;
}

const slotOf = (table: Int32Array, hash: number): number => (hash << 1) & (table.length - 1);

/** The row of a hash; -1 when the model does not weigh it. */
function findRow(table: Int32Array, hash: number): number {
  for (let slot = slotOf(table, hash); ; slot = (slot + 2) & (table.length - 1)) {
    const row = (table[slot + 1] ?? 0) - 1;
    if (row < 0 || table[slot] === hash) return row;
  }
}
