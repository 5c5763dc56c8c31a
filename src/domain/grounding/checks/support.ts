import type { Claim } from '../claim.ts';
import type { Evidence } from '../evidence.ts';
import type { Problem } from '../grounding.ts';
import type { Token } from '../token.ts';

const CONTENT = new Set(['NOUN', 'PROPN', 'VERB', 'ADJ', 'NUM']);

/** The share of a sentence's content words that the cited text must hold. */
const LEAST_SHARE = 0.4;

/** Enough of the sentence's content words are in the cited text. */
export function checkSupport(claim: Claim, evidence: Evidence): Problem[] {
  const stems = new Set(evidence.tokens.map(({ stem }) => stem));
  const words = claim.tokens.filter(isContent);
  const absent = words.filter(({ stem }) => !stems.has(stem));
  if (words.length - absent.length >= LEAST_SHARE * words.length) return [];
  return [{ kind: 'support', detail: `The cited text does not speak of: ${list(absent)}.` }];
}

function isContent(token: Token): boolean {
  return CONTENT.has(token.pos);
}

function list(tokens: readonly Token[]): string {
  return tokens.map(({ text }) => text).join(', ');
}
