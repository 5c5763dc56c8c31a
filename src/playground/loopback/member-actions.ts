import { type APIApplicationCommand, ApplicationCommandType, InteractionType } from 'discord-api-types/v10';
import { buildCommandData, type CommandUse } from './command-data.ts';
import { isUsable } from './command-permissions.ts';
import { registryOf } from './commands.ts';
import { walkComponents } from './components.ts';
import { type Form, isForm } from './form.ts';
import { INTENTS } from './intents.ts';
import type { InteractionHandle } from './interaction-handle.ts';
import type { Interactions } from './interactions.ts';
import type { Place } from './messages.ts';
import { buildSubmission } from './modals.ts';
import { toApiChannel, toApiMember } from './payloads.ts';
import { channelPermissions } from './permissions.ts';
import { findChannel, type StoredMessage, type World } from './world.ts';

/** What a member does in Discord's client. Each throws what the client would not let the member do. */
export interface MemberActions {
  runCommand(use: CommandUse): InteractionHandle;
  /** Uses a command of a message's menu on it. */
  runMessageCommand(use: MessageCommandUse): InteractionHandle;
  /** Asks for suggestions for the option `focused`, whose value is in `options` as typed so far. */
  autocomplete(use: CommandUse & { readonly focused: string }): InteractionHandle;
  press(use: {
    readonly message: string;
    readonly customId: string;
    readonly user: string;
  }): InteractionHandle;
  /** Fills in and sends the form that an interaction of this member was answered with. */
  submit(use: FormUse): InteractionHandle;
  /** Sends any payload: `payload` goes over the usual fields, so it can be malformed in any way. */
  sendInteraction(use: {
    readonly channel: string;
    readonly user: string;
    readonly payload: Readonly<Record<string, unknown>>;
  }): InteractionHandle;
}

/** A form that a member fills in: values by the custom_id of the field. */
export interface FormUse {
  /** The id of the interaction that was answered with it. */
  readonly interaction: string;
  readonly user: string;
  readonly values: Readonly<Record<string, string>>;
}

/** A member's use of a command of a message's menu. */
export interface MessageCommandUse {
  readonly message: string;
  readonly user: string;
  readonly name: string;
}

export function createMemberActions(
  world: World,
  interactions: Interactions,
  isHeard: (guildId: string) => boolean,
): MemberActions {
  const send = createSend(world, interactions, isHeard);
  const use = (asked: CommandUse, focused?: string): InteractionHandle => {
    const place = findChannel(world, asked.channel);
    const command = findCommand(world, place, asked, ApplicationCommandType.ChatInput);
    const isTyping = focused !== undefined;
    const type = isTyping
      ? InteractionType.ApplicationCommandAutocomplete
      : InteractionType.ApplicationCommand;
    const data = buildCommandData(command, asked, focused, world, place);
    const commandName = [asked.name, asked.subcommand].filter(Boolean).join(' ');
    return send(place, asked.user, { type, ...(!isTyping && { commandName }) }, { data });
  };

  return {
    runCommand: (asked) => use(asked),
    runMessageCommand({ message: id, user, name }) {
      const { place, stored } = findMessage(world, id);
      requireVisible(stored, user);
      const command = findCommand(world, place, { name, user }, ApplicationCommandType.Message);
      const data = {
        ...{ id: command.id, name, type: command.type, target_id: id },
        ...(command.guild_id && { guild_id: command.guild_id }),
        resolved: { messages: { [id]: stored.message } },
      };
      const type = InteractionType.ApplicationCommand;
      return send(place, user, { type, commandName: name }, { data });
    },
    autocomplete: ({ focused, ...asked }) => use(asked, focused),
    press({ message: id, customId, user }) {
      const { place, stored } = findMessage(world, id);
      const component = findComponent(stored, customId, user);
      const data = { id: component.id, custom_id: customId, component_type: component.type };
      const details = { type: InteractionType.MessageComponent, sourceId: id };
      return send(place, user, details, { data, message: stored.message });
    },
    submit({ interaction, user, values }) {
      const { place, modal, sourceId } = interactions.withForm(interaction, user);
      const details = { type: InteractionType.ModalSubmit, ...(sourceId && { sourceId }) };
      const source = place.channel.messages.get(sourceId ?? '');
      const message = source && { message: source.message };
      return send(place, user, details, { data: buildSubmission(modal, values), ...message });
    },
    sendInteraction({ channel, user, payload }) {
      const place = findChannel(world, channel);
      const type = typeof payload.type === 'number' ? payload.type : InteractionType.ApplicationCommand;
      const name =
        isForm(payload.data) && typeof payload.data.name === 'string' ? payload.data.name : undefined;
      const source = isForm(payload.message) ? String(payload.message.id) : undefined;
      const details = { type, ...(name && { commandName: name }), ...(source && { sourceId: source }) };
      return send(place, user, details, payload);
    },
  };
}

