import type { Span } from './span.ts';

/** `direct`: the words stand between quotation marks; `indirect`: reported speech without marks. */
export type QuotationKind = 'direct' | 'indirect';

/**
 * One run of quoted or reported words: always exactly `text.slice(start, end)`, marks excluded.
 * A quotation that its cue interrupts is one item a run.
 */
export interface Quotation extends Span {
  readonly text: string;
  readonly kind: QuotationKind;
  /** As the story names them, resolved to the fullest form ("Sergei Ryabkov"); `null` when it is not plain. */
  readonly speaker: string | null;
  /** The speaker's role where the story states one ("Russian Deputy Foreign Minister"). */
  readonly role?: string;
  /** What the attribution rests on ("said", "according to"); `null` when nothing does. */
  readonly cue: string | null;
  /** Number of the paragraph it stands in, from 1. */
  readonly paragraph: number;
  /** The story's whole sentence that it stands in, with its cue; a marked run of several sentences counts as part of one. */
  readonly sentence: Span;
  /** Whether a reader may see it: direct speech always, reported speech where it surely is a statement of the speaker. */
  readonly shown: boolean;
}
