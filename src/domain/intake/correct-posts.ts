/* Which posts are to be corrected when: what feeds have changed, server by server, and what Discord did not take before. */
import { CORRECTED, correctStory, type StoryCorrectionPorts } from './correct-story.ts';
import { type Arrival, type Follow, SHARED } from './feed-book.ts';
import type { ArrivalPorts } from './post-arrivals.ts';
import { sharedName } from './take-article.ts';

export type CorrectionPorts = StoryCorrectionPorts & Pick<ArrivalPorts, 'feeds' | 'serves' | 'log'>;

/** The operator's list, in the ledger, of corrections that were put off, each by its server and story. */
const PUT_OFF = 'put off';
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
 * change is dealt with in every server, or noted to be tried again there, before its follow moves on: no server waits for another.
 */
export async function correctPosts(ports: CorrectionPorts): Promise<void> {
  await tryAgain(ports);
  // What the operator follows is dealt with by one process for all servers, as if it were a server of its own.
  const waiting = (await ports.feeds.correcting()).filter(({ guild }) => ports.serves(guild || FIRST_SHARD));
  const byGuild = Map.groupBy(waiting, ({ guild }) => guild);
  await Promise.all([...byGuild.values()].map((follows) => dealWithAll(ports, follows)));
}

/** Forgets what was said in edits before `before`, whose posts are forgotten too. */
export function pruneCorrections({ ledger }: Pick<CorrectionPorts, 'ledger'>, before: number): Promise<void> {
  return ledger.pruneShown(CORRECTED, before);
}

async function tryAgain(ports: CorrectionPorts): Promise<void> {
  const { ledger, clock, log, serves } = ports;
  for (const [name, at] of await ledger.shown(SHARED, PUT_OFF)) {
    const end = name.indexOf(' ');
    const [guild, story] = [name.slice(0, end), name.slice(end + 1)];
    if (!serves(guild)) continue;
    const isDone = await attempt(ports, guild, story);
    if (!isDone && clock.now() - at < GIVE_UP_AFTER_MS) continue;
    if (!isDone) log.warn({ guild, story }, 'a post could not be corrected');
    await ledger.forgetShown(SHARED, PUT_OFF, new Map([[name, at]]));
  }
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
  const { feeds, ledger } = ports;
  const { guild, id, feed, cursor, corrected } = follow;
  for (const change of await feeds.changes(feed, corrected, MOST_CHANGES)) {
    const { story, at, changed } = change;
    // Its post may be about to be made of what the story was before.
    if (at > cursor) return;
    for (const place of story === '' ? [] : await findPlaces(ports, follow, change)) {
      if (await attempt(ports, place.guild, place.story)) continue;
      await ledger.show(SHARED, PUT_OFF, [`${place.guild} ${place.story}`], changed);
    }
    await feeds.advanceCorrected(guild, id, changed);
  }
}

/** The servers that may have posted a story that a follow brought, each with the name that the story has there. */
async function findPlaces(
  { feeds, ledger }: CorrectionPorts,
  { guild: owner, id, feed }: Follow,
  { story, isWithdrawn }: Arrival,
): Promise<readonly { readonly guild: string; readonly story: string }[]> {
  const followers = await feeds.followers(feed);
  // Servers that follow the feed themselves correct their posts by their own follow.
  const isOther = (guild: string) => !followers.some((one) => one.guild === guild);
  const isFirst = followers[0]?.guild === owner && followers[0].id === id;
  // Whose own feed had deleted the story before, and had to wait for this one, is seen to by one of the follows.
  const late = isWithdrawn && isFirst ? (await feeds.owners(story)).filter(isOther) : [];
  const isShared = [owner, ...late].includes(SHARED);
  const others = isShared ? (await ledger.guilds()).filter(isOther) : late;
  const guilds = owner === SHARED ? others : [owner, ...others];
  const names = isShared ? [story, sharedName(story)] : [story];
  return guilds.flatMap((guild) => names.map((name) => ({ guild, story: name })));
}

/** A fault in one server is that server's. */
async function attempt(ports: CorrectionPorts, guild: string, story: string): Promise<boolean> {
  try {
    return await correctStory(ports, guild, story);
  } catch (err) {
    ports.log.error({ err, guild, story }, 'a correction was put off');
    return false;
  }
}
