import { stemWord } from '../english/words.ts';
import { SYNONYM_GROUPS } from '../search/synonyms.ts';
import { ALIASES } from './data/aliases.ts';
import { ANTONYMS } from './data/antonyms.ts';
import type { Token } from './token.ts';

/** Letters that two long words must share from the start to be of one family. */
const FAMILY_PREFIX = 6;

const NONE: ReadonlySet<string> = new Set();
const RELATED = relate(SYNONYM_GROUPS.map((group) => group.map(stemWord)));

/** Stems of the words that news stories use for this one, itself left out; empty for most. */
function synonymsOf(token: Token): ReadonlySet<string> {
  return RELATED.get(token.stem) ?? NONE;
}

/** Whether two words say the same: one stem, one thing by two names, or words used for one another. */
export function isSameWord(a: Token, b: Token): boolean {
  if (a.stem === b.stem || (ALIASES.get(a.lower)?.has(b.lower) ?? false)) return true;
  return synonymsOf(a).has(b.stem) || isOneFamily(a, b);
}

/** "legislature" and "legislative": long words that differ in their endings only. */
function isOneFamily(a: Token, b: Token): boolean {
  if (
    a.pos === 'PROPN' ||
    b.pos === 'PROPN' ||
    a.stem.length < FAMILY_PREFIX ||
    b.stem.length < FAMILY_PREFIX
  )
    return false;
  return prefixOf(a.stem) === prefixOf(b.stem);
}

/** The stemmer writes "deploi" for "deploy", but "deploy" for "deployment". */
function prefixOf(stem: string): string {
  return stem.replace(/i$/, 'y').slice(0, FAMILY_PREFIX);
}

/** Whether two words are opposites. */
export function isOpposite(a: Token, b: Token): boolean {
  const antonyms = ANTONYMS.get(a.lemma) ?? ANTONYMS.get(a.lower);
  return antonyms !== undefined && (antonyms.has(b.lemma) || antonyms.has(b.lower));
}

function relate(groups: readonly (readonly string[])[]): Map<string, Set<string>> {
  const related = new Map<string, Set<string>>();
  for (const group of groups) {
    for (const word of group) related.set(word, new Set([...(related.get(word) ?? []), ...group]));
  }
  return related;
}
