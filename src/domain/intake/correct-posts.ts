import { tokenize } from '../english/words.ts';
import { recallHeadline } from '../headlines/choice.ts';
import type { Correction } from '../schedule/announcer.ts';
import { slotTag } from '../schedule/schedule.ts';
import type { StoryArchive } from '../story/archive.ts';
import type { Story } from '../story/story.ts';
import type { Arrival, Follow } from './feed-book.ts';
import type { ArrivalPorts } from './post-arrivals.ts';
import { stillStands } from './version-changes.ts';

export type CorrectionPorts = Pick<ArrivalPorts, 'feeds' | 'ledger' | 'announcer' | 'clock' | 'log'> & {
  readonly archive: Pick<StoryArchive, 'get' | 'newest' | 'versions'>;
};

/** The list, in the ledger, of the posts that were corrected. */
const CORRECTED = 'corrected';
/** Of a follow's posts, so many of the newest are looked at. */
const MOST_ROWS = 500;

/**
 * Looks at the posts of stories that their source has rewritten. One whose sentence or quotation does not stand any more is
 * edited, once; nothing is for changes of blank space or marks. Posts that list several stories quote nothing. Whoever polled
 * does it for all servers, on whichever shard: nobody else hears of the change.
 */
export async function correctPosts(ports: CorrectionPorts, changed: readonly Arrival[]): Promise<void> {
  for (const arrival of changed) {
    for (const follow of await ports.feeds.followers(arrival.feed)) {
      if (!follow.guild) continue;
      await correctPost(ports, follow, arrival).catch((err: unknown) =>
        ports.log.error({ err, guild: follow.guild, story: arrival.story }, 'a post was not corrected'),
      );
    }
  }
}

async function correctPost(
  ports: CorrectionPorts,
  { guild, id }: Follow,
  { at, story }: Arrival,
): Promise<void> {
  const { ledger, archive, announcer, clock } = ports;
  const rows = await ledger.list({ guild, schedule: id, since: at, limit: MOST_ROWS });
  const row = rows.find(({ slot, state }) => slot === at && state === 'posted');
  if (!row?.message || (await ledger.shown(guild, CORRECTED, [row.message])).has(row.message)) return;
  const [now, before] = await archive.versions({ guild }, story);
  const fresh = now && (await archive.get({ guild }, story, now.hash));
  if (!fresh || !before) return;
  const earlier = {
    ...archive,
    get: (scope: { guild?: string | undefined }, name: string) => archive.get(scope, name, before.hash),
  };
  const headline = await recallHeadline(earlier, { guild, post: 'latest' }, row.subjects);
  if (headline?.kind !== 'story') return;
  const isGone = (words: string | undefined) => words !== undefined && !stillStands(words, fresh);
  const gone = { sentence: isGone(headline.sentence?.text), quotation: isGone(headline.quotation?.text) };
  if (!gone.sentence && !gone.quotation) return;
  const lost = gone.sentence ? headline.sentence?.text : headline.quotation?.text;
  const correction: Correction = { gone, nowSays: closestSentence(lost ?? '', fresh) };
  const target = { guild, channel: row.channel, slot: at, tag: slotTag(id, at) };
  // Noted after: a crash in between edits the post a second time, to the same.
  if (await announcer.correct(target, row.message, headline, correction))
    await ledger.show(guild, CORRECTED, [row.message], clock.now());
}

/** The sentence that shares most words with the one that is gone; `undefined` where none shares half of them. */
function closestSentence(gone: string, { body, sentences }: Story): string | undefined {
  const words = new Set(tokenize(gone).map(({ stem }) => stem));
  const shares = sentences.map(({ start, end }) => {
    const text = body.slice(start, end);
    const own = new Set(tokenize(text).map(({ stem }) => stem));
    return { text, share: [...words].filter((word) => own.has(word)).length / Math.max(words.size, 1) };
  });
  const [best] = shares.toSorted((a, b) => b.share - a.share);
  return best && best.share >= 0.5 ? best.text : undefined;
}
