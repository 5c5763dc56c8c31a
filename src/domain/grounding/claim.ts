import { type Token, tagText } from './token.ts';

/** The sentence to be checked. */
export interface Claim {
  readonly text: string;
  readonly tokens: readonly Token[];
}

/** Reads a sentence once for all checks. */
export function readClaim(text: string): Claim {
  return { text, tokens: tagText(text) };
}
