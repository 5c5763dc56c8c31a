import type { Span } from '../story/story.ts';
import {
  LEADING_ABBREVIATIONS,
  NUMBER_ABBREVIATIONS,
  TRAILING_ABBREVIATIONS,
} from './lexicon/abbreviations.ts';
import type { MarkedRun } from './marks.ts';

export type TokenKind = 'word' | 'number' | 'mark' | 'run';

/** A word, a number, a punctuation mark, or a whole marked run taken as one. */
export interface Token extends Span {
  readonly kind: TokenKind;
  readonly text: string;
  readonly lower: string;
  readonly capital: boolean;
  /** For `kind: "run"`: what it stands for. */
  readonly run?: MarkedRun;
}

const TOKEN =
  /(?<abbr>(?:\p{Lu}\.){2,})|(?<word>\p{L}[\p{L}\p{M}\p{N}]*(?:(?:['’](?![sS]\b)|[-&/.](?=\p{L})|-)[\p{L}\p{N}]+)*)|(?<number>[$€£]?\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s|%|\p{L}+)?(?:-\p{L}+)*)|(?<mark>['’]s\b|--|\.{2,}|[^\s])/gu;

/** The tokens of text[start, end) in order, each marked run as one token; `runs` are those inside the range, in order. */
export function tokenize(text: string, range: Span, runs: readonly MarkedRun[]): Token[] {
  const tokens: Token[] = [];
  let from = range.start;
  for (const run of runs) {
    tokenizePlain(text, from, run.outer.start, tokens);
    tokens.push({
      kind: 'run',
      text: text.slice(run.outer.start, run.outer.end),
      lower: '',
      capital: false,
      run,
      start: run.outer.start,
      end: run.outer.end,
    });
    from = run.outer.end;
  }
  tokenizePlain(text, from, range.end, tokens);
  return tokens;
}

function tokenizePlain(text: string, start: number, end: number, into: Token[]): void {
  const slice = text.slice(start, end);
  for (const match of slice.matchAll(TOKEN)) {
    const { abbr, word, number } = match.groups ?? {};
    let value = match[0];
    if (word !== undefined && slice[match.index + value.length] === '.' && isAbbreviation(value))
      value += '.';
    else if (value === '.' && into.at(-1)?.text.endsWith('.') && into.at(-1)?.end === start + match.index + 1)
      continue;
    const at = start + match.index;
    into.push({
      kind: abbr !== undefined || word !== undefined ? 'word' : number !== undefined ? 'number' : 'mark',
      text: value,
      lower: value.toLowerCase(),
      capital: /^\p{Lu}/u.test(value),
      start: at,
      end: at + value.length,
    });
  }
}

/** A word that keeps its full stop: a listed abbreviation, an initial, a party and state ("R-Ky"). */
function isAbbreviation(word: string): boolean {
  const lower = word.toLowerCase();
  if (LEADING_ABBREVIATIONS.has(lower) || /^\p{Lu}$/u.test(word)) return true;
  // Words such as "miss." and "sun." are also ordinary: only in capitals are they abbreviations here.
  const isCapital = /^\p{Lu}/u.test(word);
  return (
    (isCapital && (TRAILING_ABBREVIATIONS.has(lower) || NUMBER_ABBREVIATIONS.has(lower))) ||
    /^[RDI]-\p{Lu}(?:\p{Ll}|\.)/u.test(word)
  );
}
