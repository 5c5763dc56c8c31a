import { contentOf } from '../alignment.ts';
import type { Claim } from '../claim.ts';
import { SAYING_VERBS } from '../data/function-words.ts';
import type { Evidence } from '../evidence.ts';
import type { Finding } from '../grounding.ts';
import type { Token } from '../token.ts';
import { isSameWord } from '../wording.ts';

/** The share of a sentence's content words that the cited text must hold. */
const LEAST_SHARE = 0.2;

/** With fewer content words than this, names and numbers count as well. */
const FEW_WORDS = 4;

/** Enough of the sentence's content words are in the cited text. */
export function checkSupport(claim: Claim, evidence: Evidence): Finding[] {
  const all = contentOf(claim.tokens).filter(({ pos, lemma }) => pos !== 'ADV' && !SAYING_VERBS.has(lemma));
  const plain = all.filter(({ pos, text }) => pos !== 'NUM' && pos !== 'PROPN' && !/^\p{Lu}/u.test(text));
  const words = plain.length < FEW_WORDS ? all : plain;
  const absent = words.filter((word) => !evidence.tokens.some((token) => isSameWord(word, token)));
  if (words.length - absent.length >= LEAST_SHARE * words.length) return [];
  return [{ kind: 'support', detail: `The cited text does not speak of: ${list(absent)}.` }];
}

function list(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(', ');
}
