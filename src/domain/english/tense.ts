import { isFiniteVerb } from './grammar.ts';
import type { Token } from './tokens.ts';
import { findVerb } from './verbs.ts';

const PRESENT = /^(?:is|are|am|has|have|does|do|will|can|may)(?:n['’]t)?$|^(?:can|won)['’]t$/;
const PAST = /^(?:was|were|had|did|would|could|might)(?:n['’]t)?$/;

/** The tense of the first verb in [from, to) that shows one. */
export function findTense(
  tokens: readonly Token[],
  from: number,
  to: number,
): 'past' | 'present' | undefined {
  for (let at = from; at < to; at += 1) {
    const word = tokens[at]?.lower ?? '';
    if (PRESENT.test(word)) return 'present';
    if (PAST.test(word)) return 'past';
    if (at > from && isFiniteVerb(tokens, at, from))
      return findVerb(word)?.form === 'past' || /ed$/.test(word) ? 'past' : 'present';
  }
  return undefined;
}
