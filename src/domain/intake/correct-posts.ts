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
import { sharedName } from './take-article.ts';

export type CorrectionPorts = OrderSource &
  Pick<ArrivalPorts, 'feeds' | 'ledger' | 'announcer' | 'serves' | 'clock' | 'log'>;

/** The list, in the ledger, of what was said in posts that were edited, by post and story. */
const CORRECTED = 'corrected';
/** Of the posts that a story has in a server, so many of the newest are looked at. */
const MOST_ROWS = 50;
/** How many changes of a feed are dealt with at a time. */
const MOST_CHANGES = 200;
/** Any guild of the first shard. */
const FIRST_SHARD = '0';
/** A correction that Discord does not take for so long is given up. */
const GIVE_UP_AFTER_MS = 24 * 60 * 60_000;

/**
 * Corrects the posts of stories that their source has changed or deleted since they were looked at last. A post is held
 * against the version that it rests on, and edited once where its title, sentence or quotation does not stand any more, once
 * where the story is withdrawn, and once where it is there again; nothing is edited for changes of blank space or marks. A
 * change is dealt with, whatever happens in between, before its follow moves on.
 */
export async function correctPosts(ports: CorrectionPorts): Promise<void> {
  // What the operator follows is dealt with by one process for all servers, as if it were a server of its own.
  const waiting = (await ports.feeds.correcting()).filter(({ guild }) => ports.serves(guild || FIRST_SHARD));
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

async function dealWith(ports: CorrectionPorts, follow: Follow): Promise<void> {
  const { feeds, clock, log } = ports;
  const { guild, id, feed, cursor, corrected } = follow;
  for (const { story, at, changed } of await feeds.changes(feed, corrected, MOST_CHANGES)) {
    // Its post may be about to be made of what the story was before.
    if (at > cursor) return;
    const isDone = story === '' || (await correctStory(ports, follow, story));
    if (!isDone && clock.now() - changed < GIVE_UP_AFTER_MS) return;
    if (!isDone) log.warn({ guild, story }, 'a post could not be corrected');
    await feeds.advanceCorrected(guild, id, changed);
  }
}

/** False where Discord does not answer, so that it is to be tried again. */
async function correctStory(ports: CorrectionPorts, follow: Follow, story: string): Promise<boolean> {
  if (follow.guild !== SHARED) return correctIn(ports, follow.guild, story);
  // Servers that follow the feed themselves correct their posts by their own follow.
  const followers = new Set((await ports.feeds.followers(follow.feed)).map(({ guild }) => guild));
  let isDone = true;
  for (const guild of await ports.ledger.guilds()) {
    if (followers.has(guild)) continue;
    for (const id of [story, sharedName(story)]) if (!(await correctIn(ports, guild, id))) isDone = false;
  }
  return isDone;
}

async function correctIn(ports: CorrectionPorts, guild: string, story: string): Promise<boolean> {
  const rows = await ports.ledger.list({ guild, subject: storySubject(story), limit: MOST_ROWS });
  const now = rows.length > 0 ? await ports.archive.get({ guild }, story) : undefined;
  if (!now) return true;
  let isDone = true;
  for (const row of rows) if (!(await correctPost(ports, row, now))) isDone = false;
  return isDone;
}

async function correctPost(ports: CorrectionPorts, row: SlotRow, now: Story): Promise<boolean> {
  const { ledger, announcer, clock } = ports;
  const { guild, schedule, slot, channel, message } = row;
  // What is being posted may rest on the version before: it is looked at once that has come to its end.
  if (row.state === 'claimed') return false;
  if (row.state !== 'posted' || !message) return true;
  const order = await findOrder(ports, guild, schedule);
  const headline = await (order?.recall(row.subjects) ?? recallPost(ports.archive, guild, row.subjects));
  if (!headline) return true;
  const corrections = await compare(ports, guild, headline, now);
  const edits = namesOfEdits(message, now.id);
  const said = await ledger.shown(guild, CORRECTED, Object.values(edits));
  const news = [
    ...(corrections.has(now.id) && !said.has(edits.corrected) ? [edits.corrected] : []),
    ...withdrawalNews(edits, said, now),
  ];
  if (news.length === 0) return true;
  const target = { guild, channel, slot, tag: slotTag(schedule, slot) };
  const result = await announcer.correct(target, message, headline, corrections);
  if (result === 'unsettled') return false;
  // Noted after: a crash in between edits the post a second time, to the same.
  await ledger.show(guild, CORRECTED, news, Math.max(clock.now(), ...[...said.values()].map((at) => at + 1)));
  return true;
}

/** What the ledger knows the edits of a post by that say something of one of its stories. */
function namesOfEdits(message: string, story: string) {
  const corrected = `${message} ${story}`;
  return { corrected, withdrawn: `${corrected} withdrawn`, returned: `${corrected} returned` };
}

/** The edit, if any, that says that the story is withdrawn, or no longer; the later one of the two stands. */
function withdrawalNews(
  { withdrawn, returned }: ReturnType<typeof namesOfEdits>,
  said: ReadonlyMap<string, number>,
  story: Story,
): string[] {
  const stands = (said.get(withdrawn) ?? -1) > (said.get(returned) ?? -1);
  if ((story.withdrawn !== undefined) === stands) return [];
  return [stands ? returned : withdrawn];
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
