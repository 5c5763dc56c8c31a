import { contentOf } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { SAYING_VERBS } from '../data/function-words.ts';
import type { Evidence } from '../evidence.ts';
import type { Problem } from '../grounding.ts';
import type { Token } from '../token.ts';
import { isSameWord } from '../wording.ts';

/** The share of a sentence's content words that the cited text must hold. Names and numbers have checks of their own. */
const LEAST_SHARE = 0.3;

/** Enough of the sentence's content words are in the cited text. */
export function checkSupport(claim: Claim, evidence: Evidence): Problem[] {
  const words = contentOf(claim.tokens).filter((token) => !isCheckedElsewhere(token));
  const absent = words.filter((word) => !evidence.tokens.some((token) => isSameWord(word, token)));
  if (words.length - absent.length >= LEAST_SHARE * words.length) return [];
  return [{ kind: 'support', detail: `The cited text does not speak of: ${list(absent)}.` }];
}

function isCheckedElsewhere({ pos, lemma }: Token): boolean {
  return pos === 'PROPN' || pos === 'NUM' || pos === 'ADV' || SAYING_VERBS.has(lemma);
}

function list(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(', ');
}
