// The second room of `quotes`. In: the phrase that an attribution credits. Out: who that is. `cast.ts` collects whom the text
// names in full, `introduced.ts` whom a line brings in without a cue; `discourse.ts` remembers whom the text spoke of last,
// weighed by `prominence.ts`, for its pronouns. `sentence-speakers.ts` asks them all for one sentence.

import {
  isAuxiliary,
  isConjunction,
  isDeterminer,
  isPossessive,
  isPreposition,
  isPronoun,
} from '../../english/grammar.ts';
import { CONNECTORS, OPENERS } from '../../english/lexicon/function-words.ts';
import { TITLES } from '../../english/lexicon/titles.ts';
import {
  type Gender,
  genderOfName,
  isPersonal,
  type NameMention,
  readName,
  sliceTokens,
  surnameOf,
} from '../../english/people.ts';
import type { Phrase } from '../../english/phrases.ts';
import { genderOfPhrase, isSomebody } from '../../english/somebody.ts';
import type { Token } from '../../english/tokens.ts';
import type { Cast } from './cast.ts';

/** Who speaks, as it is shown. `group`: an organisation, several people, somebody without a name; `thing`: what cannot speak. */
export interface Speaker {
  readonly name: string;
  readonly kind: 'person' | 'group' | 'thing';
  readonly role?: string;
  readonly gender?: Gender;
}

/** What a source says before it is resolved: a pronoun, or somebody named or described; `null`: nobody. */
export type NamedSource = { readonly pronoun: string } | { readonly speaker: Speaker | null };

const OWNERS: ReadonlyMap<string, string> = new Map([
  ['his', 'he'],
  ['her', 'she'],
  ['their', 'they'],
  ['our', 'we'],
  ['my', 'i'],
]);

/** Reads a source: the person it names in the fullest form the text gives, or the phrase as it stands. */
export function readSource(text: string, tokens: readonly Token[], source: Phrase, cast: Cast): NamedSource {
  const isOwner = source.to - source.from > 1 && isPossessive(tokens[source.to - 1]);
  const phrase = isOwner ? { ...source, to: source.to - 1 } : source;
  const first = tokens[phrase.from];
  const owner = phrase.to - phrase.from === 1 ? OWNERS.get(first?.lower ?? '') : undefined;
  if (owner) return { pronoun: owner };
  if (first && phrase.to - phrase.from === 1 && isPronoun(first)) return { pronoun: first.lower };
  const name = findHeadName(text, tokens, phrase, cast) ?? findNameInApposition(text, tokens, phrase);
  if (name) return { speaker: describePerson(text, tokens, phrase, name, cast) };
  if (!namesSomebody(tokens, phrase)) return { speaker: null };
  const gender = genderOfPhrase(tokens, phrase);
  return {
    speaker: findByRole(tokens, phrase, cast) ?? {
      name: describePhrase(text, tokens, phrase),
      kind: isSomebody(tokens, phrase) ? 'group' : 'thing',
      ...(gender && { gender }),
    },
  };
}

/** Whether any word of the phrase can stand for somebody: not in "there", "that’s", "similarly". */
function namesSomebody(tokens: readonly Token[], { from, to }: Phrase): boolean {
  return tokens.slice(from, to).some((token) => {
    const { kind, lower } = token;
    if (kind !== 'word') return kind !== 'mark';
    if (/['’](?:ll|ve|re|s|m|d)$/.test(lower)) return false;
    return !(
      CONNECTORS.has(lower) ||
      OPENERS.has(lower) ||
      isAuxiliary(token) ||
      /^(?:that|this|such|it|an?|the)$/.test(lower)
    );
  });
}

/** The name at the head of the phrase: "campaign manager Ada Brook of Ohio", not "a spokesman for Ada Brook". */
function findHeadName(
  text: string,
  tokens: readonly Token[],
  { from, to }: Phrase,
  cast: Cast,
): NameMention | undefined {
  for (let index = from; index < to; index += 1) {
    if (isPreposition(tokens[index]) && !isInOffice(tokens, index, to)) return undefined;
    const name = readName(text, tokens, index, to);
    if (!name) continue;
    if (
      name.words.length > 0 &&
      isPersonal(name.words) &&
      (name.words.length > 1 || name.from > name.titlesFrom || cast.isName(name.words[0] ?? '')) &&
      (name.to === to || isPreposition(tokens[name.to])) &&
      !isOnlyDetermined(tokens, from, name)
    )
      return name;
    index = name.to - 1;
  }
  return undefined;
}

/** "secretary of state Ada Brook", "master of ceremonies Ada Brook": the office goes on behind its "of". */
function isInOffice(tokens: readonly Token[], of: number, to: number): boolean {
  const next = tokens[of + 1];
  return (
    tokens[of]?.lower === 'of' &&
    next?.kind === 'word' &&
    !next.capital &&
    !isDeterminer(next) &&
    !TITLES.has(next.lower) &&
    of + 4 <= to &&
    tokens.slice(of + 2, to).every(({ capital }) => capital)
  );
}

/** "the Clintons", "a Trump": no title stands between the determiner and the name. */
function isOnlyDetermined(tokens: readonly Token[], from: number, name: NameMention): boolean {
  return isDeterminer(tokens[from]) && name.from === from + 1;
}

/** "a campaign aide, Ada Brook," */
function findNameInApposition(
  text: string,
  tokens: readonly Token[],
  { apposition }: Phrase,
): NameMention | undefined {
  if (!apposition) return undefined;
  const name = readName(text, tokens, apposition.from, apposition.to);
  return name && name.to === apposition.to && name.words.length >= 2 && isPersonal(name.words)
    ? name
    : undefined;
}

function describePerson(
  text: string,
  tokens: readonly Token[],
  phrase: Phrase,
  name: NameMention,
  cast: Cast,
): Speaker {
  const known = cast.find(name.words, name.gender);
  const role = known?.role ?? name.role;
  const gender =
    known?.gender ?? name.gender ?? genderOfName(name.words) ?? cast.genderOf(surnameOf(name.words));
  const own =
    phrase.from < name.titlesFrom && !tokens.slice(phrase.from, name.titlesFrom).some(isConjunction)
      ? // "The director, Paul Brandt": the comma is no part of what he is.
        sliceTokens(text, tokens, { from: phrase.from, to: name.titlesFrom }).replace(/\s*,$/, '')
      : undefined;
  const stated = role ?? own;
  return {
    name: known?.name ?? name.words.join(' '),
    kind: 'person',
    ...(stated && { role: stated }),
    ...(gender && { gender }),
  };
}

/** "the senator": the one person of the text with that role. */
function findByRole(tokens: readonly Token[], { from, to }: Phrase, cast: Cast): Speaker | undefined {
  const last = tokens[to - 1];
  if (to - from !== 2 || !last || tokens[from]?.lower !== 'the' || !TITLES.has(last.lower)) return undefined;
  const person = cast.findByRole(last.lower);
  return person && { ...person, kind: 'person' };
}

function describePhrase(text: string, tokens: readonly Token[], phrase: Phrase): string {
  const words = sliceTokens(text, tokens, phrase);
  return isDeterminer(tokens[phrase.from]) || isPreposition(tokens[phrase.from])
    ? words.charAt(0).toLowerCase() + words.slice(1)
    : words;
}
