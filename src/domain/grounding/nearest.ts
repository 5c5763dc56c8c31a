import { type Evidence, shareBySentence } from './evidence.ts';
import type { Reading } from './reading.ts';

/** The cited sentence that has most of the sentence's words that carry meaning; `undefined` where none has any. */
export function findNearest({ words }: Reading, evidence: Evidence): string | undefined {
  const shares = shareBySentence(
    words.filter(({ content }) => content),
    evidence,
  );
  const [best] = [...shares].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  return best === undefined ? undefined : evidence.sentences[best]?.text;
}
