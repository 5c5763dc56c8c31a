import {
  AUXILIARIES,
  CONJUNCTIONS,
  DETERMINERS,
  PREPOSITIONS,
  SUBJECT_PRONOUNS,
} from './lexicon/function-words.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

const isSmallWord = ({ lower }: Token): boolean =>
  AUXILIARIES.has(lower) ||
  CONJUNCTIONS.has(lower) ||
  DETERMINERS.has(lower) ||
  PREPOSITIONS.has(lower) ||
  SUBJECT_PRONOUNS.has(lower);

/** Whether every word that is not small is capitalised. */
export function isHeadline(tokens: readonly Token[]): boolean {
  const big = tokens.filter((token) => token.kind === 'word' && !isSmallWord(token));
  return big.length >= 4 && big.every(({ capital }) => capital);
}

/** The tokens of a headline with its small words and verbs read as if in small letters: "Mayor Says He Will Stay". */
export function lowerHeadline(tokens: readonly Token[]): readonly Token[] {
  if (!isHeadline(tokens)) return tokens;
  return tokens.map((token, index) => {
    if (index === 0 || !token.capital || !(isSmallWord(token) || isVerb(token.lower))) return token;
    return { ...token, capital: false };
  });
}

function isVerb(word: string): boolean {
  const form = findVerb(word)?.form;
  return form !== undefined && form !== 'base';
}
