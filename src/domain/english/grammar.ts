import {
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  PREPOSITIONS,
  PRONOUN_DETERMINERS,
  SUBJECT_PRONOUNS,
  TIME_WORDS,
  VERB_ADVERBS,
} from './lexicon/function-words.ts';
import { TITLES } from './lexicon/titles.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

/** A half-open range of token indexes. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

export const isComma = (token: Token | undefined) => token?.text === ',';
export const isDash = (token: Token | undefined) =>
  token !== undefined && /^(?:[—–―]|--|-)$/.test(token.text);
export const isPreposition = (token: Token | undefined) =>
  token !== undefined && PREPOSITIONS.has(token.lower);
export const isConjunction = (token: Token | undefined) =>
  token !== undefined && CONJUNCTIONS.has(token.lower);
export const isDeterminer = (token: Token | undefined) => token !== undefined && DETERMINERS.has(token.lower);
export const isPronoun = (token: Token | undefined) =>
  token !== undefined && SUBJECT_PRONOUNS.has(token.lower);
/** Not in capitals throughout: USA TODAY is no day. */
export const isTime = (token: Token | undefined) =>
  token !== undefined && TIME_WORDS.has(token.lower) && !/^\p{Lu}{3}/u.test(token.text);
export const isPossessive = (token: Token | undefined) => token !== undefined && /^['’]s?$/i.test(token.text);

export function isAuxiliary(token: Token | undefined): boolean {
  return token !== undefined && !token.capital && AUXILIARIES.has(token.lower);
}

export function isAdverb(token: Token | undefined): boolean {
  if (token?.kind !== 'word' || token.capital) return false;
  return (
    VERB_ADVERBS.has(token.lower) ||
    (/ly$/.test(token.lower) &&
      !/^(?:family|rally|ally|reply|daily|weekly|monthly|yearly|supply|july|assembly|bully|early|likely|elderly|friendly|deadly)$/.test(
        token.lower,
      ))
  );
}

/** A few marked words that are part of a phrase (the “deep state” theorist), not somebody's sentence. */
export function isMention(token: Token): boolean {
  return token.kind === 'run' && token.text.length < 40 && /[^,.?!…][”"»’']+$/.test(token.text);
}

/** Whether the token is a verb that agrees with a subject before it: an auxiliary, a past or a third-person form. */
export function isFiniteVerb(tokens: readonly Token[], index: number, from: number): boolean {
  const token = tokens[index];
  if (token?.kind !== 'word' || token.capital) return false;
  if (isAuxiliary(token)) return token.lower !== 'not' && token.lower !== 'never' && token.lower !== 'may';
  const verb = findVerb(token.lower);
  const before = index > from ? tokens[index - 1] : undefined;
  if (!before || isPossessive(before) || isPreposition(before)) return false;
  if (isDeterminer(before) && !PRONOUN_DETERMINERS.has(before.lower)) return false;
  if (verb?.form === 'past') return true;
  if (verb?.form === 'present') return isPronoun(before) || before.capital || !isNounAhead(tokens, index);
  if (verb?.form === 'base')
    return isPluralSubject(before) && (isPronoun(before) || !isNounAhead(tokens, index));
  return /[^e]ed$/.test(token.lower) && !isDeterminer(before) && !isNounAhead(tokens, index);
}

/**
 * A present or base form before a verb, a preposition or somebody's title is more likely a noun ("his claims were", "the call
 * for", "Sanders campaign manager Ada Brook").
 */
function isNounAhead(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  if (next && TITLES.has(next.lower) && !next.capital && tokens[index + 2]?.capital) return true;
  return (
    next !== undefined && (isAuxiliary(next) || next.lower === 'of' || findVerb(next.lower)?.form === 'past')
  );
}

/** Whether a verb's base form can follow: "they say", "officials say", "two in three say". */
export function isPluralSubject(token: Token): boolean {
  return (
    /^(?:they|we|i|you|who|people|police|some|many|most|both|all|others|those|few|several|percent|men|women|voters|media)$/.test(
      token.lower,
    ) || /[^su]s$/.test(token.lower)
  );
}