/** Sends an interaction to the bot: `payload` goes over the fields that every interaction has. */
function createSend(world: World, interactions: Interactions, isHeard: (guildId: string) => boolean) {
  return (
    place: Place,
    user: string,
    details: { type: InteractionType; commandName?: string; sourceId?: string },
    payload: Form,
  ): InteractionHandle =>
    interactions.start({ ...details, userId: user, place }, ({ id, token }) => {
      const data = { ...describeContext(world, place, user), id, token, type: details.type, ...payload };
      world.events.emit('dispatch', {
        name: 'INTERACTION_CREATE',
        data,
        guildId: place.guild.id,
        intents: INTENTS.none,
      });
      return isHeard(place.guild.id);
    });
}

function findMessage(world: World, id: string): { place: Place; stored: StoredMessage } {
  for (const channel of world.channels.values()) {
    const stored = channel.messages.get(id);
    if (stored) return { place: findChannel(world, channel.id), stored };
  }
  throw new Error(`no message ${id}`);
}

function requireVisible({ message, visibleTo }: StoredMessage, user: string): void {
  if (visibleTo !== undefined && visibleTo !== user)
    throw new Error(`user ${user} does not see message ${message.id}`);
}

/** The component of a message that this member can use. */
function findComponent(stored: StoredMessage, customId: string, user: string): Form {
  requireVisible(stored, user);
  const { message } = stored;
  const component = walkComponents(message.components).find((item) => item.custom_id === customId);
  if (!component) throw new Error(`message ${message.id} has no component ${JSON.stringify(customId)}`);
  if (component.disabled === true) throw new Error(`component ${JSON.stringify(customId)} is disabled`);
  return component;
}

/** The fields that every interaction in a guild has. */
function describeContext(world: World, { guild, channel }: Place, userId: string): Form {
  const member = guild.members.get(userId);
  if (!member) throw new Error(`user ${userId} is no member of guild ${guild.id}`);
  const permissions = channelPermissions(guild, channel, userId).toString();
  return {
    application_id: world.bot.id,
    version: 1,
    guild_id: guild.id,
    guild: { id: guild.id, locale: 'en-US', features: [] },
    guild_locale: 'en-US',
    channel_id: channel.id,
    channel: { ...toApiChannel(channel), permissions },
    member: { ...toApiMember(member), permissions },
    locale: 'en-US',
    app_permissions: channelPermissions(guild, channel, world.bot.id).toString(),
    entitlements: [],
    authorizing_integration_owners: { 0: guild.id },
    context: 0,
    attachment_size_limit: 10_485_760,
  };
}

function findCommand(
  world: World,
  place: Place,
  { name, user }: Pick<CommandUse, 'name' | 'user'>,
  type: ApplicationCommandType,
): APIApplicationCommand {
  const known = [registryOf(world, place.guild), registryOf(world, undefined)].flatMap((registry) => [
    ...registry.values(),
  ]);
  const command = known.find((candidate) => candidate.name === name && candidate.type === type);
  if (!command) throw new Error(`no command ${name} is registered`);
  if (!isUsable(world, place, user, command)) throw new Error(`user ${user} may not use ${name}`);
  return command;
}
