import { type APIMessage, MessageType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { apiError, FormErrors } from './api-error.ts';
import { type Form, isForm, readInteger } from './form.ts';
import { checkMessage, SETTABLE_FLAGS } from './message-limits.ts';
import {
  createMessage,
  deleteMessage,
  earlierOf,
  editFlags,
  editMessage,
  type MessageOrigin,
  type Place,
  withoutNonce,
} from './messages.ts';
import type { Nonces } from './nonces.ts';
import { channelPermissions, requirePermissions } from './permissions.ts';
import { reopenThread, requireOpenThread } from './threads.ts';
import { type Channel, findChannel, type StoredMessage, type World } from './world.ts';

/** The bot's own way to a channel's messages: the routes under /channels. Ephemeral messages are not here. */
export interface ChannelMessages {
  /** Newest first; empty without the permission to read the history. */
  list(channelId: string, query: URLSearchParams): APIMessage[];
  read(channelId: string, messageId: string): APIMessage;
  create(channelId: string, body: unknown): APIMessage;
  edit(channelId: string, messageId: string, body: unknown): APIMessage;
  remove(channelId: string, messageId: string): void;
}

export function createChannelMessages(world: World, nonces: Nonces): ChannelMessages {
  return {
    list(channelId, query) {
      const { guild, channel } = enter(world, channelId);
      if (channel.forum) throw apiError('notATextChannel');
      const page = readPage(query);
      const mayRead = channelPermissions(guild, channel, world.bot.id) & Permission.ReadMessageHistory;
      return mayRead ? selectPage(visibleMessages(channel), page).map(withoutNonce) : [];
    },
    read(channelId, messageId) {
      const place = enter(world, channelId, Permission.ReadMessageHistory);
      return withoutNonce(find(place, messageId).message);
    },
    create(channelId, body) {
      const place = enterToSend(world, channelId);
      const form = checkMessage(body);
      if (Array.isArray(form.embeds) && form.embeds.length > 0)
        enter(world, channelId, Permission.EmbedLinks);
      reopenThread(world, place);
      const earlier = nonces.find(form);
      if (earlier) return earlier.message;
      const stored = createMessage(world, place, form, readOrigin(form, place));
      nonces.remember(form, place.channel.id, stored.message.id);
      return stored.message;
    },
    edit(channelId, messageId, body) {
      const place = enter(world, channelId);
      const stored = find(place, messageId);
      if (stored.message.author.id !== world.bot.id) throw apiError('notTheAuthor');
      requireOpenThread(place);
      const form = checkMessage(body, earlierOf(stored));
      editMessage(world, place, stored, form, { flags: editFlags(stored, form) });
      return withoutNonce(stored.message);
    },
    remove(channelId, messageId) {
      const place = enter(world, channelId);
      const stored = find(place, messageId);
      if (stored.message.author.id !== world.bot.id) enter(world, channelId, Permission.ManageMessages);
      requireOpenThread(place);
      deleteMessage(world, place, stored);
    },
  };
}

/** The place, where the bot must see the channel and have `needed`. */
function enter(world: World, channelId: string, needed = 0n): Place {
  const place = findChannel(world, channelId);
  requirePermissions(place.guild, place.channel, world.bot.id, needed);
  return place;
}

function enterToSend(world: World, channelId: string): Place {
  const { forum, thread } = findChannel(world, channelId).channel;
  if (forum) throw apiError('notATextChannel');
  return enter(world, channelId, thread ? Permission.SendMessagesInThreads : Permission.SendMessages);
}

/** The messages that everybody in the channel sees, newest first. */
function visibleMessages(channel: Channel): APIMessage[] {
  return [...channel.messages.values()]
    .filter(({ visibleTo }) => visibleTo === undefined)
    .map(({ message }) => message)
    .toReversed();
}

function find({ channel }: Place, id: string): StoredMessage {
  const stored = channel.messages.get(id);
  if (!stored || stored.visibleTo !== undefined) throw apiError('unknownMessage');
  return stored;
}

function readOrigin(form: Form, place: Place): MessageOrigin {
  const reference = readReference(form.message_reference, place);
  const { nonce } = form;
  return {
    flags: Number(form.flags ?? 0) & SETTABLE_FLAGS.channel,
    type: reference ? MessageType.Reply : MessageType.Default,
    extra: {
      ...(reference && { message_reference: reference }),
      ...((typeof nonce === 'string' || typeof nonce === 'number') && { nonce }),
    },
  };
}

function readReference(value: unknown, place: Place): APIMessage['message_reference'] {
  if (!isForm(value)) return undefined;
  const id = String(value.message_id);
  if (!place.channel.messages.has(id) && value.fail_if_not_exists !== false) throw apiError('unknownMessage');
  return { type: 0, channel_id: place.channel.id, guild_id: place.guild.id, message_id: id };
}

interface Page {
  readonly limit: number;
  readonly before: string | null;
  readonly after: string | null;
  readonly around: string | null;
}

function readPage(query: URLSearchParams): Page {
  const errors = new FormErrors();
  const limit = readInteger(query.get('limit'), ['limit'], errors, [1, 100]) ?? 50;
  for (const name of ['before', 'after', 'around']) {
    const value = query.get(name);
    if (value !== null && !/^\d{1,20}$/.test(value)) {
      errors.add([name], 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
    }
  }
  errors.throwIfAny();
  return { limit, before: query.get('before'), after: query.get('after'), around: query.get('around') };
}

/** Takes the page out of messages that are newest first. */
function selectPage(messages: readonly APIMessage[], { limit, before, after, around }: Page): APIMessage[] {
  if (around !== null) {
    const half = Math.floor(limit / 2);
    const later = messages.filter(({ id }) => BigInt(id) > BigInt(around)).slice(-half);
    const rest = messages.filter(({ id }) => BigInt(id) <= BigInt(around)).slice(0, limit - later.length);
    return [...later, ...rest];
  }
  if (before !== null) return messages.filter(({ id }) => BigInt(id) < BigInt(before)).slice(0, limit);
  if (after !== null) return messages.filter(({ id }) => BigInt(id) > BigInt(after)).slice(-limit);
  return messages.slice(0, limit);
}
