/** `work` on each of `items`, at most `limit` at a time; the results in the items' order. Rejects with the first error. */
export async function inParallel<T, R>(
  items: readonly T[],
  limit: number,
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const waiting = items.entries();
  async function takeTurns(): Promise<void> {
    // The iterator is shared: each turn takes what no other has taken.
    for (const [place, item] of waiting) results[place] = await work(item);
  }
  await Promise.all(Array.from({ length: limit }, takeTurns));
  return results;
}
