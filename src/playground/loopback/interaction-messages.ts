import { type APIMessage, InteractionType, MessageFlags, MessageType } from 'discord-api-types/v10';
import { apiError } from './api-error.ts';
import { type Form, isForm } from './form.ts';
import type { Interaction, Interactions } from './interactions.ts';
import { checkMessage, SETTABLE_FLAGS } from './message-limits.ts';
import {
  createMessage,
  deleteMessage,
  earlierOf,
  editFlags,
  editMessage,
  isLoading,
  type MessageOrigin,
  withoutNonce,
} from './messages.ts';
import { reopenThread, requireOpenThread } from './threads.ts';
import type { StoredMessage, World } from './world.ts';

/** What an interaction's token gives access to: the routes under /webhooks. */
export interface InteractionMessages {
  /** `messageId` may be `@original`, here and below: the first answer, or the message whose button was pressed. */
  read(token: string, messageId: string): APIMessage;
  edit(token: string, messageId: string, body: unknown): APIMessage;
  remove(token: string, messageId: string): void;
  /** A new message; directly after a deferral it fills the deferred one, whose privacy stays as it was. */
  followUp(token: string, body: unknown): APIMessage;
}

export function createInteractionMessages(world: World, interactions: Interactions): InteractionMessages {
  const find = (interaction: Interaction, messageId: string): StoredMessage => {
    const id = messageId === '@original' ? interaction.originalId : messageId;
    const isReachable = id !== undefined && (id === interaction.originalId || interaction.made.has(id));
    const stored = isReachable ? interaction.place.channel.messages.get(id) : undefined;
    if (!stored) throw apiError('unknownMessage');
    return stored;
  };
  const edit = (interaction: Interaction, stored: StoredMessage, body: unknown): APIMessage => {
    requireOpenThread(interaction.place);
    const form = checkMessage(body, earlierOf(stored));
    return withoutNonce(changeMessage(world, interaction, stored, form).message);
  };
  return {
    read: (token, messageId) => withoutNonce(find(interactions.byToken(token), messageId).message),
    edit(token, messageId, body) {
      const interaction = interactions.byToken(token);
      return edit(interaction, find(interaction, messageId), body);
    },
    remove(token, messageId) {
      const interaction = interactions.byToken(token);
      deleteMessage(world, interaction.place, find(interaction, messageId), token);
    },
    followUp(token, body) {
      const interaction = interactions.byToken(token);
      const original = interaction.place.channel.messages.get(interaction.originalId ?? '');
      if (original && isLoading(original)) return edit(interaction, original, withoutEphemeral(body));
      reopenThread(world, interaction.place);
      const form = checkMessage(body);
      const flags = Number(form.flags ?? 0) & SETTABLE_FLAGS.interaction;
      return withoutNonce(createAnswer(world, interaction, form, flags).message);
    },
  };
}

/** A message that answers an interaction; with the ephemeral flag only its member sees it. */
export function createAnswer(
  world: World,
  interaction: Interaction,
  form: Form,
  flags: number,
): StoredMessage {
  const stored = createMessage(world, interaction.place, form, {
    flags,
    interaction: interaction.token,
    ...(flags & MessageFlags.Ephemeral && { visibleTo: interaction.userId }),
    ...describeOrigin(world, interaction),
  });
  interaction.made.add(stored.message.id);
  return stored;
}

/** Edits a message through an interaction by a checked body. */
export function changeMessage(
  world: World,
  interaction: Interaction,
  stored: StoredMessage,
  form: Form,
): StoredMessage {
  const flags = editFlags(stored, form);
  editMessage(world, interaction.place, stored, form, { flags, interaction: interaction.token });
  return stored;
}

function withoutEphemeral(body: unknown): unknown {
  if (!isForm(body) || typeof body.flags !== 'number') return body;
  return { ...body, flags: body.flags & ~MessageFlags.Ephemeral };
}

/** Kind, metadata and reference of a message that answers an interaction. */
function describeOrigin(world: World, interaction: Interaction): Pick<MessageOrigin, 'type' | 'extra'> {
  const user = world.users.get(interaction.userId) ?? world.bot;
  const { id, type, commandName: name, sourceId, place } = interaction;
  const repliesTo = interaction.originalId ?? sourceId;
  const extra = {
    application_id: world.bot.id,
    webhook_id: world.bot.id,
    interaction_metadata: {
      ...{ id, type, user, authorizing_integration_owners: { 0: place.guild.id } },
      ...(sourceId && { interacted_message_id: sourceId }),
      ...(interaction.originalId && { original_response_message_id: interaction.originalId }),
      ...(name && { name }),
    },
    ...(name && { interaction: { id, type, name, user } }),
    ...(repliesTo && {
      message_reference: {
        type: 0,
        channel_id: place.channel.id,
        guild_id: place.guild.id,
        message_id: repliesTo,
      },
    }),
  } as unknown as Partial<APIMessage>;
  const isFirst = !repliesTo && type === InteractionType.ApplicationCommand;
  return { type: isFirst ? MessageType.ChatInputCommand : MessageType.Reply, extra };
}
