/** How a text limits a number: "more than" (above), "up to" (below), "almost" (nearly), "some" (about), "dozens" (vague). */
export type Bound = 'exact' | 'above' | 'below' | 'nearly' | 'about' | 'vague';

export type QuantityKind =
  | 'count'
  | 'money'
  | 'share'
  | 'year'
  | 'decade'
  | 'ordinal'
  | 'times'
  | 'clock'
  | 'month'
  | 'weekday';

/** A number that a text states. Shares are of 1 ("32%" is 0.32), months and weekdays count from 1. */
export interface Quantity {
  readonly value: number;
  readonly kind: QuantityKind;
  readonly bound: Bound;
  /** The power of ten of its last stated digit: 1e5 for "1.1 million". A rounded number has a large one. */
  readonly step: number;
  /** Index of its first word, and of the one after its last. */
  readonly from: number;
  readonly to: number;
}

/** What is read of a number before its unit and its limits are. */
export interface StatedNumber {
  readonly value: number;
  readonly to: number;
  readonly step?: number;
  readonly kind?: QuantityKind;
  readonly bound?: Bound;
}
