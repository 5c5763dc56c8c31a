import { isDeepStrictEqual } from 'node:util';
import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Command, MessageCommand } from '../../../commands/command.ts';
import type { Log } from '../../../domain/ports.ts';
import { NEEDED } from '../interactions/command-access.ts';

type Declaration = (Command | MessageCommand)['data'];

/** How Discord is told of a command: with a permission, in servers only, and shown to those who have it. */
export function declarationOf({ data, permission }: Command | MessageCommand): Declaration {
  if (!permission) return data;
  return { ...data, default_member_permissions: String(NEEDED[permission]), contexts: [0] };
}

const registeredCommands = z.array(z.record(z.string(), z.unknown()));

/**
 * Makes Discord's global commands the declared ones, and leaves them alone where they are that already, since a new
 * registration makes clients reload them. Throws what Discord answers.
 */
export async function registerCommands(
  rest: REST,
  application: string,
  declarations: readonly Declaration[],
  log: Log,
): Promise<void> {
  const route = Routes.applicationCommands(application);
  const query = new URLSearchParams({ with_localizations: 'true' });
  const registered = registeredCommands.safeParse(await rest.get(route, { query }));
  if (registered.success && areRegistered(declarations, registered.data)) {
    log.debug({ commands: declarations.length }, 'The commands are registered already');
    return;
  }
  await rest.put(route, { body: declarations });
  log.info({ commands: declarations.map(({ name }) => name) }, 'The commands are registered');
}

/** Whether what Discord has is what is declared, but for order of commands, defaults and what Discord adds. */
export function areRegistered(
  declarations: readonly Declaration[],
  registered: readonly Readonly<Record<string, unknown>>[],
): boolean {
  const byName = new Map(registered.map((command) => [`${command.type ?? 1} ${command.name}`, command]));
  return (
    byName.size === declarations.length &&
    registered.length === declarations.length &&
    declarations.every((declaration) => {
      const twin = byName.get(`${declaration.type ?? 1} ${declaration.name}`);
      return (
        twin !== undefined && isDeepStrictEqual(comparable({ ...declaration }), comparable(twin, declaration))
      );
    })
  );
}

const COMMAND_KEYS = [
  'name',
  'description',
  'name_localizations',
  'description_localizations',
  'default_member_permissions',
  'nsfw',
  'options',
  'contexts',
];
/** Where they are not declared, Discord fills them in by the application's settings. */
const COMMAND_KEYS_IF_DECLARED = ['integration_types', 'dm_permission'];
const OPTION_KEYS = [
  'type',
  'name',
  'description',
  'name_localizations',
  'description_localizations',
  'required',
  'autocomplete',
  'options',
  'choices',
  'channel_types',
  'min_value',
  'max_value',
  'min_length',
  'max_length',
];
const CHOICE_KEYS = ['name', 'name_localizations', 'value'];
/** Lists whose order means nothing. */
const SETS = new Set(['contexts', 'integration_types', 'channel_types']);

function comparable(command: Readonly<Record<string, unknown>>, declaration: object = command): unknown {
  const declared = COMMAND_KEYS_IF_DECLARED.filter((key) => key in declaration);
  return {
    ...pick(command, COMMAND_KEYS),
    ...Object.fromEntries(declared.map((key) => [key, sorted(key, command[key])])),
  };
}

/** The named values that are not what Discord takes a missing one for: null, false, an empty list or object. */
function pick(value: unknown, keys: readonly string[]): Record<string, unknown> {
  const record = new Map(Object.entries(value ?? {}));
  const entries = keys.map((key) => [key, pickNested(key, record.get(key))] as const);
  return Object.fromEntries(entries.filter(([, one]) => !isDefault(one)));
}

function pickNested(key: string, value: unknown): unknown {
  if (key === 'options' && Array.isArray(value)) return value.map((option) => pick(option, OPTION_KEYS));
  if (key === 'choices' && Array.isArray(value)) return value.map((choice) => pick(choice, CHOICE_KEYS));
  return sorted(key, value);
}

function sorted(key: string, value: unknown): unknown {
  return SETS.has(key) && Array.isArray(value) ? value.toSorted() : value;
}

function isDefault(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}
