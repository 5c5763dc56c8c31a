import { findQuotedSpans, normaliseMarks } from '../grounding/quoted-text.ts';
import type { Span } from '../story/story.ts';

/** Every character that may be a double quotation mark in some language. */
const DOUBLE_MARK = /["“”„‟«»‹›＂「」『』〝〞]|``|''|,,/u;
const CLOSING_STOPS = /[\s.,;:!?…]+$/u;

/**
 * `sentence` with every run between quotation marks replaced by the slice of `sources` that it repeats, so that what
 * is shown between marks is the story's own text. Stops that the writer moved inside the marks go outside.
 * `undefined` when a run is nowhere in the sources, or a mark has no partner.
 */
export function restoreQuotations(sentence: string, sources: readonly string[]): string | undefined {
  const spans = findQuotedSpans(sentence);
  const restored: string[] = [];
  let from = 0;
  for (const { start, end } of spans) {
    const run = sentence.slice(start, end);
    const exact = findSlice(run, sources);
    if (exact === undefined) return undefined;
    restored.push(sentence.slice(from, start), exact.slice, sentence.slice(end, end + 1), exact.stops);
    from = end + 1;
  }
  restored.push(sentence.slice(from));
  return hasLooseMark(sentence, spans) ? undefined : restored.join('');
}

/** The runs between quotation marks, in order; empty when there are none. */
export function quotedRuns(sentence: string): string[] {
  return findQuotedSpans(sentence).map(({ start, end }) => sentence.slice(start, end));
}

/** Whether a double mark stands outside the pairs. */
export function hasLooseMark(sentence: string, spans: readonly Span[] = findQuotedSpans(sentence)): boolean {
  const unpaired = spans.some(({ end }) => end >= sentence.length);
  const outside = spans.toReversed().reduce((text, { start, end }) => {
    return text.slice(0, start - 1) + text.slice(end + 1);
  }, sentence);
  return unpaired || DOUBLE_MARK.test(outside);
}

function findSlice(run: string, sources: readonly string[]): { slice: string; stops: string } | undefined {
  for (const source of sources) {
    const slice = sliceLike(source, run);
    if (slice !== undefined) return { slice, stops: '' };
  }
  const bare = run.replace(CLOSING_STOPS, '');
  if (bare === run || bare === '') return undefined;
  for (const source of sources) {
    const slice = sliceLike(source, bare);
    if (slice !== undefined) return { slice, stops: run.slice(bare.length).trim() };
  }
  return undefined;
}

/** The slice of `source` that equals `run` when marks, dashes and spaces are written one way; whole words only. */
function sliceLike(source: string, run: string): string | undefined {
  const words = normaliseMarks(run);
  if (!/[\p{L}\p{N}]/u.test(words)) return undefined;
  const [head = '', ...tail] = words
    .split(/([\s'"-]|\.\.\.)/)
    .map((part) => LIKE[part] ?? escapePattern(part));
  const pattern = eitherCase(head) + tail.join('');
  const match = new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'u').exec(source);
  return match?.[0];
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A writer may open a sentence with words that the story has within one. */
function eitherCase(pattern: string): string {
  const first = /^\p{L}/u.exec(pattern)?.[0];
  return first ? `[${first.toLowerCase()}${first.toUpperCase()}]${pattern.slice(first.length)}` : pattern;
}

/** What `normaliseMarks` wrote one way, as a pattern for all the ways. */
const LIKE: Readonly<Record<string, string>> = {
  ' ': '[\\s\\u200b]+',
  "'": "['‘’‛`´]",
  '"': '["“”„«»]',
  '-': '\\s*(?:[-‐‑‒–—―]|--+)\\s*',
  '...': '(?:…|\\.\\.\\.|\\.\\s\\.\\s\\.)',
};
