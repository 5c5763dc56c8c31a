import { INTENTS } from './intents.ts';
import { toApiChannel } from './payloads.ts';
import type { Channel, Guild, World } from './world.ts';

/** Adds a channel to a guild, and tells the gateway. */
export function openChannel(
  world: World,
  guild: Guild,
  details: Pick<Channel, 'id' | 'name' | 'type' | 'parentId' | 'thread' | 'forum'>,
): Channel {
  const channel: Channel = {
    ...details,
    guildId: guild.id,
    position: guild.channels.size,
    overwrites: new Map(),
    messages: new Map(),
  };
  guild.channels.set(channel.id, channel);
  world.channels.set(channel.id, channel);
  tellGuild(world, channel.thread ? 'THREAD_CREATE' : 'CHANNEL_CREATE', guild.id, toApiChannel(channel));
  return channel;
}

/** An event of the gateway's for all who are in the guild. */
export function tellGuild(world: World, name: string, guildId: string, data: object): void {
  world.events.emit('dispatch', { name, data, guildId, intents: INTENTS.guilds });
}

/** A thread is archived, or open again. */
export function archiveThread(world: World, channel: Channel, archived: boolean, locked: boolean): void {
  if (!channel.thread) throw new Error(`channel ${channel.id} is no thread`);
  Object.assign(channel.thread, { archived, locked, archivedAt: new Date(world.clock()).toISOString() });
  tellGuild(world, 'THREAD_UPDATE', channel.guildId, toApiChannel(channel));
}
