import type { QuotationCandidate, RankedPassage, Scope } from './archive.ts';

/** Where what is looked for may be: in one story, or in the newest ones and those of `also`. */
export interface MeaningQuery {
  /** Any text. */
  readonly query: string;
  readonly scope: Scope;
  readonly story?: string | undefined;
  readonly also?: readonly string[] | undefined;
}

/** Finds by meaning. Nearest first; empty where nothing stands out, and where the meaning is not to be had in time. */
export interface MeaningSearch {
  passages(query: MeaningQuery): Promise<readonly Omit<RankedPassage, 'score'>[]>;
  quotations(
    query: MeaningQuery & {
      readonly speakers?: readonly string[] | undefined;
      readonly direct?: boolean | undefined;
    },
  ): Promise<readonly QuotationCandidate[]>;
}
