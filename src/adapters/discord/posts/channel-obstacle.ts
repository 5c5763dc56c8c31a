import { ChannelType, PermissionFlagsBits, Routes } from 'discord.js';
import { z } from 'zod';
import { type Get, readChannel, readPermissions, THREAD_TYPES } from '../permissions/channel-permissions.ts';
import { readForum } from './forum.ts';

/** Channels that hold messages, or threads with messages, and that a bot can post in. */
const POSTABLE_TYPES: readonly number[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ...THREAD_TYPES,
  ChannelType.GuildForum,
];

const MEMBER = z.object({ roles: z.array(z.string()) });

/** What the bot needs in a channel. The history is for finding its own post again when an answer was lost. */
function neededPermissions(type: number): [name: string, bit: bigint][] {
  const { ViewChannel, SendMessages, SendMessagesInThreads, ReadMessageHistory } = PermissionFlagsBits;
  return [
    ['View Channel', ViewChannel],
    THREAD_TYPES.includes(type)
      ? ['Send Messages in Threads', SendMessagesInThreads]
      : ['Send Messages', SendMessages],
    ['Read Message History', ReadMessageHistory],
  ];
}

/** Asks Discord. `self` is the bot's user id. */
export interface ObstacleSearch {
  readonly get: Get;
  readonly self: string;
}

/** Why the bot cannot post in this channel of this guild; `undefined` when it can. Rejects as its requests do. */
export async function findChannelObstacle(
  { get, self }: ObstacleSearch,
  guild: string,
  channel: string,
): Promise<string | undefined> {
  const target = await readChannel(get, channel);
  if (target.guild_id !== guild) return 'The channel is not in this server.';
  if (!POSTABLE_TYPES.includes(target.type)) return 'The channel is not one for messages.';
  const { roles } = MEMBER.parse(await get(Routes.guildMember(guild, self)));
  const held = await readPermissions(get, guild, target, { user: self, roles });
  const forum =
    target.type === ChannelType.GuildForum ? readForum(await get(Routes.channel(channel))) : undefined;
  if (forum?.requiresTag && forum.tags.length === 0)
    return 'The forum requires a tag, and has none that the bot may give.';
  const missing = neededPermissions(target.type).filter(([, bit]) => (held & bit) === 0n);
  if (missing.length === 0) return undefined;
  return `The bot lacks there: ${missing.map(([name]) => name).join(', ')}.`;
}
