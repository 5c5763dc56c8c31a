import { type Token, tokenize } from '../english/stems.ts';
import type { Span } from '../story/story.ts';

/** A stretch of the comparison: `same` in both, `added` in the quoted text alone, `missing` from it. */
export interface Difference {
  readonly kind: 'same' | 'added' | 'missing';
  /** As its own text writes it. */
  readonly text: string;
}

/** Where quoted words stand in a story's text, or the place that comes nearest. */
export interface Alignment {
  /** Of the story's text; begins and ends with a word. */
  readonly span: Span;
  readonly verbatim: boolean;
  /** Share of the quoted words that the span has in the same order, 0..1. */
  readonly likeness: number;
  readonly differences: readonly Difference[];
}

/** Words left out ("…", "[…]") or put in ("[the senator]") by who quotes: openly, so no alteration. */
export const OPEN_GAP = /\[[^\]\n]{0,80}\]|…|\.\s?\.\s?\./u;
/** Words that a "…" may stand for. */
const LONGEST_GAP = 200;
/** So many words of the quoted text and of the place are compared: the work grows with their product. */
const MOST_QUOTED_WORDS = 400;
const MOST_STORY_WORDS = 2000;

/**
 * Finds quoted words in `text`, whatever the case, marks, stops and white space: word for word where all parts between
 * its "…" follow each other, otherwise the nearest place inside `near`. `undefined` where no word of it is there.
 */
export function alignQuotation(quoted: string, text: string, near: Span): Alignment | undefined {
  const parts = quoted
    .split(OPEN_GAP)
    .map((part) => tokenize(part))
    .filter((words) => words.length > 0);
  const story = tokenize(text);
  const span = findParts(parts, story);
  if (span)
    return {
      span,
      verbatim: true,
      likeness: 1,
      differences: [{ kind: 'same', text: text.slice(span.start, span.end) }],
    };
  const place = story.filter(({ start, end }) => start >= near.start && end <= near.end);
  return alignNearest(
    tokenize(quoted).slice(0, MOST_QUOTED_WORDS),
    quoted,
    place.slice(0, MOST_STORY_WORDS),
    text,
  );
}

/** The span from the first part to the last where all stand whole and in order; `undefined` where they do not. */
function findParts(parts: readonly Token[][], story: readonly Token[]): Span | undefined {
  const [first, ...rest] = parts;
  if (!first) return undefined;
  for (
    let at = findRun(first, story, 0, story.length);
    at >= 0;
    at = findRun(first, story, at + 1, story.length)
  ) {
    let end = at + first.length;
    const whole = rest.every((part) => {
      const next = findRun(part, story, end, end + LONGEST_GAP);
      if (next >= 0) end = next + part.length;
      return next >= 0;
    });
    if (whole) return { start: story[at]?.start ?? 0, end: story[end - 1]?.end ?? 0 };
  }
  return undefined;
}

function findRun(part: readonly Token[], story: readonly Token[], from: number, to: number): number {
  const last = Math.min(to, story.length - part.length);
  for (let at = from; at <= last; at += 1) {
    if (part.every((word, index) => word.lower === story[at + index]?.lower)) return at;
  }
  return -1;
}

/** One step of an alignment: an index into the quoted words, into the story's, or both. */
interface Step {
  readonly quoted?: number;
  readonly story?: number;
}

/** A word in common outweighs one that was changed beside it. */
const MATCH = 3;
const GAP = -1;

/** Local alignment after Smith and Waterman (1981); a changed word is one left out and one put in. */
function alignNearest(
  quotedWords: readonly Token[],
  quoted: string,
  story: readonly Token[],
  text: string,
): Alignment | undefined {
  const width = story.length + 1;
  const scores = new Int32Array((quotedWords.length + 1) * width);
  let best = 0;
  for (let row = 1; row <= quotedWords.length; row += 1) {
    const word = quotedWords[row - 1]?.lower;
    for (let column = 1; column < width; column += 1) {
      const at = row * width + column;
      const matched = word === story[column - 1]?.lower ? (scores[at - width - 1] ?? 0) + MATCH : 0;
      scores[at] = Math.max(0, matched, (scores[at - width] ?? 0) + GAP, (scores[at - 1] ?? 0) + GAP);
      if ((scores[at] ?? 0) > (scores[best] ?? 0)) best = at;
    }
  }
  if (best === 0) return undefined;
  const steps = traceBack(scores, width, best, quotedWords, story);
  const storyAt = steps.flatMap(({ story: index }) => (index === undefined ? [] : [index]));
  const span = { start: story[storyAt[0] ?? 0]?.start ?? 0, end: story[storyAt.at(-1) ?? 0]?.end ?? 0 };
  const matches = steps.filter((step) => step.quoted !== undefined && step.story !== undefined).length;
  return {
    span,
    verbatim: false,
    likeness: matches / quotedWords.length,
    differences: describe(addEnds(steps, quotedWords.length), quotedWords, quoted, story, text),
  };
}

function traceBack(
  scores: Int32Array,
  width: number,
  from: number,
  quotedWords: readonly Token[],
  story: readonly Token[],
): Step[] {
  const steps: Step[] = [];
  for (let at = from; (scores[at] ?? 0) > 0; ) {
    const quoted = Math.floor(at / width) - 1;
    const column = (at % width) - 1;
    const score = scores[at] ?? 0;
    const isMatch = quotedWords[quoted]?.lower === story[column]?.lower;
    if (isMatch && score === (scores[at - width - 1] ?? 0) + MATCH) {
      steps.push({ quoted, story: column });
      at -= width + 1;
    } else if (score === (scores[at - width] ?? 0) + GAP) {
      steps.push({ quoted });
      at -= width;
    } else {
      steps.push({ story: column });
      at -= 1;
    }
  }
  return steps.reverse();
}

/** The quoted words before and after the aligned ones are additions too. */
function addEnds(steps: readonly Step[], words: number): Step[] {
  const used = steps.flatMap(({ quoted }) => (quoted === undefined ? [] : [quoted]));
  const before = Array.from({ length: used[0] ?? 0 }, (_, quoted) => ({ quoted }));
  const after = Array.from({ length: words - 1 - (used.at(-1) ?? words - 1) }, (_, index) => ({
    quoted: (used.at(-1) ?? 0) + 1 + index,
  }));
  return [...before, ...steps, ...after];
}

/** The steps as stretches of text, each a slice from its first word to its last. */
function describe(
  steps: readonly Step[],
  quotedWords: readonly Token[],
  quoted: string,
  story: readonly Token[],
  text: string,
): Difference[] {
  const differences: Difference[] = [];
  for (let from = 0; from < steps.length; ) {
    const kind = kindOf(steps[from]);
    let to = from + 1;
    while (to < steps.length && kindOf(steps[to]) === kind) to += 1;
    const run = steps.slice(from, to);
    const [words, source, key] =
      kind === 'added' ? ([quotedWords, quoted, 'quoted'] as const) : ([story, text, 'story'] as const);
    const start = words[run[0]?.[key] ?? 0]?.start ?? 0;
    const end = words[run.at(-1)?.[key] ?? 0]?.end ?? 0;
    differences.push({ kind, text: source.slice(start, end) });
    from = to;
  }
  return differences;
}

function kindOf(step: Step | undefined): Difference['kind'] {
  if (step?.quoted === undefined) return 'missing';
  return step.story === undefined ? 'added' : 'same';
}
