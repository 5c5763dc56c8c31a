/**
 * To be raised with every change by which the check, here or of a model's sentences, gives other verdicts: what a model
 * wrote is kept for 30 days, and is shown again only when it passed the check of this version.
 */
export const CHECK_VERSION = '9';

/** What a sentence gets wrong about the paragraphs that it cites. `support`: it is not about them, or its words are not in them. */
export type ProblemKind =
  | 'citation'
  | 'quotation'
  | 'speaker'
  | 'number'
  | 'name'
  | 'pronoun'
  | 'attribution'
  | 'support'
  | 'negation';

/** One thing that the cited text does not bear out. */
export interface Finding {
  readonly kind: ProblemKind;
  /** A plain sentence that says what to look at. */
  readonly detail: string;
}

/**
 * A finding with its weight. A `veto` is decided nearly without error and drops the sentence; a `doubt` is a weaker sign,
 * to be looked at by a judge where there is one.
 */
export interface Problem extends Finding {
  readonly severity: 'veto' | 'doubt';
  /** The sentence of the cited text that has most of the sentence's words; absent where none has any. */
  readonly nearest?: string;
}

/** The verdict on one sentence without a judge: supported when, and only when, there are no problems. */
export interface Grounding {
  readonly supported: boolean;
  readonly problems: readonly Problem[];
}
