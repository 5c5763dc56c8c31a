import { type APIMessage, MessageType, PermissionFlagsBits as Permission } from 'discord-api-types/v10';
import { apiError, FormErrors } from './api-error.ts';
import { isForm, readInteger } from './form.ts';
import { checkMessage, SETTABLE_FLAGS } from './message-limits.ts';
import {
  createMessage,
  deleteMessage,
  earlierOf,
  editFlags,
  editMessage,
  type Place,
  withoutNonce,
} from './messages.ts';
import { channelPermissions, requirePermissions } from './permissions.ts';
import { findChannel, type StoredMessage, type World } from './world.ts';

/** The bot's own way to a channel's messages: the routes under /channels. Ephemeral messages are not here. */
export interface ChannelMessages {
  /** Newest first; empty without the permission to read the history. */
  list(channelId: string, query: URLSearchParams): APIMessage[];
  read(channelId: string, messageId: string): APIMessage;
  create(channelId: string, body: unknown): APIMessage;
  edit(channelId: string, messageId: string, body: unknown): APIMessage;
  remove(channelId: string, messageId: string): void;
  /** Forgets which nonces were used, as Discord does some minutes later. */
  forgetNonces(): void;
}

/** `nonceMs`: how long `enforce_nonce` finds an earlier message; Discord: "the past few minutes". */
export function createChannelMessages(world: World, nonceMs: number): ChannelMessages {
  const nonces = new Map<string, { readonly id: string; readonly atMs: number }>();
  const self = world.bot.id;

  const find = (place: Place, id: string): StoredMessage => {
    const stored = place.channel.messages.get(id);
    if (!stored || stored.visibleTo !== undefined) throw apiError('unknownMessage');
    return stored;
  };
  /** The place, where the bot must see the channel and have `needed`. */
  const enter = (channelId: string, needed = 0n): Place => {
    const place = findChannel(world, channelId);
    requirePermissions(place.guild, place.channel, self, needed);
    return place;
  };
  const checkThread = (place: Place): void => {
    const { thread } = place.channel;
    if (!thread?.archived) return;
    const mayReopen = channelPermissions(place.guild, place.channel, self) & Permission.ManageThreads;
    if (thread.locked && !mayReopen) throw apiError('threadArchived');
    thread.archived = false;
  };

  return {
    list(channelId, query) {
      const place = enter(channelId);
      const page = readPage(query);
      const mayRead = channelPermissions(place.guild, place.channel, self) & Permission.ReadMessageHistory;
      if (!mayRead) return [];
      const visible = [...place.channel.messages.values()].filter(({ visibleTo }) => visibleTo === undefined);
      return selectPage(visible.map(({ message }) => message).toReversed(), page).map(withoutNonce);
    },
    read(channelId, messageId) {
      const place = enter(channelId, Permission.ReadMessageHistory);
      return withoutNonce(find(place, messageId).message);
    },
    create(channelId, body) {
      const place = findChannel(world, channelId);
      const isThread = place.channel.thread !== undefined;
      enter(channelId, isThread ? Permission.SendMessagesInThreads : Permission.SendMessages);
      const form = checkMessage(body);
      if (Array.isArray(form.embeds) && form.embeds.length > 0) enter(channelId, Permission.EmbedLinks);
      checkThread(place);
      const { nonce } = form;
      const isUnique = form.enforce_nonce === true && nonce !== undefined && nonce !== null;
      const key = `${channelId} ${String(nonce)}`;
      const earlier = isUnique ? nonces.get(key) : undefined;
      if (earlier && world.clock() - earlier.atMs <= nonceMs) {
        // A deleted message is not made again: Discord says so in discord-api-docs, pull request 6647.
        return find(place, earlier.id).message;
      }
      const reference = readReference(form.message_reference, place);
      const stored = createMessage(world, place, form, {
        flags: Number(form.flags ?? 0) & SETTABLE_FLAGS.channel,
        type: reference ? MessageType.Reply : MessageType.Default,
        extra: {
          ...(reference && { message_reference: reference }),
          ...((typeof nonce === 'string' || typeof nonce === 'number') && { nonce }),
        },
      });
      if (isUnique) nonces.set(key, { id: stored.message.id, atMs: world.clock() });
      return stored.message;
    },
    edit(channelId, messageId, body) {
      const place = enter(channelId);
      const stored = find(place, messageId);
      if (stored.message.author.id !== self) throw apiError('notTheAuthor');
      if (place.channel.thread?.archived) throw apiError('threadArchived');
      const form = checkMessage(body, earlierOf(stored));
      editMessage(world, place, stored, form, { flags: editFlags(stored, form) });
      return withoutNonce(stored.message);
    },
    remove(channelId, messageId) {
      const place = enter(channelId);
      const stored = find(place, messageId);
      if (stored.message.author.id !== self) enter(channelId, Permission.ManageMessages);
      if (place.channel.thread?.archived) throw apiError('threadArchived');
      deleteMessage(world, place, stored);
    },
    forgetNonces: () => nonces.clear(),
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
