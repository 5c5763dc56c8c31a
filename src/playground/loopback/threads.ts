import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { apiError } from './api-error.ts';
import { INTENTS } from './intents.ts';
import type { Place } from './messages.ts';
import { toApiChannel } from './payloads.ts';
import { channelPermissions } from './permissions.ts';
import type { World } from './world.ts';

/** Throws 50083 for an archived thread, where nothing can be changed. */
export function requireOpenThread({ channel }: Place): void {
  if (channel.thread?.archived) throw apiError('threadArchived');
}

/**
 * A new message of the bot reopens an archived thread. Throws 50083 where it is locked and the bot may not unlock
 * it.
 */
export function reopenThread(world: World, { guild, channel }: Place): void {
  const { thread } = channel;
  if (!thread?.archived) return;
  const mayUnlock = channelPermissions(guild, channel, world.bot.id) & Permission.ManageThreads;
  if (thread.locked && !mayUnlock) throw apiError('threadArchived');
  thread.archived = false;
  const data = toApiChannel(channel);
  world.events.emit('dispatch', { name: 'THREAD_UPDATE', data, guildId: guild.id, intents: INTENTS.guilds });
}
