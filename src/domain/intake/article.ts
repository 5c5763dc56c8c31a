/** A story as a page or a feed's item gives it, cleaned: plain text throughout, nothing of it trusted. */
export interface Article {
  readonly title: string;
  readonly dek?: string | undefined;
  readonly author?: string | undefined;
  readonly outlet?: string | undefined;
  /** ISO date, or date and time in UTC. */
  readonly published?: string | undefined;
  /** Where it is to be read; cleaned. */
  readonly url?: string | undefined;
  /** BCP 47. */
  readonly language?: string | undefined;
  readonly tags: readonly string[];
  /** Paragraphs separated by blank lines, each one line. */
  readonly text: string;
  /** The text only announces the story. */
  readonly isTeaser?: boolean | undefined;
}

/** The longest that is kept of each field, in UTF-16 units; a story file may hold as much. */
export const LONGEST = { title: 300, dek: 1000, author: 200, outlet: 100, tag: 50 } as const;
