import { Routes, SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { LookUp, PostTarget } from '../../../domain/schedule/announcer.ts';
import { decodeCustomId } from '../rendering/custom-id.ts';

const PAGE = 100;
/** How far back a post is looked for in a channel where much was written since. */
const MOST_PAGES = 20;
/** How far this computer's clock may be ahead of Discord's. */
export const CLOCK_MARGIN_MS = 5 * 60_000;

const MESSAGES = z.array(
  z.object({
    id: z.string(),
    author: z.object({ id: z.string() }),
    components: z.array(z.unknown()).default([]),
  }),
);
const CHANNEL = z.object({ last_message_id: z.string().nullish() });
const COMPONENT = z.object({
  custom_id: z.string().optional(),
  accessory: z.unknown().optional(),
  components: z.array(z.unknown()).default([]),
});

export interface PostSearch {
  /** One GET request; rejects as discord.js does. */
  get(route: `/${string}`, query?: Record<string, string>): Promise<unknown>;
  /** Waits for a turn to make one more request. */
  pace(ahead: 'ahead'): Promise<unknown>;
  /** The bot's own user id: nobody else's message counts, whatever its buttons say. */
  readonly self: string;
}

/** Looks through the channel's messages since the slot for the bot's own with the tag, newest first. */
export async function findPost(search: PostSearch, { channel, tag, slot }: PostTarget): Promise<LookUp> {
  const { get, pace, self } = search;
  let before: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    if (page > 0) await pace('ahead');
    const query = { limit: String(PAGE), ...(before === undefined ? {} : { before }) };
    const messages = MESSAGES.parse(await get(Routes.channelMessages(channel), query));
    const post = messages.find(({ author, components }) => author.id === self && hasTag(components, tag));
    if (post) return { kind: 'found', message: post.id };
    const oldest = messages.at(-1);
    if (!oldest && page === 0 && (await hasMessages(search, channel))) {
      // Without the permission to read the history Discord answers an empty list: that must not pass for absence.
      return { kind: 'unsettled', reason: 'The bot may not read the message history of the channel.' };
    }
    if (!oldest || messages.length < PAGE) return { kind: 'absent' };
    if (SnowflakeUtil.timestampFrom(oldest.id) < slot - CLOCK_MARGIN_MS) return { kind: 'absent' };
    before = oldest.id;
  }
  return { kind: 'unsettled', reason: 'Too much was written in the channel since to look the post up.' };
}

async function hasMessages({ get }: PostSearch, channel: string): Promise<boolean> {
  return Boolean(CHANNEL.parse(await get(Routes.channel(channel))).last_message_id);
}

/** Whether a button among the components, however deep, carries the tag. */
export function hasTag(components: readonly unknown[], tag: string): boolean {
  return components.some((candidate) => {
    const { data } = COMPONENT.safeParse(candidate);
    if (!data) return false;
    const button = data.custom_id === undefined ? undefined : decodeCustomId(data.custom_id);
    const args = button?.command === 'headline' && 'args' in button ? button.args : [];
    return args[0] === tag || hasTag([...data.components, data.accessory], tag);
  });
}
