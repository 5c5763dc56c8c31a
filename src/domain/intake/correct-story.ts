/* The posts that one server has of one story, held against the story as it is now. */
import { type Headline, recallPost } from '../headlines/choice.ts';
import { storySubject } from '../headlines/subjects.ts';
import type { Corrections, StoryCorrection } from '../schedule/announcer.ts';
import type { SlotRow } from '../schedule/ledger.ts';
import { findOrder, type OrderSource } from '../schedule/order.ts';
import { slotTag } from '../schedule/schedule.ts';
import type { Story } from '../story/story.ts';
import { compareWithPost } from './compare-with-post.ts';
import type { ArrivalPorts } from './post-arrivals.ts';

export type StoryCorrectionPorts = OrderSource & Pick<ArrivalPorts, 'ledger' | 'announcer' | 'clock'>;

/** The list, in the ledger, of what was said in posts that were edited, by post and story. */
export const CORRECTED = 'corrected';
/** Of the posts that a story has in a server, so many of the newest are looked at. */
const MOST_ROWS = 50;

/** Edits those posts of a server that say of a story what does not stand; false where some are to be tried again. */
export async function correctStory(
  ports: StoryCorrectionPorts,
  guild: string,
  story: string,
): Promise<boolean> {
  const rows = await ports.ledger.list({ guild, subject: storySubject(story), limit: MOST_ROWS });
  const now = rows.length > 0 ? await ports.archive.get({ guild }, story) : undefined;
  if (!now) return true;
  let isDone = true;
  for (const row of rows) if (!(await correctPost(ports, row, now))) isDone = false;
  return isDone;
}

async function correctPost(ports: StoryCorrectionPorts, row: SlotRow, now: Story): Promise<boolean> {
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
  { archive }: StoryCorrectionPorts,
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
