import {
  type APIMessage,
  InteractionResponseType as Callback,
  InteractionType,
  MessageFlags,
  MessageType,
} from 'discord-api-types/v10';
import { ApiError, apiError, FormErrors } from './api-error.ts';
import { checkChoices } from './command-limits.ts';
import { type Form, isForm, readChoice, readForm, readList, readText } from './form.ts';
import type { Interaction, Interactions, Suggestion } from './interactions.ts';
import { checkMessage, SETTABLE_FLAGS } from './message-limits.ts';
import { createMessage, deleteMessage, editFlags, editMessage } from './messages.ts';
import type { StoredMessage, World } from './world.ts';

/** Which callbacks each kind of interaction takes. Source: Discord's documentation, "Interaction Callback Type". */
const CALLBACKS: Readonly<Record<number, readonly Callback[]>> = {
  [InteractionType.ApplicationCommand]: [
    Callback.ChannelMessageWithSource,
    Callback.DeferredChannelMessageWithSource,
    Callback.Modal,
  ],
  [InteractionType.MessageComponent]: [
    Callback.ChannelMessageWithSource,
    Callback.DeferredChannelMessageWithSource,
    Callback.DeferredMessageUpdate,
    Callback.UpdateMessage,
    Callback.Modal,
  ],
  [InteractionType.ApplicationCommandAutocomplete]: [Callback.ApplicationCommandAutocompleteResult],
  [InteractionType.ModalSubmit]: [
    Callback.ChannelMessageWithSource,
    Callback.DeferredChannelMessageWithSource,
    Callback.DeferredMessageUpdate,
    Callback.UpdateMessage,
  ],
};

/** What the bot does with an interaction it was sent: the routes under /interactions and /webhooks. */
export interface InteractionResponses {
  /** The first acknowledgement. A body that is refused acknowledges nothing. Gives the callback's resource. */
  callback(id: string, token: string, body: unknown): object;
  /** `messageId` may be `@original`, here and below. */
  read(token: string, messageId: string): APIMessage;
  edit(token: string, messageId: string, body: unknown): APIMessage;
  remove(token: string, messageId: string): void;
  /** A new message; directly after a deferral it fills the deferred one, whose privacy stays as it was. */
  followUp(token: string, body: unknown): APIMessage;
}

export function createInteractionResponses(world: World, interactions: Interactions): InteractionResponses {
  const find = (interaction: Interaction, messageId: string): StoredMessage => {
    const id = messageId === '@original' ? interaction.originalId : messageId;
    const isMine = id !== undefined && (id === interaction.originalId || interaction.made.has(id));
    const stored = isMine ? interaction.place.channel.messages.get(id) : undefined;
    if (!stored) throw apiError('unknownMessage');
    return stored;
  };
  const create = (interaction: Interaction, form: Form, flags: number): StoredMessage => {
    const stored = createMessage(world, interaction.place, form, {
      flags,
      interaction: interaction.token,
      ...(flags & MessageFlags.Ephemeral && { visibleTo: interaction.userId }),
      ...describeOrigin(world, interaction),
    });
    interaction.made.add(stored.message.id);
    return stored;
  };
  const change = (interaction: Interaction, stored: StoredMessage, body: unknown): APIMessage => {
    const form = checkMessage(body, earlierOf(stored));
    const flags = editFlags(stored, form);
    editMessage(world, interaction.place, stored, form, { flags, interaction: interaction.token });
    return stored.message;
  };

  return {
    callback(id, token, body) {
      const interaction = interactions.claim(id, token);
      if (interaction.place.channel.thread?.archived) throw apiError('threadArchived');
      const { type, data } = readCallback(interaction, body);
      let act = (): StoredMessage | undefined => undefined;
      if (type === Callback.ChannelMessageWithSource) {
        const form = underData(() => checkMessage(data));
        act = () => create(interaction, form, Number(form.flags ?? 0) & SETTABLE_FLAGS.interaction);
      } else if (type === Callback.DeferredChannelMessageWithSource) {
        const flags = Number(data.flags ?? 0) & SETTABLE_FLAGS.deferral;
        act = () => create(interaction, {}, flags | MessageFlags.Loading);
      } else if (type === Callback.UpdateMessage || type === Callback.DeferredMessageUpdate) {
        const source = interaction.place.channel.messages.get(interaction.sourceId ?? '');
        if (!source) throw apiError('unknownMessage');
        if (type === Callback.UpdateMessage) {
          const form = underData(() => checkMessage(data, earlierOf(source)));
          const flags = editFlags(source, form);
          act = () => {
            editMessage(world, interaction.place, source, form, { flags, interaction: token });
            return source;
          };
        } else act = () => source;
      } else if (type === Callback.ApplicationCommandAutocompleteResult) {
        const choices = readSuggestions(data);
        act = () => {
          interaction.record({ kind: 'choices', atMs: world.clock(), choices });
          return undefined;
        };
      } else if (type === Callback.Modal) {
        checkModal(data);
        act = () => {
          interaction.record({ kind: 'modal', atMs: world.clock(), modal: data });
          return undefined;
        };
      }
      interactions.acknowledge(interaction, type);
      const stored = act();
      if (stored) interaction.originalId = stored.message.id;
      return describeCallback(interaction, type, stored);
    },
    read: (token, messageId) => withoutNonce(find(interactions.byToken(token), messageId).message),
    edit(token, messageId, body) {
      const interaction = interactions.byToken(token);
      return change(interaction, find(interaction, messageId), body);
    },
    remove(token, messageId) {
      const interaction = interactions.byToken(token);
      deleteMessage(world, interaction.place, find(interaction, messageId), token);
    },
    followUp(token, body) {
      const interaction = interactions.byToken(token);
      const original = interaction.place.channel.messages.get(interaction.originalId ?? '');
      if (original && (original.message.flags ?? 0) & MessageFlags.Loading) {
        return change(interaction, original, withoutEphemeral(body));
      }
      const form = checkMessage(body);
      return create(interaction, form, Number(form.flags ?? 0) & SETTABLE_FLAGS.interaction).message;
    },
  };
}

