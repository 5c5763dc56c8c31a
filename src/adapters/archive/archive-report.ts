/** What is in an archive, and what is wrong with it. */
export interface ArchiveReport {
  readonly stories: number;
  readonly paragraphs: number;
  readonly quotations: number;
  /** Stories that could not be read, with the reason. */
  readonly unread: readonly { readonly story: string; readonly reason: string }[];
  /** Empty for a sound archive. */
  readonly faults: readonly string[];
}

/** How many unread stories and faults are told. */
export const MOST_TOLD = 100;
