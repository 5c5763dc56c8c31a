import type { CitedSentence } from '../cited-sentence.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Quotation } from '../quotes/quotation.ts';
import { quotationsOf } from '../quotes/story-quotations.ts';
import type { PostKind, Schedule } from '../schedule/schedule.ts';
import type { Story } from '../story/story.ts';
import { summarizeExtractively } from '../summary/extract.ts';

/** What a post says about one story, all of it the story's own words, or which stories are new. */
export type Headline =
  | {
      readonly kind: 'story';
      readonly story: Story;
      readonly sentence?: CitedSentence;
      readonly quotation?: Quotation;
    }
  | {
      readonly kind: 'digest';
      /** Newest first, at most DIGEST_STORIES. */
      readonly stories: readonly Story[];
      /** How many new stories are not listed. */
      readonly more: number;
    };

/** A headline with what the ledger remembers of it: its subjects, in the list that `scope` names. */
export interface HeadlineChoice {
  readonly headline: Headline;
  readonly scope: string;
  readonly subjects: readonly string[];
}

/** Nothing to post, and why. */
export interface NoHeadline {
  readonly reason: string;
}

/** The most stories that a digest lists. */
export const DIGEST_STORIES = 8;

/** A quotation of fewer characters says little alone; a longer one is a passage. */
const QUOTATION_LENGTH = { shortest: 20, longest: 400 };

/** The list of what was shown that a schedule's posts go by: a digest has its own, others share their channel's. */
export function scopeOf({ id, channel, post }: Pick<Schedule, 'id' | 'channel' | 'post'>): string {
  return post === 'digest' ? `schedule:${id}` : `channel:${channel}`;
}

/**
 * Chooses what to post. `stories` are newest first; `shown` is what the scope has shown (subject → slot).
 * `latest` and `rotate` take quotations that the channel has not seen as long as there are some, then the one seen
 * longest ago; `rotate` takes the story seen longest ago among those that have one.
 */
export function chooseHeadline(
  schedule: Pick<Schedule, 'id' | 'channel' | 'post'>,
  stories: readonly Story[],
  shown: ReadonlyMap<string, number>,
): HeadlineChoice | NoHeadline {
  const scope = scopeOf(schedule);
  const [newest] = stories;
  if (!newest) return { reason: 'No story is stored.' };
  switch (schedule.post) {
    case 'latest':
      return { scope, ...presentStory(newest, pickQuotation(newest, shown)) };
    case 'rotate': {
      const story = pickStory(stories, shown) ?? newest;
      return { scope, ...presentStory(story, pickQuotation(story, shown)) };
    }
    case 'digest': {
      const fresh = stories.filter(({ id }) => !shown.has(storySubject(id)));
      if (fresh.length === 0) return { reason: 'Nothing is new since the last post.' };
      return { scope, ...presentDigest(fresh) };
    }
  }
}

/** The headline of a slot that was claimed before, from its subjects; `undefined` when its stories are gone. */
export function recallHeadline(
  post: PostKind,
  subjects: readonly string[],
  stories: readonly Story[],
): Headline | undefined {
  const named = new Set(subjects);
  const found = stories.filter(({ id }) => named.has(storySubject(id)));
  const [story] = found;
  if (!story) return undefined;
  if (post === 'digest') return presentDigest(found).headline;
  const quotation = quotable(story).find((one) => named.has(quotationSubject(story, one)));
  return presentStory(story, quotation).headline;
}

function presentStory(story: Story, quotation: Quotation | undefined) {
  const sentence = summarizeExtractively(story, { length: 'brief' }).find(({ shortened }) => !shortened);
  const headline: Headline = {
    kind: 'story',
    story,
    ...(sentence ? { sentence } : {}),
    ...(quotation ? { quotation } : {}),
  };
  const subjects = [storySubject(story.id), ...(quotation ? [quotationSubject(story, quotation)] : [])];
  return { headline, subjects };
}

function presentDigest(fresh: readonly Story[]) {
  const listed = fresh.slice(0, DIGEST_STORIES);
  const headline: Headline = { kind: 'digest', stories: listed, more: fresh.length - listed.length };
  // Those not listed were counted, so they are not new the next time.
  return { headline, subjects: fresh.map(({ id }) => storySubject(id)) };
}

function pickStory(stories: readonly Story[], shown: ReadonlyMap<string, number>): Story | undefined {
  const unseen = stories.filter((story) => hasUnseen(story, shown));
  return longestAgo(unseen.length > 0 ? unseen : stories, ({ id }) => shown.get(storySubject(id)));
}

function hasUnseen(story: Story, shown: ReadonlyMap<string, number>): boolean {
  const quotations = quotable(story);
  return quotations.length === 0
    ? !shown.has(storySubject(story.id))
    : quotations.some((quotation) => !shown.has(quotationSubject(story, quotation)));
}

function pickQuotation(story: Story, shown: ReadonlyMap<string, number>): Quotation | undefined {
  return longestAgo(quotable(story), (quotation) => shown.get(quotationSubject(story, quotation)));
}

/** The first item never shown, or else the one shown longest ago. */
function longestAgo<T>(items: readonly T[], shownAt: (item: T) => number | undefined): T | undefined {
  const [first] = items
    .map((item) => ({ item, at: shownAt(item) ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  return first?.item;
}

/** Quotations that stand well alone: somebody's own words, of a fair length. */
function quotable(story: Story): Quotation[] {
  return quotationsOf(story).filter(
    ({ kind, speaker, text }) =>
      kind === 'direct' &&
      speaker !== null &&
      text.length >= QUOTATION_LENGTH.shortest &&
      text.length <= QUOTATION_LENGTH.longest,
  );
}

function storySubject(id: string): string {
  return `story:${id}`;
}

function quotationSubject(story: Story, { text }: Quotation): string {
  return `quote:${story.id}:${fingerprint(text)}`;
}
