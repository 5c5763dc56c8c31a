import type { CitedSentence } from '../cited-sentence.ts';
import type { Scope, StoryArchive } from '../story/archive.ts';
import type { Quotation } from '../story/quotation.ts';
import { publishedAt, type Story, type StoryHead } from '../story/story.ts';
import { summarizeExtractively } from '../summary/extract.ts';
import { quotationSubject, readVersionSubject, storiesOf, storySubject, versionSubject } from './subjects.ts';

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
      readonly stories: readonly StoryHead[];
      /** How many more are new, which are for the next one. */
      readonly more: number;
    };

/** A headline about one story. */
export type StoryHeadline = Extract<Headline, { kind: 'story' }>;

/** A headline with what the ledger remembers of it: its subjects, in the list that `scope` names. */
export interface HeadlineChoice {
  readonly headline: Headline;
  readonly scope: string;
  readonly subjects: readonly string[];
}

/** `latest`: the newest story; `rotate`: the stories in turn; `digest`: what is new since the last post. */
export const POST_KINDS = ['latest', 'rotate', 'digest'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** Where headlines are posted, which, and from which moment (Unix milliseconds) stories are new there. */
export interface HeadlineOrder {
  readonly guild: string;
  readonly channel: string;
  readonly post: PostKind;
  readonly since: number;
}

/** Nothing to post, and why. */
export interface NoHeadline {
  readonly reason: string;
}

const NOTHING_NEW: NoHeadline = { reason: 'Nothing is new since the last post.' };

/** The most stories that a digest lists. */
export const DIGEST_STORIES = 8;

/** Stories that are older than so many newer ones count as neither new nor next in turn. */
const LOOKED_AT = 500;
/** Of how many stories, those shown longest ago first, the quotations are looked through for one not shown yet. */
const LOOKED_INTO = 40;

/** A quotation of fewer characters says little alone; a longer one is a passage. */
const QUOTATION_LENGTH = { shortest: 20, longest: 400 };

/** The list of what was shown that posts go by: one for a channel, whoever posts there. */
export function scopeOf({ channel }: Pick<HeadlineOrder, 'channel'>): string {
  return `channel:${channel}`;
}

/** What the archive is asked for here. */
type Stories = Pick<StoryArchive, 'get' | 'newest'>;

/**
 * Chooses what to post of the guild's stories; `shown` is what the scope has shown (subject → slot). `latest` takes the
 * newest story of those that came since the schedule was made, or the newest of all, that the channel has not seen;
 * `rotate` the newest story not seen, then the one seen longest ago among those that have an unseen quotation, then that
 * one's quotation seen longest ago. What its source has deleted is not posted. A digest longer than its limit goes on in the next one.
 */
export async function chooseHeadline(
  archive: Stories,
  order: HeadlineOrder,
  shown: ReadonlyMap<string, number>,
): Promise<HeadlineChoice | NoHeadline> {
  const scope = scopeOf(order);
  const readers = { guild: order.guild };
  const page = await archive.newest(readers, {}, { limit: LOOKED_AT });
  const stories = page.stories.filter(({ withdrawn }) => withdrawn === undefined);
  if (stories.length === 0) return { reason: 'No story is stored.' };
  if (order.post === 'digest') {
    const fresh = stories.filter(({ id }) => !shown.has(storySubject(id)));
    if (fresh.length === 0) return NOTHING_NEW;
    return { scope, ...presentDigest(fresh, order.since, shown.size === 0) };
  }
  const story =
    order.post === 'latest'
      ? await newestUnseen(archive, readers, stories, shown, order.since)
      : await nextInTurn(archive, readers, stories, shown);
  if (!story) return NOTHING_NEW;
  return { scope, ...presentStory(story, pickQuotation(story, shown)) };
}

/**
 * The headline of a slot that was claimed before, from its subjects, of the versions of that time; `undefined` when its
 * stories are gone.
 */
export async function recallHeadline(
  archive: Stories,
  { guild, post, since }: Pick<HeadlineOrder, 'guild' | 'post'> & Partial<Pick<HeadlineOrder, 'since'>>,
  subjects: readonly string[],
): Promise<Headline | undefined> {
  const ids = storiesOf(subjects);
  const versions = new Map(subjects.flatMap((subject) => readVersionSubject(subject) ?? []));
  const recall = async (id: string) => {
    const version = versions.get(id);
    const posted = version === undefined ? undefined : await archive.get({ guild }, id, version);
    return posted ?? archive.get({ guild }, id);
  };
  // A digest lists only the first ones.
  const named = await Promise.all(ids.slice(0, DIGEST_STORIES).map(recall));
  const found = named.filter((story) => story !== undefined);
  const [story] = found;
  if (!story) return undefined;
  if (post === 'digest') {
    // A schedule's subjects beyond them are what was there before it; what came in at once is all new.
    const more = since === undefined ? Math.max(0, ids.length - DIGEST_STORIES) : 0;
    return { kind: 'digest', stories: found, more };
  }
  const quotation = quotable(story).find((one) => subjects.includes(quotationSubject(story, one)));
  return presentStory(story, quotation).headline;
}

/** The same, where nothing but the subjects tells what kind of a post it was. */
export function recallPost(
  archive: Stories,
  guild: string,
  subjects: readonly string[],
): Promise<Headline | undefined> {
  const post = storiesOf(subjects).length > 1 ? 'digest' : 'latest';
  return recallHeadline(archive, { guild, post }, subjects);
}

/** What to post of a story that has just come in: with the first of its quotations that the channel has not seen. */
export function announceStory(story: Story, shown: ReadonlyMap<string, number>) {
  return presentStory(story, pickQuotation(story, shown));
}

/** What to post of many that came in at once, newest first. */
export function announceMany(stories: readonly StoryHead[]) {
  const listed = stories.slice(0, DIGEST_STORIES);
  const headline: Headline = { kind: 'digest', stories: listed, more: stories.length - listed.length };
  return {
    headline,
    subjects: [...stories.map(({ id }) => storySubject(id)), ...listed.map(versionSubject)],
  };
}

async function newestUnseen(
  archive: Stories,
  readers: Scope,
  stories: readonly StoryHead[],
  shown: ReadonlyMap<string, number>,
  since: number,
): Promise<Story | undefined> {
  const next = stories.find((story, index) => {
    const isNew = index === 0 || (publishedAt(story) ?? Number.NEGATIVE_INFINITY) >= since;
    return isNew && !shown.has(storySubject(story.id));
  });
  return next && archive.get(readers, next.id);
}

async function nextInTurn(
  archive: Stories,
  readers: Scope,
  stories: readonly StoryHead[],
  shown: ReadonlyMap<string, number>,
): Promise<Story | undefined> {
  const byTurn = stories
    .map(({ id }) => ({ id, at: shown.get(storySubject(id)) ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => (a.at === b.at ? 0 : a.at - b.at));
  for (const { id } of byTurn.slice(0, LOOKED_INTO)) {
    const story = await archive.get(readers, id);
    if (story && hasUnseen(story, shown)) return story;
  }
  return byTurn[0] && archive.get(readers, byTurn[0].id);
}

function presentStory(story: Story, quotation: Quotation | undefined) {
  // A brief summary cuts a long opening; a post shows one sentence, whole.
  const sentence = summarizeExtractively(story, { length: 'standard' }).find(({ shortened }) => !shortened);
  const headline: Headline = {
    kind: 'story',
    story,
    ...(sentence ? { sentence } : {}),
    ...(quotation ? { quotation } : {}),
  };
  const subjects = [
    ...[storySubject(story.id), versionSubject(story)],
    ...(quotation ? [quotationSubject(story, quotation)] : []),
  ];
  return { headline, subjects };
}

/**
 * The first ones; the others are for the next digest. What was there before the schedule was made is not news: the first
 * digest counts it as shown.
 */
function presentDigest(fresh: readonly StoryHead[], since: number, isFirst: boolean) {
  const listed = fresh.slice(0, DIGEST_STORIES);
  const isOld = (story: StoryHead): boolean => {
    const at = publishedAt(story);
    return at === undefined ? isFirst : at < since;
  };
  const old = fresh.slice(DIGEST_STORIES).filter(isOld);
  const headline: Headline = {
    kind: 'digest',
    stories: listed,
    more: fresh.length - listed.length - old.length,
  };
  const subjects = [...[...listed, ...old].map(({ id }) => storySubject(id)), ...listed.map(versionSubject)];
  return { headline, subjects };
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
  return story.quotations.filter(
    ({ kind, speaker, text }) =>
      kind === 'direct' &&
      speaker !== null &&
      text.length >= QUOTATION_LENGTH.shortest &&
      text.length <= QUOTATION_LENGTH.longest,
  );
}
