import { splitSentences } from '../text/sentences.ts';
import { type ClauseStance, readStances } from './stance.ts';
import { type Clause, parseClauses } from './syntax.ts';
import type { Token } from './token.ts';

/** One sentence: its tokens and what its clauses say. Indices in `clauses` are into `tokens`. */
export interface SentenceReading {
  readonly tokens: readonly Token[];
  readonly clauses: readonly Clause[];
  /** One for each clause. */
  readonly stances: readonly ClauseStance[];
}

/** Reads the sentences of a text whose tokens are given, in order. */
export function readSentences(text: string, tokens: readonly Token[]): SentenceReading[] {
  return splitSentences(text)
    .map(({ start, end }) =>
      readSentence(tokens.filter((token) => token.start >= start && token.start < end)),
    )
    .filter((sentence) => sentence.tokens.length > 0);
}

/** Reads tokens as one sentence. */
export function readSentence(tokens: readonly Token[]): SentenceReading {
  const clauses = parseClauses(tokens);
  return { tokens, clauses, stances: readStances(tokens, clauses) };
}
