import { readSentence, type SentenceReading } from './sentence-reading.ts';
import { type Token, tagText } from './token.ts';

/** The sentence to be checked. */
export interface Claim {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly reading: SentenceReading;
}

/** Reads a sentence once for all checks. */
export function readClaim(text: string): Claim {
  const tokens = tagText(text);
  return { text, tokens, reading: readSentence(tokens) };
}
