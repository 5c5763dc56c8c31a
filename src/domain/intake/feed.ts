/** A feed as it was read: plain text, clean addresses, and nothing of it trusted. */
export interface FeedDocument {
  readonly title: string;
  /** The page that the feed is of. */
  readonly site?: string | undefined;
  readonly language?: string | undefined;
  /** How long the feed asks not to be read again. */
  readonly ttlMinutes?: number | undefined;
  /** In the feed's order, which is mostly newest first. */
  readonly items: readonly FeedItem[];
  /** What the feed says it has deleted. */
  readonly deleted: readonly DeletedItem[];
}

/** An item that its source has deleted. */
export interface DeletedItem {
  /** What the feed called it by. */
  readonly guid: string;
  /** When, as an ISO date or date and time, where the feed says. */
  readonly at?: string | undefined;
}

export interface FeedItem {
  /** What the feed calls the item by. */
  readonly guid?: string | undefined;
  readonly url?: string | undefined;
  readonly title: string;
  readonly author?: string | undefined;
  /** ISO date, or date and time in UTC. */
  readonly published?: string | undefined;
  readonly tags: readonly string[];
  /** Paragraphs separated by blank lines; empty where the item has none. */
  readonly text: string;
  /** The text only announces the story. */
  readonly isTeaser: boolean;
}
