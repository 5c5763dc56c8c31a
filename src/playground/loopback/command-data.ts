import {
  type APIApplicationCommand,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType as Kind,
} from 'discord-api-types/v10';
import type { Form } from './form.ts';
import type { Place } from './messages.ts';
import { toApiChannel, toApiMember } from './payloads.ts';
import { channelPermissions } from './permissions.ts';
import type { World } from './world.ts';

export type OptionValue = string | number | boolean;

/** A member's use of a slash command. `subcommand` is its name, or "group name" within a group. */
export interface CommandUse {
  readonly channel: string;
  readonly user: string;
  readonly name: string;
  readonly subcommand?: string;
  /** Values by option name; users, channels and roles by id, files by the address that they were sent to. */
  readonly options?: Readonly<Record<string, OptionValue>>;
}

/**
 * The `data` of an interaction for this use of a command; with `focused`, of an autocomplete. Throws for what
 * Discord's client would not let a member send.
 */
export function buildCommandData(
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
  const sent = sendFiles(given, world);
  const resolved = { ...resolve(given, world, place, use.user), ...sent.resolved };
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id && { guild_id: command.guild_id }),
    options: wrap(command.options ?? [], steps, sent.given),
    ...(Object.keys(resolved).length > 0 && { resolved }),
  };
}

type Given = { readonly name: string; readonly type: Kind; readonly value: OptionValue };

/** Files get an id, as if the member's client had sent them. */
function sendFiles(given: readonly Given[], world: World): { given: readonly Given[]; resolved: Form } {
  const files = given
    .filter(({ type }) => type === Kind.Attachment)
    .map(({ name, value }) => ({ name, id: world.nextId(), url: String(value) }));
  const attachments = Object.fromEntries(
    files.map(({ id, url }) => [id, { id, filename: 'file', size: 1000, url, proxy_url: url }]),
  );
  return {
    given: given.map((one) => ({
      ...one,
      value: files.find(({ name }) => name === one.name)?.id ?? one.value,
    })),
    resolved: files.length > 0 ? { attachments } : {},
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
function resolve(
  given: readonly { type: Kind; value: OptionValue }[],
  world: World,
  { guild }: Place,
  user: string,
): Form {
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
      return (
        channel && {
          ...toApiChannel(channel),
          permissions: channelPermissions(guild, channel, user).toString(),
        }
      );
    }),
  };
  return Object.fromEntries(Object.entries(found).filter(([, entries]) => Object.keys(entries).length > 0));
}
