import { ChannelType, DiscordAPIError, PermissionFlagsBits, Routes } from 'discord.js';
import { type Get, readChannel, readPermissions } from './channel-permissions.ts';

/** Whether a member sees this channel of this guild. Rejects as its requests do. */
export async function seesChannel(
  get: Get,
  guild: string,
  channel: string,
  member: { readonly user: string; readonly roles: readonly string[] },
): Promise<boolean> {
  const target = await readChannel(get, channel);
  if (target.guild_id !== guild) return false;
  const held = await readPermissions(get, guild, target, member);
  if (!(held & PermissionFlagsBits.ViewChannel)) return false;
  // A private thread is seen by those in it, and by those who manage threads.
  return (
    target.type !== ChannelType.PrivateThread ||
    (held & PermissionFlagsBits.ManageThreads) !== 0n ||
    isInThread(get, channel, member.user)
  );
}

async function isInThread(get: Get, thread: string, user: string): Promise<boolean> {
  try {
    await get(Routes.threadMembers(thread, user));
    return true;
  } catch (error) {
    if (error instanceof DiscordAPIError && error.status === 404) return false;
    throw error;
  }
}
