import type { Headline } from '../headlines/choice.ts';
import type { Order } from './order.ts';

/** Where a post goes. `tag` (at most 25 characters) names its slot, a moment in Unix milliseconds. */
export interface PostTarget {
  readonly guild: string;
  readonly channel: string;
  /** Unique in the channel: a mark in the message's buttons, and with the guild its nonce. */
  readonly tag: string;
  readonly slot: number;
  /** The one role that the post mentions. */
  readonly role?: string | undefined;
}

/** A failure that will not mend by itself (no access, channel gone); `reason` is for admins. */
export interface Refusal {
  readonly kind: 'refused';
  readonly reason: string;
}

/** A failure after which nobody knows whether the message was posted; to be looked up before another attempt. */
export interface Unsettled {
  readonly kind: 'unsettled';
  readonly reason: string;
  /** How long Discord asks to wait. */
  readonly afterMs?: number;
}

export type PostResult =
  | { readonly kind: 'posted'; readonly message: string }
  /** Discord does not take this message; another one may be fine. */
  | { readonly kind: 'rejected'; readonly reason: string }
  | Refusal
  | Unsettled;

export type LookUp =
  | { readonly kind: 'found'; readonly message: string }
  | { readonly kind: 'absent' }
  | Refusal
  | Unsettled;

/** What people are told of an order that is paused. */
export type PausedOrder = Pick<Order, 'guild' | 'id' | 'channel' | 'since' | 'name' | 'remedy'>;

/** A feed of a server that cannot be read; `since` names this failure among others. */
export interface FailingFeed {
  readonly guild: string;
  readonly id: string;
  readonly title: string;
  readonly since: number;
}

/** What of a post its story's source has changed. */
export interface StoryCorrection {
  /** What does not stand in the story any more. */
  readonly gone: { readonly sentence: boolean; readonly quotation: boolean };
  /** The sentence that comes closest to what is gone. */
  readonly nowSays?: string | undefined;
  /** The title that the story has now; absent where it is the same. */
  readonly title?: string | undefined;
}

/** Of each story of a post that is corrected, by its id. */
export type Corrections = ReadonlyMap<string, StoryCorrection>;

/** Posts into channels. Nothing here throws for what Discord answers; a call comes to an end within its own timeout. */
export interface Announcer {
  /** Posts once, however often it is called within the minutes for which Discord remembers nonces. */
  post(target: PostTarget, headline: Headline): Promise<PostResult>;
  /** Looks in the channel's recent messages for the bot's own message with the tag. */
  find(target: PostTarget): Promise<LookUp>;
  /**
   * Edits a message that was posted as `headline`: what is gone is struck through. `refused` where that cannot be done,
   * `unsettled` where it may be later.
   */
  correct(
    target: PostTarget,
    message: string,
    headline: Headline,
    corrections: Corrections,
  ): Promise<'corrected' | 'refused' | 'unsettled'>;
  /** Tells the guild's people, in its system channel or else in the log, that an order is paused. Never rejects. */
  tellPaused(order: PausedOrder, reason: string): Promise<void>;
  /** Tells them that a feed which they follow has failed for long, or is gone. Never rejects. */
  tellFailing(feed: FailingFeed, reason: string): Promise<void>;
}
