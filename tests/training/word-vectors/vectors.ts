import type { WordLink } from './wordnet.ts';

/** A word's stem and its vector, each of length 1; the most common stem first. */
export interface StemVector {
  readonly stem: string;
  readonly vector: Float64Array;
}

/** Added to a word's rank to estimate how often it occurs (Zipf's law, as Mandelbrot amended it). */
const RANK_SHIFT = 20;
/** How many directions that all words share are taken out. */
const SHARED_DIRECTIONS = 3;
/** What all neighbours together count against a word's own vector, and how often they pull. */
const PULL = 1.5;
const ROUNDS = 8;

/**
 * The `most` most common stems with the mean of their words' vectors, each word by how often it occurs. `words` come most
 * common first; those without a stem are left out.
 */
export function gatherStems(
  words: Iterable<{ readonly stem: string | undefined; readonly vector: readonly number[] }>,
  most: number,
): StemVector[] {
  const sums = new Map<string, { share: number; vector: Float64Array }>();
  let rank = 0;
  for (const { stem, vector } of words) {
    rank += 1;
    if (stem === undefined) continue;
    const share = 1 / (rank + RANK_SHIFT);
    const sum = sums.get(stem) ?? { share: 0, vector: new Float64Array(vector.length) };
    sum.share += share;
    addScaled(sum.vector, normalize(Float64Array.from(vector)), share);
    sums.set(stem, sum);
  }
  return [...sums]
    .sort(([, a], [, b]) => b.share - a.share)
    .slice(0, most)
    .map(([stem, { vector }]) => ({ stem, vector: normalize(vector) }));
}

/**
 * Takes the mean and the strongest shared directions out of the vectors, which tell how common a word is rather than what
 * it means (Mu and Viswanath, "All-but-the-Top", 2018).
 */
export function removeShared(stems: readonly StemVector[]): StemVector[] {
  const vectors = stems.map(({ vector }) => vector);
  let left = remove(vectors, meanOf(vectors), () => 1);
  for (let count = 0; count < SHARED_DIRECTIONS; count += 1) {
    const direction = strongestDirection(left);
    left = remove(left, direction, (vector) => dot(vector, direction));
  }
  return stems.map(({ stem }, place) => ({ stem, vector: normalize(left[place] ?? new Float64Array()) }));
}

/**
 * Moves each vector towards those of the words that it is linked to (Faruqui and others, "Retrofitting Word Vectors to
 * Semantic Lexicons", 2015). Links of unknown stems are passed over.
 */
export function retrofit(stems: readonly StemVector[], links: readonly WordLink[]): StemVector[] {
  const places = new Map(stems.map(({ stem }, place) => [stem, place]));
  const neighbours = stems.map(() => new Map<number, number>());
  for (const { words, strength } of links) {
    const [a, b] = words.map((word) => places.get(word));
    if (a === undefined || b === undefined || a === b) continue;
    neighbours[a]?.set(b, Math.max(strength, neighbours[a].get(b) ?? 0));
    neighbours[b]?.set(a, Math.max(strength, neighbours[b].get(a) ?? 0));
  }
  let current = stems.map(({ vector }) => vector);
  for (let round = 0; round < ROUNDS; round += 1)
    current = stems.map(({ vector }, place) => pull(vector, neighbours[place] ?? new Map(), current));
  return stems.map(({ stem }, place) => ({ stem, vector: current[place] ?? new Float64Array() }));
}

function pull(
  own: Float64Array,
  neighbours: ReadonlyMap<number, number>,
  vectors: readonly Float64Array[],
): Float64Array {
  const sum = [...neighbours.values()].reduce((all, strength) => all + strength, 0);
  if (sum === 0) return own;
  const moved = Float64Array.from(own);
  const weight = (PULL * Math.min(1, sum)) / sum;
  for (const [place, strength] of neighbours) addScaled(moved, vectors[place] ?? own, weight * strength);
  return normalize(moved);
}

/** Power iteration; the start is fixed, so that every run gives the same. */
function strongestDirection(vectors: readonly Float64Array[]): Float64Array {
  let direction = normalize(Float64Array.from(vectors[0] ?? [], (_, place) => 1 / (1 + place)));
  for (let round = 0; round < 60; round += 1) {
    const next = new Float64Array(direction.length);
    for (const vector of vectors) addScaled(next, vector, dot(vector, direction));
    direction = normalize(next);
  }
  return direction;
}

function remove(
  vectors: readonly Float64Array[],
  direction: Float64Array,
  share: (vector: Float64Array) => number,
): Float64Array[] {
  return vectors.map((vector) => {
    const left = Float64Array.from(vector);
    addScaled(left, direction, -share(vector));
    return left;
  });
}

function meanOf(vectors: readonly Float64Array[]): Float64Array {
  const mean = new Float64Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) addScaled(mean, vector, 1 / vectors.length);
  return mean;
}

function addScaled(into: Float64Array, vector: Float64Array, factor: number): void {
  for (let at = 0; at < into.length; at += 1) into[at] = (into[at] ?? 0) + factor * (vector[at] ?? 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}

function normalize(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector)) || 1;
  return vector.map((value) => value / length);
}
