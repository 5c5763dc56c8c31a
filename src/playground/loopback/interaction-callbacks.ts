import { InteractionResponseType as Callback, InteractionType, MessageFlags } from 'discord-api-types/v10';
import { ApiError, apiError, FormErrors } from './api-error.ts';
import { checkChoices } from './command-limits.ts';
import { type Form, isForm, readChoice, readForm, readList } from './form.ts';
import type { Suggestion } from './interaction-handle.ts';
import { changeMessage, createAnswer } from './interaction-messages.ts';
import type { Interaction, Interactions } from './interactions.ts';
import { checkMessage, SETTABLE_FLAGS } from './message-limits.ts';
import { earlierOf } from './messages.ts';
import { checkModal } from './modals.ts';
import { reopenThread } from './threads.ts';
import type { StoredMessage, World } from './world.ts';

const FROM_COMMAND = [
  Callback.ChannelMessageWithSource,
  Callback.DeferredChannelMessageWithSource,
  Callback.Modal,
];
const UPDATES = [Callback.DeferredMessageUpdate, Callback.UpdateMessage];

/** Which callbacks each kind of interaction takes. Source: Discord's documentation, "Interaction Callback Type". */
const CALLBACKS: Readonly<Record<number, readonly Callback[]>> = {
  [InteractionType.ApplicationCommand]: FROM_COMMAND,
  [InteractionType.MessageComponent]: [...FROM_COMMAND, ...UPDATES],
  [InteractionType.ApplicationCommandAutocomplete]: [Callback.ApplicationCommandAutocompleteResult],
  [InteractionType.ModalSubmit]: [...FROM_COMMAND.slice(0, 2), ...UPDATES],
};

/**
 * The bot's first answer to an interaction: POST …/callback. A body that is refused acknowledges nothing. Gives
 * what Discord answers with `with_response`.
 */
export function acceptCallback(
  world: World,
  interactions: Interactions,
  ids: { readonly id: string; readonly token: string },
  body: unknown,
): object {
  const interaction = interactions.claim(ids.id, ids.token);
  reopenThread(world, interaction.place);
  const { type, data } = readCallback(interaction, body);
  const carryOut = prepare(world, interaction, type, data);
  interactions.acknowledge(interaction, type);
  const stored = carryOut();
  if (stored) interaction.originalId = stored.message.id;
  return describe(interaction, type, stored);
}

/** Checks the callback's data, and gives what is to be done once the interaction counts as acknowledged. */
function prepare(
  world: World,
  interaction: Interaction,
  type: Callback,
  data: Form,
): () => StoredMessage | undefined {
  switch (type) {
    case Callback.ChannelMessageWithSource: {
      const form = underData(() => checkMessage(data));
      const flags = Number(form.flags ?? 0) & SETTABLE_FLAGS.interaction;
      return () => createAnswer(world, interaction, form, flags);
    }
    case Callback.DeferredChannelMessageWithSource: {
      const flags = Number(data.flags ?? 0) & SETTABLE_FLAGS.deferral;
      return () => createAnswer(world, interaction, {}, flags | MessageFlags.Loading);
    }
    case Callback.UpdateMessage: {
      const source = findSource(interaction);
      const form = underData(() => checkMessage(data, earlierOf(source)));
      return () => changeMessage(world, interaction, source, form);
    }
    case Callback.ApplicationCommandAutocompleteResult: {
      const choices = readSuggestions(data);
      return () => void interaction.record({ kind: 'choices', atMs: world.clock(), choices });
    }
    case Callback.Modal: {
      checkModal(data);
      return () => {
        interaction.modal = data;
        interaction.record({ kind: 'modal', atMs: world.clock(), modal: data });
      };
    }
    default: {
      const source = findSource(interaction);
      return () => source;
    }
  }
}

function findSource({ place, sourceId = '' }: Interaction): StoredMessage {
  const source = place.channel.messages.get(sourceId);
  if (!source) throw apiError('unknownMessage');
  return source;
}

function readCallback(interaction: Interaction, body: unknown): { type: Callback; data: Form } {
  const errors = new FormErrors();
  const form = readForm(body, [], errors);
  const type = readChoice<Callback>(form.type, ['type'], errors, CALLBACKS[interaction.type] ?? []);
  const data = isForm(form.data) ? form.data : {};
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

function describe(
  { id, type, place }: Interaction,
  callback: Callback,
  stored: StoredMessage | undefined,
): object {
  const flags = stored?.message.flags ?? 0;
  const isCreated = callback === Callback.ChannelMessageWithSource || callback === Callback.UpdateMessage;
  const made = stored && {
    response_message_id: stored.message.id,
    response_message_loading: Boolean(flags & MessageFlags.Loading),
    response_message_ephemeral: Boolean(flags & MessageFlags.Ephemeral),
  };
  return {
    interaction: { id, type, channel_id: place.channel.id, guild_id: place.guild.id, ...made },
    ...(isCreated && { resource: { type: callback, message: stored?.message } }),
  };
}
