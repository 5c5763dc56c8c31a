import { ChannelType, PermissionFlagsBits, Routes } from 'discord.js';
import { z } from 'zod';

const THREAD_TYPES: readonly number[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];
/** Channels that hold messages and that a bot can post in. */
const POSTABLE_TYPES: readonly number[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ...THREAD_TYPES,
];

const BITS = z.string().regex(/^\d+$/).transform(BigInt);
const CHANNEL = z.object({
  type: z.number(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: BITS, deny: BITS })).default([]),
});
const GUILD = z.object({ roles: z.array(z.object({ id: z.string(), permissions: BITS })) });
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
  /** One GET request; rejects as discord.js does. */
  get(route: `/${string}`): Promise<unknown>;
  readonly self: string;
}

/** Why the bot cannot post in this channel of this guild; `undefined` when it can. Rejects as its requests do. */
export async function findChannelObstacle(
  search: ObstacleSearch,
  guild: string,
  channel: string,
): Promise<string | undefined> {
  const target = CHANNEL.parse(await search.get(Routes.channel(channel)));
  if (target.guild_id !== guild) return 'The channel is not in this server.';
  if (!POSTABLE_TYPES.includes(target.type)) return 'The channel is not one for messages.';
  // A thread has no overwrites of its own.
  const holder =
    THREAD_TYPES.includes(target.type) && target.parent_id
      ? CHANNEL.parse(await search.get(Routes.channel(target.parent_id)))
      : target;
  const held = await readPermissions(search, guild, holder.permission_overwrites);
  const missing = neededPermissions(target.type).filter(([, bit]) => (held & bit) === 0n);
  if (missing.length === 0) return undefined;
  return `The bot lacks there: ${missing.map(([name]) => name).join(', ')}.`;
}

/** The bot's permissions: https://docs.discord.com/developers/topics/permissions#permission-overwrites */
async function readPermissions(
  { get, self }: ObstacleSearch,
  guild: string,
  overwrites: z.output<typeof CHANNEL>['permission_overwrites'],
): Promise<bigint> {
  const { roles } = GUILD.parse(await get(Routes.guild(guild)));
  const member = MEMBER.parse(await get(Routes.guildMember(guild, self)));
  const own = new Set([guild, ...member.roles]);
  const base = union(roles.filter(({ id }) => own.has(id)).map(({ permissions }) => permissions));
  if (base & PermissionFlagsBits.Administrator) return ~0n;
  // Everyone's overwrite, then those of all roles together, then the member's own: the later ones win.
  return [[guild], member.roles, [self]].reduce((permissions, ids) => {
    const found = overwrites.filter(({ id }) => ids.includes(id));
    const denied = union(found.map(({ deny }) => deny));
    return (permissions & ~denied) | union(found.map(({ allow }) => allow));
  }, base);
}

function union(bits: readonly bigint[]): bigint {
  return bits.reduce((all, one) => all | one, 0n);
}
