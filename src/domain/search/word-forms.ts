import { placeOfStem, relatednessAt } from '../english/relatedness.ts';
import { type Senses, sensesOf, shareSense } from '../english/synonyms.ts';
import { findVerb } from '../english/verbs.ts';

/** How well a word of the story stands for a word of the query: 1 for the same stem. */
const DERIVED = 0.8;
/** What a synonym counts, and at most a related word, for each part of its relatedness. */
export const MOST_RELATED = 0.6;
const RELATED = 1.6;

/** Two stems are forms of one word when they share this many first letters, and most of the longer one. */
const SHARED_LETTERS = 5;
const SHARED_SHARE = 0.6;

/** What a stem is compared by, looked up once however many words it is compared with. */
export interface WordForms {
  readonly stem: string;
  /** The verb that it is a form of. */
  readonly verb: string | undefined;
  readonly senses: Senses;
  /** Where its vector is; absent for an unknown stem. */
  readonly place: number | undefined;
}

/** Most stories are made of the same words; so many take some 1 MB. */
const MOST_KNOWN = 8000;
const known = new Map<string, WordForms>();

/** Looks up what a stem is compared by. */
export function readForms(stem: string): WordForms {
  const found = known.get(stem);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const forms = lookUp(stem);
  known.set(stem, forms);
  return forms;
}

function lookUp(stem: string): WordForms {
  return { stem, verb: findVerb(stem)?.verb, senses: sensesOf(stem), place: placeOfStem(stem) };
}

/**
 * How well one word stands for the wanted one, 0 to 1: forms of one word more than related words. What counts less than
 * `least` may be given as 0.
 */
export function matchForms(wanted: WordForms, other: WordForms, least = 0): number {
  if (wanted.stem === other.stem) return 1;
  if (isSameVerb(wanted, other) || isDerived(wanted.stem, other.stem)) return DERIVED;
  if (shareSense(wanted.senses, other.senses)) return MOST_RELATED;
  if (wanted.place === undefined || other.place === undefined) return 0;
  return Math.min(MOST_RELATED, RELATED * relatednessAt(wanted.place, other.place, least / RELATED));
}

/** "spoke", "speak": the stemmer knows no irregular forms, which are their own stems. */
function isSameVerb({ verb }: WordForms, other: WordForms): boolean {
  return verb !== undefined && verb === other.verb;
}

function isDerived(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  if (shorter < SHARED_LETTERS - 1) return false;
  let shared = 0;
  while (shared < shorter && a[shared] === b[shared]) shared += 1;
  return (
    shared >= SHARED_LETTERS &&
    shared >= SHARED_SHARE * Math.max(a.length, b.length) &&
    shared >= shorter - 1 &&
    !/\d/.test(a)
  );
}
