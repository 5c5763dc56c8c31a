import { AUXILIARIES, CONNECTORS, OPENERS } from '../english/lexicon/function-words.ts';
import { insideQuotation } from '../english/quote-depth.ts';
import { contentWords, type Token } from '../english/stems.ts';
import { findVerb } from '../english/verbs.ts';
import {
  CALENDAR_WORDS,
  DANGLING_OPENERS,
  DANGLING_PHRASES,
  PERSON_PRONOUNS,
  PHRASE_OPENERS,
  THING_PRONOUNS,
} from './dangling-words.ts';

/** "In all, it has …": how far from the start a pronoun is still taken to point out of the sentence. */
const INTRODUCTION_TOKENS = 14;

/**
 * Whether a sentence, read alone, points back to one before it: it opens with a connective or a pronoun, names nobody
 * before "he" or "she", or is nothing but a quotation, whose speaker another sentence names.
 */
export function isDangling(text: string, tokens: readonly Token[]): boolean {
  const [first] = tokens;
  if (!first || DANGLING_OPENERS.has(first.lower) || isBareQuotation(text)) return true;
  const lower = text
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/^[^\p{L}]+/u, '');
  if (DANGLING_PHRASES.some((phrase) => lower.startsWith(`${phrase} `) || lower.startsWith(`${phrase},`)))
    return true;
  return refersToPersonBefore(text, tokens) || refersToThingBefore(tokens);
}

/** A name that somebody says is not who says it: “No thanks to Moss,” he added. */
function refersToPersonBefore(text: string, tokens: readonly Token[]): boolean {
  const inside = insideQuotation(
    text,
    tokens.map(({ start }) => start),
  );
  const pronoun = tokens.findIndex((token) => PERSON_PRONOUNS.has(token.lower));
  const counts = (place: number) => inside[pronoun] || !inside[place];
  return pronoun >= 0 && !tokens.slice(0, pronoun).some((_, place) => counts(place) && isName(tokens, place));
}

function refersToThingBefore(tokens: readonly Token[]): boolean {
  const opening = tokens.slice(0, INTRODUCTION_TOKENS);
  const pronoun = opening.findIndex((token) => THING_PRONOUNS.has(token.lower));
  if (pronoun < 0 || !PHRASE_OPENERS.has(opening[0]?.lower ?? '')) return false;
  return !opening.slice(0, pronoun).some((_, place) => isName(tokens, place));
}

/** A capitalised word that is no date, and no place of an introductory phrase ("In Dover, she …"). */
function isName(tokens: readonly Token[], place: number): boolean {
  const token = tokens[place];
  if (!token || !/^\p{Lu}/u.test(token.text) || contentWords([token]).length === 0) return false;
  if (place === 0 && !isNameAtStart(token, tokens[1])) return false;
  return (
    !CALENDAR_WORDS.has(token.lower) && !PHRASE_OPENERS.has(token.lower) && !isAfterPreposition(tokens, place)
  );
}

/** A sentence begins with a capital anyway: "Obama’s", "Ada Moss", "Moss said", "Moss, who" is a name, "Somewhere in" none. */
function isNameAtStart(token: Token, next: Token | undefined): boolean {
  if (!next || /['’]s?$/.test(token.text) || /^\p{Lu}/u.test(next.text)) return true;
  if (OPENERS.has(token.lower) || CONNECTORS.has(token.lower) || /ly$/.test(token.lower)) return false;
  const isFollowedByMark = next.start > token.end + 1;
  return isFollowedByMark || AUXILIARIES.has(next.lower) || findVerb(next.lower) !== undefined;
}

function isAfterPreposition(tokens: readonly Token[], place: number): boolean {
  return /^(?:in|at|on|from|near|outside|inside|across|around|during|since|until)$/.test(
    tokens[place - 1]?.lower ?? '',
  );
}

function isBareQuotation(text: string): boolean {
  return /^(?:“[^”]*”|"[^"]*"|''(?:(?!'').)*''|‘.*’)$/su.test(text.trim());
}
