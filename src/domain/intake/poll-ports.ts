import type { Clock, Log, Meter } from '../ports.ts';
import type { Article } from './article.ts';
import type { DocumentReader } from './documents.ts';
import type { FeedBook } from './feed-book.ts';
import type { Fetcher } from './fetching.ts';
import type { StoryIntake } from './story-intake.ts';

/** What polling takes from outside. */
export interface PollPorts {
  readonly book: FeedBook;
  readonly fetcher: Fetcher;
  readonly reader: DocumentReader;
  readonly stories: StoryIntake;
  /** Reads an item's page, where that is allowed; `undefined` where it is not, or holds no story. */
  readPage(url: string): Promise<Article | undefined>;
  /** Whether the site says that an item's page is there no more; false where it may not be asked, or does not say. */
  isPageGone(url: string): Promise<boolean>;
  readonly clock: Clock;
  readonly log: Log;
  /** Nobody measures without. */
  readonly meter?: Meter | undefined;
  /** Between two polls of a feed. */
  readonly everyMs: number;
  /** From 0 to 1. */
  random(): number;
}
