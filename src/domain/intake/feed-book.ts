import type { RepeatedFields } from './item-identity.ts';
import type { PollState } from './poll-plan.ts';

/** The owner of what the operator follows for every server. */
export const SHARED = '';

/** A feed that somebody follows, whoever they are: it is polled once for all of them. */
export interface Feed extends PollState {
  /** Its address: what it is known by. */
  readonly url: string;
  readonly title: string;
  readonly site?: string | undefined;
  readonly language?: string | undefined;
  /** What the server named its last answer by, for conditional requests. */
  readonly etag?: string | undefined;
  readonly modified?: string | undefined;
  readonly repeated: RepeatedFields;
  /** Unix milliseconds of the last poll that brought the feed, or found it unchanged; absent before the first. */
  readonly readAt?: number | undefined;
  /** The newest `changed` of its arrivals; absent before any. */
  readonly lastChange?: number | undefined;
}

export type FeedPosts = 'each' | 'digest' | 'none';

/** What a server, or for `SHARED` the operator, wants of a feed. */
export interface Follow {
  readonly guild: string;
  /** Unique in its guild. */
  readonly id: string;
  readonly feed: string;
  readonly post: FeedPosts;
  /** Where it is posted: a channel, a thread or a forum; absent where nothing is. */
  readonly channel?: string | undefined;
  /** The filter as it was written; empty for none. */
  readonly only: string;
  /** The one role that a post mentions. */
  readonly role?: string | undefined;
  /** Whether the linked pages are read where the feed gives only a teaser. */
  readonly readsPages: boolean;
  /** Arrivals up to this one are dealt with. */
  readonly cursor: number;
  /** Changes up to this one are dealt with: what was posted of them is corrected. */
  readonly corrected: number;
  readonly paused?: { readonly reason: string; readonly at: number } | undefined;
}

/** A story that a feed brought. */
export interface Arrival {
  readonly feed: string;
  readonly identity: string;
  /** What its feed calls it by. */
  readonly guid?: string | undefined;
  /** When it arrived, in Unix milliseconds, made unique in its feed: it names the arrival there. */
  readonly at: number;
  /** The story's id in the archive, the same for every owner; empty where it was not stored, as an old item of a new feed. */
  readonly story: string;
  readonly title: string;
  readonly url?: string | undefined;
  readonly tags: readonly string[];
  /** Of its present version. */
  readonly content: string;
  readonly isTeaser: boolean;
  /** Its source has deleted it, and not shown it again. */
  readonly isWithdrawn: boolean;
  /** When its page was last looked for, after the feed had left it out, in Unix milliseconds; 0 for never. */
  readonly sought: number;
  /** When its source last changed or deleted it, made unique in its feed as `at` is; 0 for never. */
  readonly changed: number;
}

/** What a poll changes of a feed's arrivals. */
export interface PollRecord {
  readonly feed: Feed;
  readonly arrived: readonly Arrival[];
  /** Known arrivals whose text changed, that were deleted, or are there again. */
  readonly changed: readonly Arrival[];
  /** The identities of those whose pages were looked for and are there. */
  readonly sought: readonly string[];
  /** The identities of all that the feed held, so that those it still shows are not forgotten. */
  readonly held: readonly string[];
}

/** The durable record of feeds, of who follows them and of what they brought. Each method is atomic; faults are StoreErrors. */
export interface FeedBook {
  /** Feeds to be polled at `now`, the longest due first; only those that somebody follows. */
  due(now: number, limit: number): Promise<readonly Feed[]>;
  /** When the next feed is due; `undefined` for never. */
  nextDue(): Promise<number | undefined>;
  feed(url: string): Promise<Feed | undefined>;
  /** Stores a feed that is new, and leaves one that is known as it is. */
  enter(feed: Feed): Promise<void>;
  save(feed: Feed): Promise<void>;
  /** Takes a feed to its new address, with all that follows it; onto a feed that is there already. */
  move(from: string, to: string): Promise<void>;
  record(poll: PollRecord, now: number): Promise<void>;

  /** Those who follow a feed; a feed that nobody follows is forgotten with the next `prune`. */
  followers(feed: string): Promise<readonly Follow[]>;
  /** A guild's, in the order in which they were made. */
  follows(guild: string): Promise<readonly Follow[]>;
  follow(guild: string, id: string): Promise<Follow | undefined>;
  /** Those with arrivals to deal with. */
  waiting(): Promise<readonly Follow[]>;
  putFollow(follow: Follow): Promise<void>;
  /** False where it was not there. */
  dropFollow(guild: string, id: string): Promise<boolean>;
  /** Moves the cursor on, never back. */
  advance(guild: string, id: string, cursor: number): Promise<void>;
  /** Those with changes to deal with. */
  correcting(): Promise<readonly Follow[]>;
  /** As `advance`, for changes. */
  advanceCorrected(guild: string, id: string, corrected: number): Promise<void>;

  /** What is known of these identities of a feed. */
  known(feed: string, identities: readonly string[]): Promise<ReadonlyMap<string, Arrival>>;
  /** What is known of those that a feed calls by one of `guids`. */
  named(feed: string, guids: readonly string[]): Promise<readonly Arrival[]>;
  /**
   * Whether another feed than this one, which somebody follows, brought the story and has not deleted it; with `page`, from
   * another page than that.
   */
  isElsewhere(story: string, feed: string, page?: string): Promise<boolean>;
  /** The guilds that follow a feed which brought the story, each once. */
  owners(story: string): Promise<readonly string[]>;
  /** An arrival of another feed with the same title and text. */
  alike(content: string): Promise<Arrival | undefined>;
  /** A feed's arrivals after a moment, oldest first. */
  arrivals(feed: string, after: number, limit: number): Promise<readonly Arrival[]>;
  /** A feed's arrivals that changed after a moment, in the order in which they did. */
  changes(feed: string, after: number, limit: number): Promise<readonly Arrival[]>;
  /** A feed's newest arrivals, newest first. */
  latest(feed: string, limit: number): Promise<readonly Arrival[]>;
  arrival(feed: string, at: number): Promise<Arrival | undefined>;
  /** Forgets arrivals that their feed has not held since `before`, and feeds that nobody follows. */
  prune(before: number): Promise<void>;
}
