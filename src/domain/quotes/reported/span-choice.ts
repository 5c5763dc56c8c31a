import type { Token } from '../../english/tokens.ts';
import { isWhole } from './bounds.ts';
import type { LikelySpan } from './lattice.ts';

/** Spans that share this part of what they cover together say the same. */
const ALIKE = 0.6;

/** How likely a span and those alike must be to be shown: higher gives fewer and surer ones. */
const LEAST_LIKELY = 0.2;

/** How much the very bounds of a span count beside what it covers. */
const EXACTNESS = 0.1;

/** Spans weighed for a sentence; keeps the choice bounded where everything is possible. */
const MOST_SPANS = 300;

/** A chosen span, with the probability that it or one alike is right. */
export interface ChosenSpan extends LikelySpan {
  readonly alike: number;
}

interface Weighed extends ChosenSpan {
  readonly start: number;
  readonly end: number;
  readonly gain: number;
}

/**
 * The whole phrases without overlap that are most likely right in sum (minimum Bayes risk): each counts with the
 * probability of all spans alike, less `LEAST_LIKELY`. `tokens` are those of the sentence.
 */
export function chooseSpans(tokens: readonly Token[], likely: readonly LikelySpan[]): ChosenSpan[] {
  const spans = weigh(tokens, likely);
  const byEnd = Map.groupBy(spans, ({ to }) => to);
  const best = new Float64Array(tokens.length + 1);
  const last = new Map<number, Weighed>();
  for (let to = 1; to <= tokens.length; to += 1) {
    best[to] = best[to - 1] ?? 0;
    for (const span of byEnd.get(to) ?? []) {
      const gain = (best[span.from] ?? 0) + span.gain;
      if (gain <= (best[to] ?? 0) || !isWhole(tokens, span)) continue;
      best[to] = gain;
      last.set(to, span);
    }
  }
  const chosen: ChosenSpan[] = [];
  for (let to = tokens.length; to > 0; ) {
    const span = last.get(to);
    if (span) chosen.unshift(span);
    to = span?.from ?? to - 1;
  }
  return chosen;
}

function weigh(tokens: readonly Token[], likely: readonly LikelySpan[]): Weighed[] {
  const spans = likely
    .toSorted((a, b) => b.probability - a.probability)
    .slice(0, MOST_SPANS)
    .map((span) => ({ ...span, start: tokens[span.from]?.start ?? 0, end: tokens[span.to - 1]?.end ?? 0 }));
  return spans.map((span) => {
    let alike = 0;
    for (const other of spans) {
      const shared = Math.min(span.end, other.end) - Math.max(span.start, other.start);
      const whole = Math.max(span.end, other.end) - Math.min(span.start, other.start);
      if (shared >= ALIKE * whole) alike += other.probability;
    }
    return { ...span, alike, gain: alike - LEAST_LIKELY + EXACTNESS * span.probability };
  });
}
