import { relatedness } from '../english/relatedness.ts';
import { areSynonyms } from '../english/synonyms.ts';
import { findVerb } from '../english/verbs.ts';
import type { StoryTerms } from './story-terms.ts';

/** How well a word of the story stands for a word of the query: 1 for the same stem. */
const DERIVED = 0.8;
/** What a synonym counts, and at most a related word, for each part of its relatedness; what counts less is left out. */
export const MOST_RELATED = 0.6;
const RELATED = 1.6;
const LEAST = 0.35;

/** Two stems are forms of one word when they share this many first letters, and most of the longer one. */
const SHARED_LETTERS = 5;
const SHARED_SHARE = 0.6;

/** The stems of the story that can stand for `stem`, each with how well (0–1]; empty when the story has none. */
export function matchTerm(stem: string, { vocabulary }: Pick<StoryTerms, 'vocabulary'>): Map<string, number> {
  const matches = new Map<string, number>();
  for (const other of vocabulary) {
    const match = matchStems(stem, other);
    if (match >= LEAST) matches.set(other, match);
  }
  return matches;
}

/** How well a word with the stem `stem` stands for the wanted one, 0 to 1: forms of one word more than related words. */
export function matchStems(wanted: string, stem: string): number {
  if (wanted === stem) return 1;
  if (isSameVerb(wanted, stem) || isDerived(wanted, stem)) return DERIVED;
  if (areSynonyms(wanted, stem)) return MOST_RELATED;
  return Math.min(MOST_RELATED, RELATED * relatedness(wanted, stem));
}

/** "spoke", "speak": the stemmer knows no irregular forms, which are their own stems. */
function isSameVerb(a: string, b: string): boolean {
  const verb = findVerb(a)?.verb;
  return verb !== undefined && verb === findVerb(b)?.verb;
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
