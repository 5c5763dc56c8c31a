import { COURTESY, TITLES, TITLES_WITH_OF } from './lexicon/titles.ts';
import type { Token } from './tokens.ts';

export type Gender = 'm' | 'f';

/** A person of the story, under the fullest name that it gives. */
export interface Person {
  readonly name: string;
  readonly surname: string;
  role?: string;
  gender?: Gender;
}

/** A name found in running text: which tokens, what stands before it as a role, and what it is. */
export interface NameMention {
  readonly from: number;
  readonly to: number;
  readonly words: readonly string[];
  readonly role?: string;
  readonly gender?: Gender;
}

const PARTICLES =
  /^(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos|jr\.?|sr\.?|ii|iii|iv)$/i;

/** The run of capitalised words around which a name is built, from token `start`; `undefined` when none starts there. */
export function readName(
  text: string,
  tokens: readonly Token[],
  start: number,
  to: number,
): NameMention | undefined {
  if (!isNameWord(tokens[start])) return undefined;
  let end = start + 1;
  while (end < to && (isNameWord(tokens[end]) || joinsName(tokens, end, to))) end += 1;
  let from = start;
  for (let index = start; index < end; index += 1) if (isTitle(tokens[index])) from = index + 1;
  const words = tokens.slice(from, end).map((token) => token.text);
  const gender = COURTESY[tokens[from - 1]?.lower ?? ''];
  const roleEnd = from - 1 >= start && (tokens[from - 1]?.lower ?? '') in COURTESY ? from - 1 : from;
  const role =
    roleEnd > start ? text.slice(tokens[start]?.start ?? 0, tokens[roleEnd - 1]?.end ?? 0) : undefined;
  return { from, to: end, words, ...(role && { role }), ...(gender && { gender }) };
}

function isTitle(token: Token | undefined): boolean {
  return token !== undefined && TITLES.has(token.lower);
}

function isNameWord(token: Token | undefined): boolean {
  return token !== undefined && token.kind === 'word' && token.capital;
}

/** Small words inside a name ("van der Meer"), a comma before "Jr.", "of State" in a title before a name. */
function joinsName(tokens: readonly Token[], index: number, to: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next || index + 1 >= to) return false;
  if (token.text === ',') return /^(?:jr|sr)\.?$/.test(next.lower);
  if (PARTICLES.test(token.lower) && token.kind === 'word')
    return isNameWord(next) || PARTICLES.test(next.lower);
  return (
    token.lower === 'of' &&
    TITLES_WITH_OF.has(tokens[index - 1]?.lower ?? '') &&
    isNameWord(next) &&
    isNameWord(tokens[index + 2])
  );
}
