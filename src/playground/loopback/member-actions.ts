import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  InteractionType,
  ApplicationCommandOptionType as Kind,
} from 'discord-api-types/v10';
import { registryOf } from './commands.ts';
import { walkComponents } from './components.ts';
import { type Form, isForm } from './form.ts';
import { INTENTS } from './intents.ts';
import type { InteractionHandle, Interactions } from './interactions.ts';
import type { Place } from './messages.ts';
import { toApiChannel, toApiMember } from './payloads.ts';
import { channelPermissions } from './permissions.ts';
import { findChannel, type StoredMessage, type World } from './world.ts';

export type OptionValue = string | number | boolean;

/** A member's use of a slash command. `subcommand` is its name, or "group name" within a group. */
export interface CommandUse {
  readonly channel: string;
  readonly user: string;
  readonly name: string;
  readonly subcommand?: string;
  /** Values by option name; users, channels and roles by id. */
  readonly options?: Readonly<Record<string, OptionValue>>;
}

/** What a member does in Discord's client. Each throws what the client would not let the member do. */
export interface MemberActions {
  runCommand(use: CommandUse): InteractionHandle;
  /** Asks for suggestions for the option `focused`, whose value is in `options` as typed so far. */
  autocomplete(use: CommandUse & { readonly focused: string }): InteractionHandle;
  press(use: {
    readonly message: string;
    readonly customId: string;
    readonly user: string;
  }): InteractionHandle;
  /** Sends any payload: `payload` goes over the usual fields, so it can be malformed in any way. */
  sendInteraction(use: {
    readonly channel: string;
    readonly user: string;
    readonly payload: Readonly<Record<string, unknown>>;
  }): InteractionHandle;
}

export function createMemberActions(
  world: World,
  interactions: Interactions,
  isHeard: (guildId: string) => boolean,
): MemberActions {
  const send = (
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
  const use = (asked: CommandUse, focused?: string): InteractionHandle => {
    const place = findChannel(world, asked.channel);
    const command = findCommand(world, place, asked);
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
    autocomplete: ({ focused, ...asked }) => use(asked, focused),
    press({ message: id, customId, user }) {
      const { place, stored } = findMessage(world, id);
      if (stored.visibleTo !== undefined && stored.visibleTo !== user) {
        throw new Error(`user ${user} does not see message ${id}`);
      }
      const component = walkComponents(stored.message.components).find((item) => item.custom_id === customId);
      if (!component) throw new Error(`message ${id} has no component ${JSON.stringify(customId)}`);
      if (component.disabled === true) throw new Error(`component ${JSON.stringify(customId)} is disabled`);
      const data = { id: component.id, custom_id: customId, component_type: component.type };
      const details = { type: InteractionType.MessageComponent, sourceId: id };
      return send(place, user, details, { data, message: stored.message });
    },
    sendInteraction({ channel, user, payload }) {
      const place = findChannel(world, channel);
      const type = typeof payload.type === 'number' ? payload.type : InteractionType.ApplicationCommand;
      const name =
        isForm(payload.data) && typeof payload.data.name === 'string' ? payload.data.name : undefined;
      return send(place, user, { type, ...(name && { commandName: name }) }, payload);
    },
  };
}

function findMessage(world: World, id: string): { place: Place; stored: StoredMessage } {
  for (const channel of world.channels.values()) {
    const stored = channel.messages.get(id);
    if (stored) return { place: findChannel(world, channel.id), stored };
  }
  throw new Error(`no message ${id}`);
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

function findCommand(world: World, place: Place, { name, user }: CommandUse): APIApplicationCommand {
  const known = [registryOf(world, place.guild), registryOf(world, undefined)].flatMap((registry) => [
    ...registry.values(),
  ]);
  const command = known.find((candidate) => candidate.name === name && candidate.type === 1);
  if (!command) throw new Error(`no command /${name} is registered`);
  const needed = BigInt(command.default_member_permissions ?? '0');
  if ((channelPermissions(place.guild, place.channel, user) & needed) !== needed) {
    throw new Error(`user ${user} may not use /${name}`);
  }
  return command;
}

function buildCommandData(
  command: APIApplicationCommand,
  use: CommandUse,
  focused: string | undefined,
  world: World,
  place: Place,
): Form {
  const steps = use.subcommand?.split(' ') ?? [];
  const declared = descend(command.options ?? [], steps);
  const values = Object.entries(use.options ?? {});
  const unknown = values.find(([name]) => !declared.some((option) => option.name === name));
  if (unknown) throw new Error(`/${use.name} has no option ${unknown[0]}`);
  const missing = declared.find(({ name, required }) => required && use.options?.[name] === undefined);
  if (missing && focused === undefined) throw new Error(`/${use.name} needs its option ${missing.name}`);
  const given = declared.flatMap((option) => {
    const value = use.options?.[option.name];
    if (value === undefined && option.name !== focused) return [];
    if (focused === undefined) checkValue(option, value ?? '', use.name);
    const isFocused = option.name === focused;
    return [
      { name: option.name, type: option.type, value: value ?? '', ...(isFocused && { focused: true }) },
    ];
  });
  if (focused !== undefined && !given.some(({ name }) => name === focused)) {
    throw new Error(`/${use.name} has no option ${focused}`);
  }
  const resolved = resolve(given, world, place);
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id && { guild_id: command.guild_id }),
    options: wrap(command.options ?? [], steps, given),
    ...(Object.keys(resolved).length > 0 && { resolved }),
  };
}

