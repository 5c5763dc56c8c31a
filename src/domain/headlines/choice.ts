import type { CitedSentence } from '../cited-sentence.ts';
import { fingerprint } from '../fingerprint.ts';
import type { Schedule } from '../schedule/schedule.ts';
import type { Scope, StoryArchive } from '../story/archive.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Story, StoryHead } from '../story/story.ts';
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
      readonly stories: readonly StoryHead[];
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

/** The beginning of a subject that names a story. */
const STORY = 'story:';

/** Stories that are older than so many newer ones count as neither new nor next in turn. */
const LOOKED_AT = 500;
/** Of how many stories, those shown longest ago first, the quotations are looked through for one not shown yet. */
const LOOKED_INTO = 40;

/** A quotation of fewer characters says little alone; a longer one is a passage. */
const QUOTATION_LENGTH = { shortest: 20, longest: 400 };

/** The list of what was shown that a schedule's posts go by: a digest has its own, others share their channel's. */
export function scopeOf({ id, channel, post }: Pick<Schedule, 'id' | 'channel' | 'post'>): string {
  return post === 'digest' ? `schedule:${id}` : `channel:${channel}`;
}

/** What the archive is asked for here. */
type Stories = Pick<StoryArchive, 'get' | 'newest'>;

/**
 * Chooses what to post of the guild's stories; `shown` is what the scope has shown (subject → slot). `latest` and `rotate`
 * take quotations that the channel has not seen as long as there are some, then the one seen longest ago; `rotate` takes
 * the newest story not seen, then the one seen longest ago among those that have an unseen quotation.
 */
export async function chooseHeadline(
  archive: Stories,
  schedule: Pick<Schedule, 'id' | 'guild' | 'channel' | 'post'>,
  shown: ReadonlyMap<string, number>,
): Promise<HeadlineChoice | NoHeadline> {
  const scope = scopeOf(schedule);
  const readers = { guild: schedule.guild };
  switch (schedule.post) {
    case 'latest':
    case 'rotate': {
      const story =
        schedule.post === 'latest'
          ? await newestStory(archive, readers)
          : await nextInTurn(archive, readers, shown);
      if (!story) return { reason: 'No story is stored.' };
      return { scope, ...presentStory(story, pickQuotation(story, shown)) };
    }
    case 'digest': {
      const { stories, total } = await archive.newest(readers, {}, { limit: LOOKED_AT });
      if (total === 0) return { reason: 'No story is stored.' };
      const fresh = stories.filter(({ id }) => !shown.has(storySubject(id)));
      if (fresh.length === 0) return { reason: 'Nothing is new since the last post.' };
      return { scope, ...presentDigest(fresh) };
    }
  }
}

/** The headline of a slot that was claimed before, from its subjects; `undefined` when its stories are gone. */
export async function recallHeadline(
  archive: Stories,
  { guild, post }: Pick<Schedule, 'guild' | 'post'>,
  subjects: readonly string[],
): Promise<Headline | undefined> {
  const ids = subjects.flatMap((subject) => readStorySubject(subject) ?? []);
  // A digest lists only the first ones; the others were counted.
  const named = await Promise.all(ids.slice(0, DIGEST_STORIES).map((id) => archive.get({ guild }, id)));
  const found = named.filter((story) => story !== undefined);
  const [story] = found;
  if (!story) return undefined;
  if (post === 'digest') {
    const unlisted = Math.max(0, ids.length - DIGEST_STORIES);
    return { kind: 'digest', stories: found, more: unlisted };
  }
  const quotation = quotable(story).find((one) => subjects.includes(quotationSubject(story, one)));
  return presentStory(story, quotation).headline;
}

/** What to post of a story that has just come in: with the first of its quotations that the channel has not seen. */
export function announceStory(story: Story, shown: ReadonlyMap<string, number>) {
  return presentStory(story, pickQuotation(story, shown));
}

/** What to post of many that came in at once, newest first. */
export function announceMany(stories: readonly StoryHead[]) {
  return presentDigest(stories);
}

async function newestStory(archive: Stories, readers: Scope): Promise<Story | undefined> {
  const { stories } = await archive.newest(readers, {}, { limit: 1 });
  return stories[0] && archive.get(readers, stories[0].id);
}

async function nextInTurn(
  archive: Stories,
  readers: Scope,
  shown: ReadonlyMap<string, number>,
): Promise<Story | undefined> {
  const { stories } = await archive.newest(readers, {}, { limit: LOOKED_AT });
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

function presentDigest(fresh: readonly StoryHead[]) {
  const listed = fresh.slice(0, DIGEST_STORIES);
  const headline: Headline = { kind: 'digest', stories: listed, more: fresh.length - listed.length };
  // Those not listed were counted, so they are not new the next time.
  return { headline, subjects: fresh.map(({ id }) => storySubject(id)) };
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

/** How the ledger names a story. */
export function storySubject(id: string): string {
  return `${STORY}${id}`;
}

function readStorySubject(subject: string): string | undefined {
  return subject.startsWith(STORY) ? subject.slice(STORY.length) : undefined;
}

function quotationSubject(story: Story, { text }: Quotation): string {
  return `quote:${story.id}:${fingerprint(text)}`;
}
