import type { Range } from '../../english/grammar.ts';
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

/** A span with its place in the text. */
interface Placed extends LikelySpan {
  readonly start: number;
  readonly end: number;
}

/** The spans of a sentence that may be reported words, weighed against each other. */
export class SpanChoice {
  private readonly tokens: readonly Token[];
  private readonly likely: readonly Placed[];

  /** `tokens` are those of the sentence. */
  constructor(tokens: readonly Token[], likely: readonly LikelySpan[]) {
    this.tokens = tokens;
    this.likely = likely
      .toSorted((a, b) => b.probability - a.probability)
      .slice(0, MOST_SPANS)
      .map((span) => this.place(span));
  }

  /**
   * The whole phrases without overlap that are most likely right in sum (minimum Bayes risk): each counts with the
   * probability of all spans alike, less `LEAST_LIKELY`.
   */
  choose(): ChosenSpan[] {
    const spans = this.likely.map((span) => ({ ...span, ...this.weigh(span) }));
    const byEnd = Map.groupBy(spans, ({ to }) => to);
    const best = new Float64Array(this.tokens.length + 1);
    const last = new Map<number, ChosenSpan>();
    for (let to = 1; to <= this.tokens.length; to += 1) {
      best[to] = best[to - 1] ?? 0;
      for (const span of byEnd.get(to) ?? []) {
        const gain = (best[span.from] ?? 0) + span.alike - LEAST_LIKELY + EXACTNESS * span.probability;
        if (gain <= (best[to] ?? 0) || !isWhole(this.tokens, span)) continue;
        best[to] = gain;
        last.set(to, span);
      }
    }
    const chosen: ChosenSpan[] = [];
    for (let to = this.tokens.length; to > 0; ) {
      const span = last.get(to);
      if (span) chosen.unshift(span);
      to = span?.from ?? to - 1;
    }
    return chosen;
  }

  /** The likeliest whole phrases that overlap the range. */
  findNear(range: Range, most: number): ChosenSpan[] {
    return this.likely
      .filter((span) => span.from < range.to && range.from < span.to && isWhole(this.tokens, span))
      .slice(0, most)
      .map((span) => this.weigh(span));
  }

  /** Any range with the probability that it, or one alike, is right. */
  weigh(range: Range): ChosenSpan {
    const { start, end } = this.place({ ...range, probability: 0 });
    let [alike, probability] = [0, 0];
    for (const other of this.likely) {
      const shared = Math.min(end, other.end) - Math.max(start, other.start);
      const whole = Math.max(end, other.end) - Math.min(start, other.start);
      if (shared >= ALIKE * whole) alike += other.probability;
      if (other.from === range.from && other.to === range.to) probability += other.probability;
    }
    return { from: range.from, to: range.to, probability, alike };
  }

  private place(span: LikelySpan): Placed {
    return { ...span, start: this.tokens[span.from]?.start ?? 0, end: this.tokens[span.to - 1]?.end ?? 0 };
  }
}
