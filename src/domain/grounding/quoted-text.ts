import type { Span } from '../story/story.ts';

/** Double marks of any style, two single ones for a double one, and single ones that stand at the edges of words (not apostrophes). */
const QUOTED =
  /''([^"“”]*?)''|[“"„«]([^“”"„«»]*)[”"»]|(?<![\p{L}\p{N}])[‘'](?=\p{L})([^“”"‘]*?[^\s‘'’])['’](?![\p{L}\p{N}])/gu;

/** A mark that the paragraph opens and never closes: a speech that goes on in the next paragraph. */
const UNCLOSED = /[“"„«]([^“”"„«»]+)$/u;

/** The places inside quotation marks, marks excluded, in order; a mark left open runs to the end. */
export function findQuotedSpans(text: string): Span[] {
  const spans = [...text.matchAll(QUOTED)].map((match) => {
    const [, twice, double, single] = match;
    const start = match.index + (twice === undefined ? 1 : 2);
    return { start, end: start + (twice ?? double ?? single ?? '').length };
  });
  const rest = spans.at(-1)?.end ?? -1;
  const open = UNCLOSED.exec(text.slice(rest + 1));
  if (open) spans.push({ start: rest + 2 + open.index, end: text.length });
  return spans;
}

/** Text with marks, dashes and spaces written one way, so that only its words and stops are compared. */
export function normaliseMarks(text: string): string {
  return text
    .replace(/[‘’‛`´]/g, "'")
    .replace(/[“”„«»]|''/g, '"')
    .replace(/[‐‑‒–—―]|--+/g, '-')
    .replace(/…|\.\s\.\s\./g, '...')
    .replace(/\s*-\s*/g, '-')
    .replace(/[\s\u200b]+/g, ' ')
    .trim();
}
