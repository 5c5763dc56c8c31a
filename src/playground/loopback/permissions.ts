import { PermissionFlagsBits } from 'discord-api-types/v10';
import { apiError } from './api-error.ts';
import type { Channel, Guild } from './world.ts';

const ALL = Object.values(PermissionFlagsBits).reduce((all, bit) => all | bit, 0n);

/** What @everyone may do in a new guild here: what Discord gives by default and a bot's posts need. */
export const EVERYONE_PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.EmbedLinks |
  PermissionFlagsBits.AttachFiles |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.AddReactions |
  PermissionFlagsBits.UseApplicationCommands;

/** A member's permissions in the guild as a whole: the owner and administrators have all. */
function guildPermissions(guild: Guild, userId: string): bigint {
  if (guild.ownerId === userId) return ALL;
  const roles = [guild.id, ...(guild.members.get(userId)?.roles ?? [])];
  const permissions = roles.reduce((sum, id) => sum | BigInt(guild.roles.get(id)?.permissions ?? '0'), 0n);
  return permissions & PermissionFlagsBits.Administrator ? ALL : permissions;
}

/**
 * A member's permissions in a channel (a thread takes its parent's overwrites): everyone's overwrite, then all
 * roles' together, then the member's own. Source: Discord's documentation, "Permission Overwrites".
 */
export function channelPermissions(guild: Guild, channel: Channel, userId: string): bigint {
  const base = guildPermissions(guild, userId);
  if (base === ALL) return ALL;
  const member = guild.members.get(userId);
  const holder = channel.parentId && channel.thread ? guild.channels.get(channel.parentId) : channel;
  const overwrites = (holder ?? channel).overwrites;
  const layers = [[guild.id], member?.roles ?? [], [userId]];
  return layers.reduce((permissions, ids) => {
    const found = ids.flatMap((id) => overwrites.get(id) ?? []);
    const deny = found.reduce((sum, overwrite) => sum | BigInt(overwrite.deny), 0n);
    const allow = found.reduce((sum, overwrite) => sum | BigInt(overwrite.allow), 0n);
    return (permissions & ~deny) | allow;
  }, base);
}

/** Throws 50001 when the member does not see the channel, 50013 when another of the permissions is missing. */
export function requirePermissions(guild: Guild, channel: Channel, userId: string, needed: bigint): void {
  const held = channelPermissions(guild, channel, userId);
  if (!(held & PermissionFlagsBits.ViewChannel)) throw apiError('missingAccess');
  if ((held & needed) !== needed) throw apiError('missingPermissions');
}
