import { stemWord } from '../english/words.ts';
import type { StoryTerms } from './story-terms.ts';
import { SYNONYM_GROUPS } from './synonyms.ts';

/** How well a word of the story stands for a word of the query: 1 for the same stem. */
const DERIVED = 0.8;
export const SYNONYM = 0.5;

/** Two stems are forms of one word when they share this many first letters, and most of the longer one. */
const SHARED_LETTERS = 5;
const SHARED_SHARE = 0.6;

const related = relateSynonyms();

/** The stems of the story that can stand for `stem`, each with how well (0–1]; empty when the story has none. */
export function matchTerm(stem: string, { vocabulary }: Pick<StoryTerms, 'vocabulary'>): Map<string, number> {
  const matches = new Map<string, number>();
  const synonyms = related.get(stem);
  for (const other of vocabulary) {
    if (other === stem) matches.set(other, 1);
    else if (isDerived(stem, other)) matches.set(other, DERIVED);
    else if (synonyms?.has(other)) matches.set(other, SYNONYM);
  }
  return matches;
}

function isDerived(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHARED_LETTERS - 1 || /\d/.test(a)) return false;
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  return (
    shared >= SHARED_LETTERS && shared >= SHARED_SHARE * Math.max(a.length, b.length) && shared >= shorter - 1
  );
}

function relateSynonyms(): ReadonlyMap<string, ReadonlySet<string>> {
  const map = new Map<string, Set<string>>();
  for (const group of SYNONYM_GROUPS) {
    const stems = group.map(stemWord);
    for (const stem of stems) map.set(stem, new Set([...(map.get(stem) ?? []), ...stems]));
  }
  return map;
}
