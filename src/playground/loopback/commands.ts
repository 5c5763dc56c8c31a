import type { APIApplicationCommand } from 'discord-api-types/v10';
import { apiError } from './api-error.ts';
import { checkCommands } from './command-limits.ts';
import { type Form, isForm } from './form.ts';
import type { Guild, World } from './world.ts';

const MAX_COMMANDS = 100;

/** PUT: these commands and no others. A command keeps its id by name and type; an unchanged one its version. */
export function overwriteCommands(
  world: World,
  guild: Guild | undefined,
  body: unknown,
): APIApplicationCommand[] {
  const list = Array.isArray(body) ? body : [];
  if (list.length > MAX_COMMANDS) throw apiError('tooManyCommands');
  const forms = checkCommands(list, (index) => [index]);
  const registry = registryOf(world, guild);
  const next = forms.map((form) => toCommand(world, guild, form, findSame(registry, form)));
  registry.clear();
  for (const command of next) registry.set(command.id, command);
  announce(world, guild);
  return next;
}

/** POST: adds a command, or replaces the one of the same name and type. `isNew` decides between 201 and 200. */
export function upsertCommand(
  world: World,
  guild: Guild | undefined,
  body: unknown,
): { command: APIApplicationCommand; isNew: boolean } {
  const registry = registryOf(world, guild);
  const [form] = checkCommands([body], () => []);
  const same = form && findSame(registry, form);
  if (!same && registry.size >= MAX_COMMANDS) throw apiError('tooManyCommands');
  const command = toCommand(world, guild, form ?? {}, same);
  registry.set(command.id, command);
  announce(world, guild);
  return { command, isNew: !same };
}

export function deleteCommand(world: World, guild: Guild | undefined, id: string): void {
  if (!registryOf(world, guild).delete(id)) throw apiError('unknownCommand');
  announce(world, guild);
}

/** GET: as registered; the translations only when they are asked for. */
export function listCommands(
  world: World,
  guild: Guild | undefined,
  withLocalizations: boolean,
): APIApplicationCommand[] {
  const commands = [...registryOf(world, guild).values()];
  return withLocalizations ? commands : commands.map((command) => withoutLocalizations(command));
}

export function registryOf(world: World, guild: Guild | undefined): Map<string, APIApplicationCommand> {
  return guild ? guild.commands : world.commands;
}

function findSame(
  registry: Map<string, APIApplicationCommand>,
  form: Form,
): APIApplicationCommand | undefined {
  return [...registry.values()].find(
    (command) => command.name === form.name && command.type === (form.type ?? 1),
  );
}

/** The command with Discord's defaults filled in. */
function toCommand(
  world: World,
  guild: Guild | undefined,
  form: Form,
  same: APIApplicationCommand | undefined,
): APIApplicationCommand {
  const command = {
    id: same?.id ?? world.nextId(),
    application_id: world.bot.id,
    version: same?.version ?? '0',
    type: form.type ?? 1,
    name: form.name,
    name_localizations: form.name_localizations ?? null,
    description: form.description ?? '',
    description_localizations: form.description_localizations ?? null,
    default_member_permissions: form.default_member_permissions ?? null,
    nsfw: form.nsfw ?? false,
    ...(guild
      ? { guild_id: guild.id }
      : {
          dm_permission: form.dm_permission ?? true,
          contexts: form.contexts ?? null,
          integration_types: form.integration_types ?? [0],
        }),
    ...(Array.isArray(form.options) && form.options.length > 0 && { options: form.options.map(toOption) }),
  } as unknown as APIApplicationCommand;
  if (same && JSON.stringify(same) === JSON.stringify(command)) return same;
  return { ...command, version: world.nextId() };
}

/** Discord leaves out of options what is false or empty. */
function toOption(option: unknown): Form {
  if (!isForm(option)) return {};
  const { required, autocomplete, options, choices, ...rest } = option;
  return {
    name_localizations: null,
    description_localizations: null,
    ...rest,
    ...(required === true && { required }),
    ...(autocomplete === true && { autocomplete }),
    ...(Array.isArray(choices) &&
      choices.length > 0 && { choices: choices.map((choice) => ({ name_localizations: null, ...choice })) }),
    ...(Array.isArray(options) && options.length > 0 && { options: options.map(toOption) }),
  };
}

function withoutLocalizations<T>(value: T): T {
  const text = JSON.stringify(value, (key, inner: unknown) =>
    key === 'name_localizations' || key === 'description_localizations' ? undefined : inner,
  );
  return JSON.parse(text) as T;
}

function announce(world: World, guild: Guild | undefined): void {
  const commands = [...registryOf(world, guild).values()];
  world.events.emit('commands', { ...(guild && { guild: guild.id }), commands });
}
