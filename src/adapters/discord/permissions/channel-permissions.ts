import { ChannelType, PermissionFlagsBits, Routes } from 'discord.js';
import { z } from 'zod';

/** Channels that belong to another one, whose settings count in them. */
export const THREAD_TYPES: readonly number[] = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

const BITS = z.string().regex(/^\d+$/).transform(BigInt);
const CHANNEL = z.object({
  type: z.number(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  permission_overwrites: z.array(z.object({ id: z.string(), allow: BITS, deny: BITS })).default([]),
});
const GUILD = z.object({
  owner_id: z.string().optional(),
  roles: z.array(z.object({ id: z.string(), permissions: BITS })),
});

/** One GET request; rejects as discord.js does. */
export type Get = (route: `/${string}`) => Promise<unknown>;

/** A channel of some guild. A thread has the overwrites of the channel that it belongs to. */
export type PermittedChannel = z.output<typeof CHANNEL>;

/** Rejects as the requests do, and where Discord answers what is no channel. */
export async function readChannel(get: Get, channel: string): Promise<PermittedChannel> {
  const target = CHANNEL.parse(await get(Routes.channel(channel)));
  if (!THREAD_TYPES.includes(target.type) || !target.parent_id) return target;
  const { permission_overwrites } = CHANNEL.parse(await get(Routes.channel(target.parent_id)));
  return { ...target, permission_overwrites };
}

/** A member's permissions in a channel: https://docs.discord.com/developers/topics/permissions#permission-overwrites */
export async function readPermissions(
  get: Get,
  guild: string,
  { permission_overwrites: overwrites }: PermittedChannel,
  member: { readonly user: string; readonly roles: readonly string[] },
): Promise<bigint> {
  const { owner_id: owner, roles } = GUILD.parse(await get(Routes.guild(guild)));
  const own = new Set([guild, ...member.roles]);
  const base = union(roles.filter(({ id }) => own.has(id)).map(({ permissions }) => permissions));
  if (owner === member.user || base & PermissionFlagsBits.Administrator) return ~0n;
  // Everyone's overwrite, then those of all roles together, then the member's own: the later ones win.
  return [[guild], member.roles, [member.user]].reduce((permissions, ids) => {
    const found = overwrites.filter(({ id }) => ids.includes(id));
    const denied = union(found.map(({ deny }) => deny));
    return (permissions & ~denied) | union(found.map(({ allow }) => allow));
  }, base);
}

function union(bits: readonly bigint[]): bigint {
  return bits.reduce((all, one) => all | one, 0n);
}
