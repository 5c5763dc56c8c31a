import {
  type APIMessage,
  type APIMessageTopLevelComponent,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import { completeComponents, componentText } from './components.ts';
import type { Form } from './form.ts';
import { INTENTS } from './intents.ts';
import { findMentions } from './mentions.ts';
import { type Earlier, SETTABLE_FLAGS } from './message-limits.ts';
import type { Channel, Guild, MessageChange, StoredMessage, World } from './world.ts';

export interface Place {
  readonly channel: Channel;
  readonly guild: Guild;
}

/** What a message has beyond its body. */
export interface MessageOrigin {
  readonly type?: MessageType;
  readonly authorId?: string;
  /** Flags that count, already confined to those that may be set here. */
  readonly flags: number;
  readonly visibleTo?: string;
  /** The interaction that made it. */
  readonly interaction?: string;
  readonly extra?: Partial<APIMessage>;
}

/** Stores a new message from a checked body, tells the gateway and the watchers, and gives what was stored. */
export function createMessage(world: World, place: Place, form: Form, origin: MessageOrigin): StoredMessage {
  const { channel } = place;
  const message: APIMessage = {
    id: world.nextId(),
    channel_id: channel.id,
    author: world.users.get(origin.authorId ?? world.bot.id) ?? world.bot,
    content: '',
    timestamp: new Date(world.clock()).toISOString(),
    edited_timestamp: null,
    tts: form.tts === true,
    mention_everyone: false,
    mentions: [],
    mention_roles: [],
    attachments: [],
    embeds: [],
    components: [],
    pinned: false,
    type: origin.type ?? MessageType.Default,
    flags: origin.flags,
    ...origin.extra,
  };
  const stored: StoredMessage = {
    message,
    pings: [],
    ...(origin.visibleTo !== undefined && { visibleTo: origin.visibleTo }),
  };
  applyBody(world, place, stored, form);
  channel.messages.set(message.id, stored);
  announce(world, place, 'create', stored, origin.interaction);
  return stored;
}

/**
 * Changes a message by a checked body: absent fields stay. Only the edit that ends a deferred reply can notify
 * anyone. `flags` are those to keep or set, already confined.
 */
export function editMessage(
  world: World,
  place: Place,
  stored: StoredMessage,
  form: Form,
  options: { readonly flags: number; readonly interaction?: string },
): void {
  const wasLoading = isLoading(stored);
  const earlierPings = stored.pings;
  stored.message = {
    ...stored.message,
    flags: options.flags & ~MessageFlags.Loading,
    edited_timestamp: wasLoading ? null : new Date(world.clock()).toISOString(),
  };
  applyBody(world, place, stored, form);
  if (!wasLoading) stored.pings = earlierPings;
  announce(world, place, 'update', stored, options.interaction);
}

export function deleteMessage(world: World, place: Place, stored: StoredMessage, interaction?: string): void {
  place.channel.messages.delete(stored.message.id);
  announce(world, place, 'delete', stored, interaction);
}

/** Whether a message is a deferred reply that still says "thinking". */
export function isLoading({ message }: StoredMessage): boolean {
  return Boolean((message.flags ?? 0) & MessageFlags.Loading);
}

/** What an edit's body is checked against. */
export function earlierOf({ message }: StoredMessage): Earlier {
  const { content, embeds, components = [], flags = 0 } = message;
  return { content, embeds, components, flags };
}

/** Discord does not keep nonces: only the answer to the request that made the message, and its event, have it. */
export function withoutNonce(message: APIMessage): APIMessage {
  const { nonce: _, ...rest } = message;
  return rest;
}

/** The flags of a message after an edit: those that an edit may set, and of the rest what it had. */
export function editFlags(stored: StoredMessage, form: Form): number {
  const earlier = stored.message.flags ?? 0;
  const wanted = typeof form.flags === 'number' ? form.flags : earlier;
  return (earlier & ~SETTABLE_FLAGS.edit) | (wanted & SETTABLE_FLAGS.edit);
}

function applyBody(world: World, place: Place, stored: StoredMessage, form: Form): void {
  const { message } = stored;
  if (form.content !== undefined) message.content = String(form.content ?? '').trim();
  if (form.embeds !== undefined) {
    message.embeds = (Array.isArray(form.embeds) ? form.embeds : []).map((embed) => ({
      ...embed,
      type: 'rich',
    }));
  }
  if (form.components !== undefined) {
    const components = Array.isArray(form.components) ? form.components : [];
    message.components = completeComponents(components) as APIMessageTopLevelComponent[];
  }
  const text = `${message.content}\n${componentText(message.components)}`;
  const mentions = findMentions(text, form.allowed_mentions, world, place.guild);
  stored.message = {
    ...message,
    mentions: [...mentions.users],
    mention_roles: [...mentions.roles],
    mention_everyone: mentions.everyone,
  };
  stored.pings = mentions.pings;
}

function announce(
  world: World,
  { channel, guild }: Place,
  change: MessageChange['change'],
  stored: StoredMessage,
  interaction: string | undefined,
): void {
  world.events.emit('message', {
    ...stored,
    change,
    channel: channel.id,
    ...(interaction !== undefined && { interaction }),
  });
  if (stored.visibleTo !== undefined) return;
  const ids = { id: stored.message.id, channel_id: channel.id, guild_id: guild.id };
  world.events.emit('dispatch', {
    name: `MESSAGE_${change.toUpperCase()}`,
    data: change === 'delete' ? ids : { ...stored.message, guild_id: guild.id },
    guildId: guild.id,
    intents: INTENTS.guildMessages,
  });
}
