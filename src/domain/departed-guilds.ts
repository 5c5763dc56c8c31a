import { UserError } from './errors.ts';
import type { FeedBook } from './intake/feed-book.ts';
import type { Clock, KeyValueStore, Log } from './ports.ts';
import type { ArchiveWriter } from './story/archive.ts';

/** How long what is stored for a guild stays after the bot was removed from it. */
export const KEEP_DAYS = 30;

const DAY_MS = 24 * 60 * 60_000;
/** How many stories are removed at a time, so that others' writes come in between. */
const REMOVED_AT_ONCE = 20;
const SNOWFLAKE = /^\d{1,20}$/;

/** What the store holds by guild, and which guilds the bot has left. Each method is atomic; faults are StoreErrors. */
export interface GuildBook {
  /** Notes when the bot was removed; a guild that it left before keeps that moment. */
  leave(guild: string, at: number): Promise<void>;
  /** Forgets that it left. */
  arrive(guild: string): Promise<void>;
  /** The guilds that it left before a moment (Unix milliseconds), and when. */
  left(before: number): Promise<readonly { readonly guild: string; readonly at: number }[]>;
  /** The guilds that anything is stored for, stories left out. */
  known(): Promise<readonly string[]>;
  /** Deletes schedules, posts and what they have shown, feeds, tokens, button state; that it left stays noted. */
  forget(guild: string): Promise<void>;
}

export interface ForgettingPorts {
  readonly guilds: GuildBook;
  readonly archive: Pick<ArchiveWriter, 'owners' | 'removeOwn' | 'tidy'>;
  readonly feeds: Pick<FeedBook, 'prune'>;
  /** Where button state is kept. */
  readonly cache: Pick<KeyValueStore, 'keys' | 'delete'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Deletes all that is stored for a guild; shared stories stay. Tells how many stories there were. A crash or an abort in
 * between is made up for by doing it again. Throws UserError for what is no guild's id.
 */
export async function forgetGuild(
  ports: ForgettingPorts,
  guild: string,
  signal = new AbortController().signal,
): Promise<number> {
  if (!SNOWFLAKE.test(guild)) throw new UserError(`"${guild}" is no server's id.`);
  const { guilds, archive, feeds, cache, log } = ports;
  // First what brings stories and posts, so that nothing comes in behind.
  await guilds.forget(guild);
  await feeds.prune(0);
  for (const key of await cache.keys(`button:${guild}:`)) await cache.delete(key);
  let stories = 0;
  for (let some = REMOVED_AT_ONCE; some === REMOVED_AT_ONCE && !signal.aborted; stories += some) {
    some = await archive.removeOwn({ guild }, REMOVED_AT_ONCE);
  }
  // What was removed is left in the indexes as marks until they are merged.
  while (!signal.aborted && (await archive.tidy()));
  // Last: as long as it is noted that the bot left, all this is done again.
  if (!signal.aborted) await guilds.arrive(guild);
  log.info({ guild, stories }, 'what was stored for a server is deleted');
  return stories;
}

/** Forgets the guilds that the bot was removed from `KEEP_DAYS` ago, until all are done or `signal` aborts. */
export async function forgetDeparted(ports: ForgettingPorts, signal: AbortSignal): Promise<void> {
  const left = await ports.guilds.left(ports.clock.now() - KEEP_DAYS * DAY_MS);
  for (const { guild } of left) if (!signal.aborted) await forgetGuild(ports, guild, signal);
}

/**
 * Notes which guilds the bot has left and which it is in again, from the list of those it is in: for what happened while
 * nobody listened. `serves` says whose guilds are this process's to judge.
 */
export async function noteGuilds(
  { guilds, archive, clock, log }: Pick<ForgettingPorts, 'guilds' | 'archive' | 'clock' | 'log'>,
  present: ReadonlySet<string>,
  serves: (guild: string) => boolean,
): Promise<void> {
  const left = new Set((await guilds.left(Number.MAX_SAFE_INTEGER)).map(({ guild }) => guild));
  const known = new Set([...(await guilds.known()), ...(await archive.owners())]);
  for (const guild of left) if (present.has(guild)) await guilds.arrive(guild);
  for (const guild of known) {
    if (!SNOWFLAKE.test(guild) || !serves(guild) || present.has(guild) || left.has(guild)) continue;
    await guilds.leave(guild, clock.now());
    log.info(
      { guild, keepDays: KEEP_DAYS },
      'the bot is not in a server any more; what is stored for it is deleted later',
    );
  }
}
