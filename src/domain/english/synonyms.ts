import { createRequire } from 'node:module';
import { stemWord } from './stems.ts';
import { findVerb } from './verbs.ts';

/** Plurals that the stemmer does not lead back to their singular. */
const PLURALS: ReadonlyMap<string, string> = new Map(
  'men man/women woman/children child/people person/wives wife/lives life/wolves wolf/feet foot/teeth tooth'
    .split('/')
    .map((pair) => {
      const [plural = '', singular = ''] = pair.split(' ');
      return [stemWord(plural), stemWord(singular)];
    }),
);

let loaded: ReadonlyMap<string, readonly number[]> | undefined;

/**
 * For each stem the groups of words that mean the same in one of their two most common senses (WordNet 3.1): made by
 * `npm run train:words`. 190 KB, read into 3 MB of memory in some 10 ms when a first word is looked up.
 */
function groupsOfSynonyms(): ReadonlyMap<string, readonly number[]> {
  loaded ??= indexGroups(createRequire(import.meta.url)('./lexicon/synonyms.json') as string[]);
  return loaded;
}

function indexGroups(groups: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>();
  for (const [place, group] of groups.entries()) {
    for (const stem of group.split(' ')) {
      const places = index.get(stem);
      if (places) places.push(place);
      else index.set(stem, [place]);
    }
  }
  return index;
}

/** What a stem's synonyms are told by. */
export interface Senses {
  /** The stem of which the word is a form. */
  readonly base: string;
  /** Numbers of groups of words that mean the same. */
  readonly groups: readonly number[];
}

const NONE: readonly number[] = [];

/** The senses of a stem; it has no groups where it is not known. */
export function sensesOf(stem: string): Senses {
  const base = baseOf(stem);
  return { base, groups: groupsOfSynonyms().get(base) ?? NONE };
}

/** Whether two stems are of words that often mean the same ("back", "endorse"), or of forms of one ("men", "man"). */
export function shareSense(a: Senses, b: Senses): boolean {
  if (a.base === b.base) return true;
  for (const group of a.groups) if (b.groups.includes(group)) return true;
  return false;
}

/** The stem that a word's synonyms stand under: of its singular, or of its verb where the form has none of its own. */
function baseOf(stem: string): string {
  const singular = PLURALS.get(stem);
  if (singular !== undefined || groupsOfSynonyms().has(stem)) return singular ?? stem;
  const verb = findVerb(stem)?.verb;
  return verb === undefined ? stem : stemWord(verb);
}
