import type { CitedSentence } from '../cited-sentence.ts';

/** What a model wrote for a member, as far as it may be shown. It is kept as JSON. */
export interface Written {
  /** The model's name. */
  readonly model: string;
  /** In reading order. */
  readonly sentences: readonly CitedSentence[];
  /** How many sentences were checked. */
  readonly checked: number;
  /** How many of those are not shown: they failed, or did not fit. */
  readonly dropped: number;
  /** How many of those dropped passed the check and did not fit the length. */
  readonly cut: number;
  /** What the member should know about it. */
  readonly note?: string;
}
