import type { Range } from './grammar.ts';
import { isConjunction, isDeterminer, isPossessive, isPreposition, isPronoun, isTime } from './grammar.ts';
import { MEN, WOMEN } from './lexicon/first-names.ts';
import { ORGANISATION_WORDS } from './lexicon/organisation-words.ts';
import { COURTESY, TITLES, TITLES_WITH_OF } from './lexicon/titles.ts';
import type { Token } from './tokens.ts';

export type Gender = 'm' | 'f';

/** A name in running text: its words without titles, and what the titles tell. */
export interface NameMention extends Range {
  readonly words: readonly string[];
  /** First token of the titles before the name; `from` when there are none. */
  readonly titlesFrom: number;
  readonly role?: string;
  readonly gender?: Gender;
}

const PARTICLES = /^(?:de|da|di|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|dos)$/;
const SUFFIX = /^(?:jr\.?|sr\.?|ii|iii|iv)$/i;

/** The name that starts at token `start`, titles included; `undefined` when none starts there. */
export function readName(
  text: string,
  tokens: readonly Token[],
  start: number,
  to: number,
): NameMention | undefined {
  if (!startsName(tokens[start])) return undefined;
  let end = start + 1;
  while (end < to && (isNameWord(tokens[end]) || joinsName(tokens, end, to))) end += 1;
  let from = start;
  for (let index = start; index < end; index += 1)
    if (TITLES.has(tokens[index]?.lower ?? '')) from = index + 1;
  if (tokens[from]?.lower === 'of') from = skipOffice(tokens, from, end);
  const words = tokens
    .slice(from, end)
    .map((token) => token.text)
    .filter((word) => word !== ',');
  const courtesy = tokens[from - 1]?.lower ?? '';
  const hasCourtesy = from > start && courtesy in COURTESY;
  const roleEnd = hasCourtesy ? from - 1 : from;
  const role = roleEnd > start ? sliceTokens(text, tokens, { from: start, to: roleEnd }) : undefined;
  const gender = hasCourtesy ? COURTESY[courtesy] : undefined;
  return { from, to: end, titlesFrom: start, words, ...(role && { role }), ...(gender && { gender }) };
}

/** After "Secretary", "of State" belongs to the title: what is left is a first and a last name, or the last name alone. */
function skipOffice(tokens: readonly Token[], of: number, end: number): number {
  return Math.max(of + 2, /^\p{Lu}\.?$/u.test(tokens[end - 2]?.text ?? '') ? end - 3 : end - 2);
}

/** The text of a token range; empty for an empty range. */
export function sliceTokens(text: string, tokens: readonly Token[], { from, to }: Range): string {
  const first = tokens[from];
  const last = tokens[to - 1];
  return first && last && from < to ? text.slice(first.start, last.end) : '';
}

function isNameWord(token: Token | undefined): boolean {
  return (
    token !== undefined && token.kind === 'word' && token.capital && !(isTime(token) && token.lower !== 'may')
  );
}

function startsName(token: Token | undefined): boolean {
  if (!isNameWord(token) || !token) return false;
  if (MEN.has(token.lower) || WOMEN.has(token.lower)) return true;
  return !(
    isDeterminer(token) ||
    isPreposition(token) ||
    isConjunction(token) ||
    isPronoun(token) ||
    isPossessive(token)
  );
}

/** Small words inside a name ("van der Meer"), a comma before "Jr.", "of State" in a title before a name. */
function joinsName(tokens: readonly Token[], index: number, to: number): boolean {
  const token = tokens[index];
  const next = tokens[index + 1];
  if (!token || !next || index + 1 >= to) return false;
  if (token.text === ',') return SUFFIX.test(next.text);
  if (PARTICLES.test(token.lower) && token.kind === 'word')
    return isNameWord(next) || PARTICLES.test(next.lower);
  return (
    token.lower === 'of' &&
    TITLES_WITH_OF.has(tokens[index - 1]?.lower ?? '') &&
    isNameWord(next) &&
    isNameWord(tokens[index + 2])
  );
}

/** Whether the words can name a person: no word of an organisation or a place, no people ("Germans"), no acronym. */
export function isPersonal(words: readonly string[]): boolean {
  return (
    words.length > 0 &&
    words.length <= 5 &&
    !(words.length === 1 && /(?:[^v]an|crat|ist|ite)s$/.test(words[0] ?? '')) &&
    !words.some((word) => ORGANISATION_WORDS.has(word.toLowerCase()) || /^\p{Lu}[\p{Lu}&-]+$/u.test(word))
  );
}

export function genderOfName(words: readonly string[]): Gender | undefined {
  const first = words.find((word) => !/^\p{Lu}\.?$/u.test(word))?.toLowerCase() ?? '';
  if (words.length < 2) return undefined;
  return MEN.has(first) ? 'm' : WOMEN.has(first) ? 'f' : undefined;
}

/** The last word of a name that is no suffix, in lower case. */
export function surnameOf(words: readonly string[]): string {
  return (words.findLast((word) => !SUFFIX.test(word)) ?? '').toLowerCase().replace(/['’]$/, '');
}