function earlierOf({ message }: StoredMessage): Parameters<typeof checkMessage>[1] {
  const { content, embeds, components = [], flags = 0 } = message;
  return { content, embeds, components, flags };
}

/** Discord does not keep nonces: only the answer to the request that made the message has it. */
export function withoutNonce(message: APIMessage): APIMessage {
  const { nonce: _, ...rest } = message;
  return rest;
}

function withoutEphemeral(body: unknown): unknown {
  if (!isForm(body) || typeof body.flags !== 'number') return body;
  return { ...body, flags: body.flags & ~MessageFlags.Ephemeral };
}

function readCallback(interaction: Interaction, body: unknown): { type: Callback; data: Form } {
  const errors = new FormErrors();
  const form = readForm(body, [], errors);
  const type = readChoice<Callback>(form.type, ['type'], errors, CALLBACKS[interaction.type] ?? []);
  const needsData = type !== undefined && type !== Callback.DeferredMessageUpdate;
  const data = needsData && form.data !== undefined ? readForm(form.data, ['data'], errors) : {};
  errors.throwIfAny();
  return { type: type ?? Callback.DeferredMessageUpdate, data };
}

/** In a callback the message is under `data`, and so are its faults. */
function underData<T>(check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ApiError) || !error.errors) throw error;
    throw new ApiError(error.status, error.code, error.message, { data: error.errors });
  }
}

function readSuggestions(data: Form): readonly Suggestion[] {
  const errors = new FormErrors();
  const path = ['data', 'choices'];
  const choices = readList(data.choices, path, errors, [0, 25]);
  if (data.choices === undefined) errors.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  const textual = choices.some((choice) => isForm(choice) && typeof choice.value === 'string');
  checkChoices(choices, path, errors, textual);
  errors.throwIfAny();
  return choices as readonly Suggestion[];
}

function checkModal(data: Form): void {
  const errors = new FormErrors();
  readText(data.custom_id, ['data', 'custom_id'], errors, [1, 100]);
  readText(data.title, ['data', 'title'], errors, [1, 45]);
  readList(data.components, ['data', 'components'], errors, [1, 5]);
  errors.throwIfAny();
}

/** Kind, metadata and reference of a message that answers an interaction. */
function describeOrigin(
  world: World,
  interaction: Interaction,
): { type: MessageType; extra: Partial<APIMessage> } {
  const user = world.users.get(interaction.userId) ?? world.bot;
  const { id, type, commandName, place } = interaction;
  const repliesTo = interaction.originalId ?? interaction.sourceId;
  const metadata = { id, type, user, authorizing_integration_owners: { 0: place.guild.id } };
  const source = interaction.sourceId && { interacted_message_id: interaction.sourceId };
  const extra = {
    application_id: world.bot.id,
    webhook_id: world.bot.id,
    interaction_metadata: { ...metadata, ...source, ...(commandName && { name: commandName }) },
    ...(commandName && { interaction: { id, type, name: commandName, user } }),
    ...(repliesTo && {
      message_reference: {
        type: 0,
        channel_id: place.channel.id,
        guild_id: place.guild.id,
        message_id: repliesTo,
      },
    }),
  } as unknown as Partial<APIMessage>;
  const isAnswer = !repliesTo && type === InteractionType.ApplicationCommand;
  return { type: isAnswer ? MessageType.ChatInputCommand : MessageType.Reply, extra };
}

function describeCallback(
  interaction: Interaction,
  type: Callback,
  stored: StoredMessage | undefined,
): object {
  const flags = stored?.message.flags ?? 0;
  const made = stored && {
    response_message_id: stored.message.id,
    response_message_loading: Boolean(flags & MessageFlags.Loading),
    response_message_ephemeral: Boolean(flags & MessageFlags.Ephemeral),
  };
  const { id, place } = interaction;
  return {
    interaction: {
      id,
      type: interaction.type,
      channel_id: place.channel.id,
      guild_id: place.guild.id,
      ...made,
    },
    resource: { type, ...(stored && { message: stored.message }) },
  };
}
