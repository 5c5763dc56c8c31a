import { RELATED_WORDS } from './lexicon/related-words.ts';
import { stemWord } from './words.ts';

const RELATIVES = buildRelatives();

/** The stems of words that often stand for the same thing; empty for most words. */
export function relatedStems(stem: string): ReadonlySet<string> {
  return RELATIVES.get(stem) ?? new Set();
}

function buildRelatives(): ReadonlyMap<string, Set<string>> {
  const relatives = new Map<string, Set<string>>();
  for (const group of RELATED_WORDS) {
    const stems = group.split(' ').flatMap((word) => word.split('-').map(stemWord));
    for (const stem of stems) relatives.set(stem, (relatives.get(stem) ?? new Set()).union(new Set(stems)));
  }
  for (const [stem, others] of relatives) others.delete(stem);
  return relatives;
}