/** The options of the subcommand that `steps` leads to. */
function descend(
  options: readonly APIApplicationCommandOption[],
  steps: readonly string[],
): readonly APIApplicationCommandOption[] {
  const [step, ...rest] = steps;
  if (step === undefined) {
    const [first] = options;
    if (first?.type === Kind.Subcommand) throw new Error(`a subcommand is needed, such as ${first.name}`);
    return options;
  }
  const found = options.find(({ name }) => name === step);
  if (!found || !('options' in found || found.type === Kind.Subcommand))
    throw new Error(`no subcommand ${step}`);
  return descend('options' in found ? (found.options ?? []) : [], rest);
}

function wrap(
  options: readonly APIApplicationCommandOption[],
  steps: readonly string[],
  given: readonly object[],
): readonly object[] {
  const [step, ...rest] = steps;
  const found = options.find(({ name }) => name === step);
  if (step === undefined || !found) return given;
  const inner = 'options' in found ? (found.options ?? []) : [];
  return [
    { name: step, type: found.type, options: wrap(inner as APIApplicationCommandOption[], rest, given) },
  ];
}

/** Discord's client checks types, choices, lengths and ranges before it sends. */
function checkValue(option: APIApplicationCommandOption, value: OptionValue, command: string): void {
  const complain = (why: string): never => {
    throw new Error(`/${command} ${option.name}: ${why}`);
  };
  const isNumeric = option.type === Kind.Integer || option.type === Kind.Number;
  const wanted = option.type === Kind.Boolean ? 'boolean' : isNumeric ? 'number' : 'string';
  if (typeof value !== wanted) complain(`wants a ${wanted}`);
  if (option.type === Kind.Integer && !Number.isInteger(value)) complain('wants an integer');
  if (
    'choices' in option &&
    option.choices?.length &&
    !option.choices.some((choice) => choice.value === value)
  ) {
    complain(`${JSON.stringify(value)} is no choice`);
  }
  if (option.type === Kind.String) {
    const { length } = String(value);
    if (length < (option.min_length ?? 0) || length > (option.max_length ?? 6000))
      complain('has a wrong length');
  }
  if (option.type === Kind.Integer || option.type === Kind.Number) {
    if (Number(value) < (option.min_value ?? -Infinity) || Number(value) > (option.max_value ?? Infinity)) {
      complain('is out of range');
    }
  }
}

/** What the ids among the values stand for. */
function resolve(given: readonly { type: Kind; value: OptionValue }[], world: World, { guild }: Place): Form {
  const of = (...types: readonly Kind[]): string[] =>
    given.filter(({ type }) => types.includes(type)).map(({ value }) => String(value));
  const collect = (ids: readonly string[], look: (id: string) => object | undefined): Form =>
    Object.fromEntries(ids.flatMap((id) => (look(id) ? [[id, look(id)]] : [])));
  const people = of(Kind.User, Kind.Mentionable);
  const found = {
    users: collect(people, (id) => world.users.get(id)),
    members: collect(people, (id) => {
      const member = guild.members.get(id);
      if (!member) return undefined;
      const { user: _, ...rest } = { user: undefined, ...toApiMember(member), permissions: '0' };
      return rest;
    }),
    roles: collect(of(Kind.Role, Kind.Mentionable), (id) => guild.roles.get(id)),
    channels: collect(of(Kind.Channel), (id) => {
      const channel = guild.channels.get(id);
      return channel && { ...toApiChannel(channel), permissions: '0' };
    }),
  };
  return Object.fromEntries(Object.entries(found).filter(([, entries]) => Object.keys(entries).length > 0));
}
