import { type Headline, recallPost } from '../headlines/choice.ts';
import { storySubject } from '../headlines/subjects.ts';
import type { Corrections, StoryCorrection } from '../schedule/announcer.ts';
import type { SlotRow } from '../schedule/ledger.ts';
import { findOrder, type OrderSource } from '../schedule/order.ts';
import { slotTag } from '../schedule/schedule.ts';
import type { Story } from '../story/story.ts';
import { compareWithPost } from './compare-with-post.ts';
import { type Follow, SHARED } from './feed-book.ts';
import type { ArrivalPorts } from './post-arrivals.ts';

export type CorrectionPorts = OrderSource &
  Pick<ArrivalPorts, 'feeds' | 'ledger' | 'announcer' | 'serves' | 'clock' | 'log'>;

/** The list, in the ledger, of the posts that were corrected, each with the story of which. */
const CORRECTED = 'corrected';
/** Of the posts that a story has in a server, so many of the newest are looked at. */
const MOST_ROWS = 50;
/** How many changes of a feed are dealt with at a time. */
const MOST_CHANGES = 200;
/** A correction that Discord does not take for so long is given up. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;

/**
 * Corrects the posts of stories that their source has changed since they were looked at last. A post is held against the
 * version that it rests on, and edited once where its title, sentence or quotation does not stand any more; nothing is edited
 * for changes of blank space or marks. A change is dealt with, whatever happens in between, before its follow moves on.
 */
export async function correctPosts(ports: CorrectionPorts): Promise<void> {
  const waiting = (await ports.feeds.correcting()).filter(
    ({ guild }) => guild === SHARED || ports.serves(guild),
  );
  const byGuild = Map.groupBy(waiting, ({ guild }) => guild);
  await Promise.all([...byGuild.values()].map((follows) => dealWithAll(ports, follows)));
}

async function dealWithAll(ports: CorrectionPorts, follows: readonly Follow[]): Promise<void> {
  for (const follow of follows) {
    const { guild, feed } = follow;
    await dealWith(ports, follow).catch((err: unknown) =>
      ports.log.error({ err, guild, feed }, 'corrections put off'),
    );
  }
}

async function dealWith(ports: CorrectionPorts, { guild, id, feed, corrected }: Follow): Promise<void> {
  const { feeds, clock, log } = ports;
  for (const { story, changed } of await feeds.changes(feed, corrected, MOST_CHANGES)) {
    // What the operator follows is posted by no follow.
    const isDone = guild === SHARED || story === '' || (await correctStory(ports, guild, story));
    if (!isDone && clock.now() - changed < GIVE_UP_AFTER_MS) return;
    if (!isDone) log.warn({ guild, story }, 'a post could not be corrected');
    await feeds.advanceCorrected(guild, id, changed);
  }
}

/** False where Discord does not answer, so that it is to be tried again. */
async function correctStory(ports: CorrectionPorts, guild: string, story: string): Promise<boolean> {
  const now = await ports.archive.get({ guild }, story);
  if (!now) return true;
  const rows = await ports.ledger.list({ guild, subject: storySubject(story), limit: MOST_ROWS });
  let isDone = true;
  for (const row of rows) if (!(await correctPost(ports, row, now))) isDone = false;
  return isDone;
}

async function correctPost(ports: CorrectionPorts, row: SlotRow, now: Story): Promise<boolean> {
  const { ledger, announcer, clock } = ports;
  const { guild, schedule, slot, channel, message } = row;
  if (row.state !== 'posted' || !message) return true;
  const mark = `${message} ${now.id}`;
  if ((await ledger.shown(guild, CORRECTED, [mark])).has(mark)) return true;
  const order = await findOrder(ports, guild, schedule);
  const headline = await (order?.recall(row.subjects) ?? recallPost(ports.archive, guild, row.subjects));
  if (!headline) return true;
  const corrections = await compare(ports, guild, headline, now);
  if (!corrections.has(now.id)) return true;
  const target = { guild, channel, slot, tag: slotTag(schedule, slot) };
  const result = await announcer.correct(target, message, headline, corrections);
  if (result === 'unsettled') return false;
  // Noted after: a crash in between edits the post a second time, to the same.
  await ledger.show(guild, CORRECTED, [mark], clock.now());
  return true;
}

/** What of a post does not stand any more; of a list all that was ever corrected, since an edit replaces the whole. */
async function compare(
  { archive }: CorrectionPorts,
  guild: string,
  headline: Headline,
  now: Story,
): Promise<Corrections> {
  const corrections = new Map<string, StoryCorrection>();
  const posted = headline.kind === 'story' ? [headline.story] : headline.stories;
  for (const before of posted) {
    const fresh = before.id === now.id ? now : await archive.get({ guild }, before.id);
    const shown = headline.kind === 'story' ? headline : { story: before };
    const correction = fresh && compareWithPost(shown, fresh);
    if (correction) corrections.set(before.id, correction);
  }
  return corrections;
}
