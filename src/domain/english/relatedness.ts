import { createRequire } from 'node:module';
import { type StoredVectors, unpackVectors, type WordVectors } from './word-vectors.ts';

/** Of two words taken by chance one pair in a hundred is nearer than this cosine. */
const CHANCE = 0.45;

/** Of how many of the most common stems the nearest are looked for: a rarer word is seldom in a story. */
const COMMON = 12_000;

let loaded: WordVectors | undefined;

/**
 * GloVe's vectors of the 40,000 most common stems, drawn together where WordNet 3.1 links them: made by `npm run train:words`.
 * 3 MB, read into 6 MB of memory in some 30 ms when a first word is looked up.
 */
function vectorsOfWords(): WordVectors {
  loaded ??= unpackVectors(createRequire(import.meta.url)('./lexicon/word-vectors.json') as StoredVectors);
  return loaded;
}

/** A stem and how near it is in meaning to another one, above 0 to 1. */
export interface RelatedStem {
  readonly stem: string;
  readonly relatedness: number;
}

/**
 * How near two stems are in meaning: 1 for the same stem, 0 for those no nearer than words are by chance and for unknown ones.
 * Synonyms are near, and so are opposites ("win", "lose") and words of one subject ("bank", "loan").
 */
export function relatedness(a: string, b: string): number {
  if (a === b) return 1;
  const one = placeOfStem(a);
  const other = placeOfStem(b);
  return one === undefined || other === undefined ? 0 : relatednessAt(one, other);
}

/** Where the vector of a stem is, for whoever compares it with many; absent for an unknown one. */
export function placeOfStem(stem: string): number | undefined {
  return vectorsOfWords().places.get(stem);
}

/** Those of `stems` that are at least so near in meaning to `stem`, in their order; none for an unknown one. */
export function stemsNear(stem: string, stems: Iterable<string>, least: number): string[] {
  const { places } = vectorsOfWords();
  const place = places.get(stem);
  if (place === undefined) return [];
  const near: string[] = [];
  for (const other of stems) {
    const at = places.get(other);
    if (at !== undefined && relatednessAt(place, at, least) >= least) near.push(other);
  }
  return near;
}

/** The common stems nearest in meaning to this one, itself left out, nearest first; empty for an unknown one. Takes 1 to 2 ms. */
export function relatedStems(stem: string, limit: number): readonly RelatedStem[] {
  const { places } = vectorsOfWords();
  const place = places.get(stem);
  if (place === undefined) return [];
  const found: RelatedStem[] = [];
  for (const [other, at] of places) {
    if (at >= COMMON) break;
    const near = at === place ? 0 : relatednessAt(place, at);
    if (near > 0) found.push({ stem: other, relatedness: near });
  }
  return found.sort((a, b) => b.relatedness - a.relatedness).slice(0, limit);
}

/** How rare a stem is in English at large: near 0 for the most common ones, 1 for unknown ones, names mostly. */
export function rarity(stem: string): number {
  const { places } = vectorsOfWords();
  const place = places.get(stem);
  return place === undefined ? 1 : Math.log(2 + place) / Math.log(2 + places.size);
}

/** What a text is about: the sum of its words' vectors. */
export type Topic = Float64Array;

/** The topic of stems, each with its weight; unknown ones count nothing. */
export function topicOf(stems: Iterable<readonly [stem: string, weight: number]>): Topic {
  const { places, dimensions, vectors, lengths } = vectorsOfWords();
  const topic = new Float64Array(dimensions);
  for (const [stem, weight] of stems) {
    const place = places.get(stem);
    if (place === undefined) continue;
    const factor = weight / (lengths[place] || 1);
    const first = place * dimensions;
    for (let at = 0; at < dimensions; at += 1)
      topic[at] = (topic[at] ?? 0) + factor * (vectors[first + at] ?? 0);
  }
  return topic;
}

/** How near two topics are: the cosine of their vectors, 0 where one of them has no known word. */
export function compareTopics(a: Topic, b: Topic): number {
  let [shared, ofA, ofB] = [0, 0, 0];
  for (let at = 0; at < a.length; at += 1) {
    const [x, y] = [a[at] ?? 0, b[at] ?? 0];
    shared += x * y;
    ofA += x * x;
    ofB += y * y;
  }
  return shared / (Math.sqrt(ofA * ofB) || 1);
}

/** `relatedness` of the stems at two places; 0 where it is less than `least`, which the first dimensions mostly tell. */
export function relatednessAt(one: number, other: number, least = 0): number {
  const { dimensions, vectors, lengths, tails, head } = vectorsOfWords();
  const [first, second] = [one * dimensions, other * dimensions];
  const longest = (lengths[one] ?? 0) * (lengths[other] ?? 0) || 1;
  const wanted = (CHANCE + least * (1 - CHANCE)) * longest;
  let sum = 0;
  for (let at = 0; at < head; at += 1) sum += (vectors[first + at] ?? 0) * (vectors[second + at] ?? 0);
  // What the others may add at most (Cauchy and Schwarz).
  if (sum + (tails[one] ?? 0) * (tails[other] ?? 0) < wanted) return 0;
  for (let at = head; at < dimensions; at += 1)
    sum += (vectors[first + at] ?? 0) * (vectors[second + at] ?? 0);
  return sum < wanted ? 0 : Math.max(0, (sum / longest - CHANCE) / (1 - CHANCE));
}
