/**
 * To be raised with every change by which the check, here or of a model's sentences, gives other verdicts: what a model
 * wrote is kept for 30 days, and is shown again only when it passed the check of this version.
 */
export const CHECK_VERSION = '2';

/** What a sentence gets wrong about the paragraphs that it cites. `support`: its words are not in them. */
export type ProblemKind =
  | 'citation'
  | 'quotation'
  | 'speaker'
  | 'number'
  | 'name'
  | 'relation'
  | 'polarity'
  | 'modality'
  | 'comparison'
  | 'support';

/** One thing that the cited text does not bear out; `detail` is a plain sentence for a log or a repair prompt. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly detail: string;
}

/** The verdict on one sentence: supported when, and only when, there are no problems. */
export interface Grounding {
  readonly supported: boolean;
  readonly problems: readonly Problem[];
}
