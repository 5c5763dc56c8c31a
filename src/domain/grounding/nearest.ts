import { type Evidence, shareBySentence } from './evidence.ts';
import type { Reading } from './reading.ts';

/** Indices of the cited sentences that have most of the sentence's words that carry meaning, nearest first, `limit` at most; none that has no such word. */
export function findNearest({ words }: Reading, evidence: Evidence, limit: number): number[] {
  const shares = shareBySentence(
    words.filter(({ content }) => content),
    evidence,
  );
  const ranked = [...shares].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  return ranked.slice(0, limit).map(([sentence]) => sentence);
}
