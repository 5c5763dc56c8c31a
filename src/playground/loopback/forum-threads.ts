import { PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { apiError, FormErrors } from './api-error.ts';
import { archiveThread, openChannel } from './channels.ts';
import { readForm, readInteger, readList, readText } from './form.ts';
import { checkMessage, SETTABLE_FLAGS } from './message-limits.ts';
import { createMessage, withoutNonce } from './messages.ts';
import { toApiChannel } from './payloads.ts';
import { channelPermissions, requirePermissions } from './permissions.ts';
import { type Channel, findChannel, findGuild, type World } from './world.ts';

/** The bot's way to the threads of forums: the routes with `threads`. */
export interface ForumThreads {
  /** Opens a thread with its first message, which has the thread's id. Throws 40067 where a required tag is missing. */
  create(channelId: string, body: unknown): object;
  /** The open threads of the guild that the bot sees. */
  active(guildId: string): object;
  /** Archived threads of the channel, the last archived first. */
  archived(channelId: string, query: URLSearchParams): object;
  /** Archives a thread, or opens it again. */
  edit(channelId: string, body: unknown): object;
}

export function createForumThreads(world: World): ForumThreads {
  const listing = (threads: readonly Channel[], has_more = false) => ({
    ...{ threads: threads.map(toApiChannel), members: [], has_more },
  });
  return {
    create(channelId, body) {
      const { guild, channel } = findChannel(world, channelId);
      requirePermissions(guild, channel, world.bot.id, Permission.SendMessages);
      if (!channel.forum) throw apiError('wrongChannelType');
      const { name, tags, message } = readThread(channel, body);
      const checked = checkMessage(message);
      const id = world.nextId();
      const archivedAt = new Date(world.clock()).toISOString();
      const thread = openChannel(world, guild, {
        ...{ id, name, type: 11, parentId: channel.id },
        thread: { archived: false, locked: false, archivedAt, ownerId: world.bot.id, tags },
      });
      const flags = Number(checked.flags ?? 0) & SETTABLE_FLAGS.channel;
      const stored = createMessage(world, { guild, channel: thread }, checked, { flags, extra: { id } });
      return { ...toApiChannel(thread), message: withoutNonce(stored.message) };
    },
    active(guildId) {
      const guild = findGuild(world, guildId);
      const open = [...guild.channels.values()].filter((channel) => {
        const isSeen = channelPermissions(guild, channel, world.bot.id) & Permission.ViewChannel;
        return channel.thread && !channel.thread.archived && isSeen;
      });
      return listing(open);
    },
    archived(channelId, query) {
      const { guild, channel } = findChannel(world, channelId);
      requirePermissions(guild, channel, world.bot.id, Permission.ReadMessageHistory);
      const errors = new FormErrors();
      const limit = readInteger(query.get('limit'), ['limit'], errors, [2, 100]) ?? 50;
      errors.throwIfAny();
      const before = query.get('before') ?? '9';
      const found = [...guild.channels.values()]
        .flatMap((one) => (one.parentId === channelId && one.thread?.archived ? [one] : []))
        .filter(({ thread }) => (thread?.archivedAt ?? '') < before)
        .sort((a, b) => (b.thread?.archivedAt ?? '').localeCompare(a.thread?.archivedAt ?? ''));
      return listing(found.slice(0, limit), found.length > limit);
    },
    edit(channelId, body) {
      const { guild, channel } = findChannel(world, channelId);
      const { thread } = channel;
      requirePermissions(guild, channel, world.bot.id, Permission.SendMessagesInThreads);
      const errors = new FormErrors();
      const { archived } = readForm(body, [], errors);
      if (typeof archived !== 'boolean')
        errors.add(['archived'], 'BASE_TYPE_REQUIRED', 'Here only threads are edited');
      errors.throwIfAny();
      if (!thread) throw apiError('wrongChannelType');
      if (thread.locked) throw apiError('missingPermissions');
      archiveThread(world, channel, archived === true, false);
      return toApiChannel(channel);
    },
  };
}

function readThread({ forum }: Channel, body: unknown) {
  const errors = new FormErrors();
  const form = readForm(body, [], errors);
  const name = readText(form.name, ['name'], errors, [1, 100]);
  const tags = readList(form.applied_tags, ['applied_tags'], errors, [0, 5]).map(String);
  if (form.message === undefined) errors.add(['message'], 'BASE_TYPE_REQUIRED', 'This field is required');
  errors.throwIfAny();
  const known = forum?.tags ?? [];
  if (tags.some((tag) => !known.some(({ id, moderated }) => id === tag && !moderated)))
    throw apiError('unknownTag');
  if (forum?.requiresTag && tags.length === 0) throw apiError('tagRequired');
  return { name, tags, message: form.message };
}
