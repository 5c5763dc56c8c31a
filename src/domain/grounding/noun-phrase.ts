import type { Token } from './token.ts';

/** A half-open range [from, to) of token indices. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** No tokens at all. */
export const NO_RANGE: Range = { from: 0, to: 0 };

/** Pronouns that tie a clause to the noun before them. */
export const RELATIVE = /^(?:who|which|that)$/;

const NOMINAL = /^(?:NOUN|PROPN|PRON|NUM|ADJ|DET|SYM|X)$/;

/** The noun phrase that a finite verb at `to` is said of: nearest on the left, past "of …", "in …" and insertions. */
export function nearestSubject(tokens: readonly Token[], edge: number, to: number): Range {
  let end = to;
  while (end > edge && /^(?:PUNCT|ADV)$/.test(tokens[end - 1]?.pos ?? '') && tokens[end - 1]?.lower !== ';')
    end -= 1;
  const inserted = end < to && tokens[to - 1]?.lower === ',';
  const whole = phraseBefore(tokens, edge, end);
  if (!inserted || whole.to === whole.from) return whole;
  // "Ana Ruiz, a clerk in Oslo, said": the insertion and the noun before it are one subject.
  const first = phraseBefore(tokens, edge, whole.from - 1);
  return first.to > first.from && tokens[whole.from - 1]?.lower === ','
    ? { from: first.from, to: whole.to }
    : whole;
}

/** The last noun phrase of tokens [edge, end). Empty where there is none. */
export function lastNominal(tokens: readonly Token[], edge: number, end: number): Range {
  let to = end;
  while (to > edge && !/^(?:NOUN|PROPN|PRON)$/.test(tokens[to - 1]?.pos ?? '')) to -= 1;
  const from = nominalStart(tokens, edge, to);
  return { from, to };
}

/** Whether a token may stand inside a noun phrase. */
export function isNominal({ pos }: Token): boolean {
  return NOMINAL.test(pos);
}

function phraseBefore(tokens: readonly Token[], edge: number, end: number): Range {
  let from = end;
  for (;;) {
    const start = nominalStart(tokens, edge, from);
    if (start === from) break;
    from = start;
    const link = tokens[from - 1];
    const linked =
      link && (link.pos === 'ADP' || (link.pos === 'CCONJ' && link.lower === 'and')) && from - 1 > edge;
    if (!linked || nominalStart(tokens, edge, from - 1) === from - 1) break;
    from -= 1;
  }
  // A phrase that starts with its preposition ("In July") is no subject.
  return tokens[from - 1]?.pos === 'ADP' && from - 1 >= edge && from === nominalStart(tokens, edge, end)
    ? NO_RANGE
    : { from, to: end };
}

function nominalStart(tokens: readonly Token[], edge: number, end: number): number {
  let from = end;
  while (from > edge) {
    const token = tokens[from - 1];
    if (!token) break;
    const inside =
      isNominal(token) ||
      token.lower === "'s" ||
      token.lower === '’s' ||
      (token.lower === '-' && from < end) ||
      (/^["“”]$/.test(token.text) && from < end);
    if (!inside || RELATIVE.test(token.lower)) break;
    from -= 1;
  }
  return from;
}

/** Adjectives alone ("when ready") are no subject. */
export function needNoun(tokens: readonly Token[], phrase: Range): Range {
  const noun = tokens
    .slice(phrase.from, phrase.to)
    .some(({ pos }) => /^(?:NOUN|PROPN|PRON|NUM|DET)$/.test(pos));
  return noun ? phrase : NO_RANGE;
}
