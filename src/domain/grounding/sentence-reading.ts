import { splitSentences } from '../english/sentences.ts';
import { type ClauseStance, readStances } from './stance.ts';
import { type Clause, parseClauses } from './syntax.ts';
import type { Token } from './token.ts';

/** Tokens in the longest bracket that is taken for an aside. */
const LONGEST_ASIDE = 12;

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

/** Reads tokens as one sentence; what stands in brackets, such as "(R-Ohio)", is left out. */
export function readSentence(all: readonly Token[]): SentenceReading {
  const tokens = dropBrackets(all);
  const clauses = parseClauses(tokens);
  return { tokens, clauses, stances: readStances(tokens, clauses) };
}

function dropBrackets(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (!token) break;
    const close = token.text === '(' ? tokens.findIndex(({ text }, index) => index > at && text === ')') : -1;
    if (close > at && close - at <= LONGEST_ASIDE) at = close;
    // "he [doesn't] know": an editor's brackets part no words.
    else if (!/^[[\]]$/.test(token.text)) kept.push(token);
  }
  return kept;
}
