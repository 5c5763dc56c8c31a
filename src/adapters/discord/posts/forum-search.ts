import { DiscordAPIError, RESTJSONErrorCodes, Routes, SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { LookUp, PostTarget } from '../../../domain/schedule/announcer.ts';
import { CLOCK_MARGIN_MS, hasTag, type PostSearch } from './post-search.ts';

const PAGE = 100;
/** How far back a post is looked for among archived threads, which are ordered by when they were archived. */
const MOST_PAGES = 5;

const THREADS = z.object({
  threads: z.array(
    z.object({
      id: z.string(),
      parent_id: z.string().nullish(),
      owner_id: z.string().optional(),
      thread_metadata: z.object({ archive_timestamp: z.string() }),
    }),
  ),
  has_more: z.boolean().default(false),
});
type Thread = z.output<typeof THREADS>['threads'][number];
const STARTER = z.object({
  author: z.object({ id: z.string() }),
  components: z.array(z.unknown()).default([]),
});

/** Looks through the forum's threads since the slot, open or archived, for the bot's own whose first message has the tag. */
export async function findThread(search: PostSearch, target: PostTarget): Promise<LookUp> {
  const active = THREADS.parse(await search.get(Routes.guildActiveThreads(target.guild))).threads;
  const open = await findAmong(search, target, active);
  if (open) return open;
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    await search.pace('ahead');
    const query = { limit: String(PAGE), ...(before === undefined ? {} : { before }) };
    const route = Routes.channelThreads(target.channel, 'public');
    const { threads, has_more } = THREADS.parse(await search.get(route, query));
    const archived = await findAmong(search, target, threads);
    if (archived) return archived;
    const oldest = threads.at(-1)?.thread_metadata.archive_timestamp;
    // None that was archived before the slot can have been opened after it.
    if (!has_more || oldest === undefined || Date.parse(oldest) < target.slot - CLOCK_MARGIN_MS)
      return { kind: 'absent' };
    before = oldest;
  }
  return { kind: 'unsettled', reason: 'Too many threads were archived since to look the post up.' };
}

async function findAmong(
  search: PostSearch,
  { channel, tag, slot }: PostTarget,
  threads: readonly Thread[],
): Promise<LookUp | undefined> {
  const own = threads.filter(
    ({ id, parent_id: parent, owner_id: owner = search.self }) =>
      parent === channel &&
      owner === search.self &&
      SnowflakeUtil.timestampFrom(id) >= slot - CLOCK_MARGIN_MS,
  );
  for (const { id } of own) {
    await search.pace('ahead');
    const starter = await readStarter(search, id);
    if (starter?.author.id === search.self && hasTag(starter.components, tag))
      return { kind: 'found', message: id };
  }
  return undefined;
}

/** The message that a thread begins with; `undefined` where somebody has deleted it. */
async function readStarter({ get }: PostSearch, thread: string) {
  try {
    return STARTER.parse(await get(Routes.channelMessage(thread, thread)));
  } catch (error) {
    if (error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage)
      return undefined;
    throw error;
  }
}
