/** How much less the first places of a list count beside the next ones; the value of the formula's authors. */
const SMOOTHING = 60;

/** An item of several ranked lists, with its score by all of them. */
export interface Fused<T> {
  readonly item: T;
  readonly score: number;
}

/**
 * One order of what several lists rank, best first: reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009). Items
 * with the same key are one, the first list's; a list says nothing of what it lacks.
 */
export function fuseRanks<T>(lists: readonly (readonly T[])[], keyOf: (item: T) => string): Fused<T>[] {
  const fused = new Map<string, Fused<T>>();
  for (const list of lists) {
    for (const [place, item] of list.entries()) {
      const key = keyOf(item);
      const known = fused.get(key) ?? { item, score: 0 };
      fused.set(key, { item: known.item, score: known.score + 1 / (SMOOTHING + place + 1) });
    }
  }
  return [...fused.values()].sort((a, b) => b.score - a.score);
}
