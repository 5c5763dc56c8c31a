import type { Evidence } from './evidence.ts';
import { findWord } from './evidence.ts';
import type { Word } from './reading.ts';

/** Words on either side of another within which a sentence tells of it. */
const CLAIM_REACH = 7;

/** How much a word counts that the cited text has within so many words of a place; beyond the last it counts nothing. */
const NEARNESS = [
  { reach: 5, worth: 1 },
  { reach: 14, worth: 0.8 },
  { reach: 28, worth: 0.4 },
] as const;

/** A word of the sentence that stands near another, with its weight and the places where the cited text has it. */
export interface Neighbour {
  readonly word: Word;
  readonly weight: number;
  readonly places: readonly number[];
}

/** The words that carry meaning around words [from, to) of a sentence; the nearer, the heavier. */
export function neighboursOf(
  words: readonly Word[],
  from: number,
  to: number,
  evidence: Evidence,
): Neighbour[] {
  const near: Neighbour[] = [];
  for (let at = Math.max(0, from - CLAIM_REACH); at < Math.min(words.length, to + CLAIM_REACH); at += 1) {
    const word = words[at];
    if (!word?.content || (at >= from && at < to)) continue;
    const distance = at < from ? from - at : at - to + 1;
    near.push({ word, weight: 1 / (1 + distance / 2), places: findWord(evidence, word) });
  }
  return near;
}

/** The share of the neighbours' weight that the cited text has near word `at`: 1 all of it, 0 nothing. */
export function fitAt(neighbours: readonly Neighbour[], at: number): number {
  let found = 0;
  let total = 0;
  for (const { weight, places } of neighbours) {
    total += weight;
    let nearest = Number.POSITIVE_INFINITY;
    for (const place of places) nearest = Math.min(nearest, Math.abs(place - at));
    found += weight * (NEARNESS.find(({ reach }) => nearest <= reach)?.worth ?? 0);
  }
  return total === 0 ? 1 : found / total;
}
