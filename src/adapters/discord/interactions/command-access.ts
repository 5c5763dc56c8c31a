import { ApplicationCommandType, DiscordAPIError, PermissionFlagsBits, Routes } from 'discord.js';
import { z } from 'zod';
import type { Command, MessageCommand } from '../../../commands/command.ts';
import { UserError } from '../../../domain/errors.ts';
import type { Log } from '../../../domain/ports.ts';
import { loggable } from '../faults/log-fields.ts';
import { type Member, mayUse, overrideList } from '../permissions/command-overrides.ts';
import type { BotGet } from './follow-up.ts';

/** What the permission that a command declares is to Discord. */
export const NEEDED: Readonly<Record<NonNullable<Command['permission']>, bigint>> = {
  'manage-server': PermissionFlagsBits.ManageGuild,
};

/** For suggestions, which come with every key, settings may be this old. */
const SUGGESTED_FOR_MS = 15_000;
/** A member waits for the answer. */
const WITHIN_MS = 5_000;

const commandList = z.array(z.object({ id: z.string(), name: z.string() }));

/** The one place that decides who may use a command: at its run, its suggestions and its buttons alike. */
export interface CommandAccess {
  /** Throws UserError where the caller may not use the command, or where that cannot be found out. */
  require(command: Command | MessageCommand, member: Member | undefined, step?: 'suggest'): Promise<void>;
}

export interface AccessOptions {
  readonly get: BotGet;
  readonly log: Log;
}

/**
 * Goes by the permissions that the interaction itself brings and by what the guild's admins set for the command in
 * Discord's own settings. Discord checks both before it delivers a command, but neither for a button, and tells
 * nobody which of the two let a member without the permission through: so the settings are read here.
 */
export function createCommandAccess({ get, log }: AccessOptions): CommandAccess {
  const known = new Map<string, { readonly at: number; readonly settings: Promise<Settings> }>();
  let ids: Promise<ReadonlyMap<string, string>> | undefined;

  async function readIds(application: string): Promise<ReadonlyMap<string, string>> {
    const route = Routes.applicationCommands(application);
    const commands = commandList.parse(await get(route, { signal: AbortSignal.timeout(WITHIN_MS) }));
    return new Map(commands.map(({ id, name }) => [name, id]));
  }

  async function idOf(application: string, name: string): Promise<string | undefined> {
    ids ??= readIds(application);
    let id: string | undefined;
    try {
      id = (await ids).get(name);
      return id;
    } finally {
      // Asked again the next time: it may be registered by then.
      if (id === undefined) ids = undefined;
    }
  }

  function readSettings({ application, guild }: Member, maxAgeMs: number): Promise<Settings> {
    const now = performance.now();
    const last = known.get(guild);
    if (last && now - last.at < maxAgeMs) return last.settings;
    for (const [other, { at }] of known) if (now - at >= SUGGESTED_FOR_MS) known.delete(other);
    const settings = fetchSettings(application, guild);
    known.set(guild, { at: now, settings });
    // A failure is not remembered; whoever asked gets it.
    settings.catch(() => known.delete(guild));
    return settings;
  }

  async function fetchSettings(application: string, guild: string): Promise<Settings> {
    const route = Routes.guildApplicationCommandsPermissions(application, guild);
    try {
      return overrideList.parse(await get(route, { signal: AbortSignal.timeout(WITHIN_MS) }));
    } catch (error) {
      // Discord's answer where nobody set anything.
      if (error instanceof DiscordAPIError && error.status === 404) return [];
      throw error;
    }
  }

  async function isAllowed(
    command: Command | MessageCommand,
    member: Member,
    needed: bigint,
    maxAgeMs: number,
  ) {
    if (member.permissions & PermissionFlagsBits.Administrator) return true;
    const { application } = member;
    const [id, settings] = await Promise.all([
      idOf(application, command.data.name),
      readSettings(member, maxAgeMs),
    ]);
    const rulesOf = (wanted: string | undefined) =>
      settings.find((one) => one.id === wanted)?.permissions ?? [];
    return mayUse(member, needed, { command: rulesOf(id), application: rulesOf(application) });
  }

  return {
    async require(command, member, step) {
      if (!command.permission) return;
      const isMenu = command.data.type === ApplicationCommandType.Message;
      const name = isMenu ? `“${command.data.name}”` : `/${command.data.name}`;
      if (!member) throw new UserError(`${name} belongs to a server: use it there.`);
      const maxAgeMs = step === 'suggest' ? SUGGESTED_FOR_MS : 0;
      const allowed = await isAllowed(command, member, NEEDED[command.permission], maxAgeMs).catch(
        (err: unknown) => {
          log.warn({ err: loggable(err), guild: member.guild }, 'who may use commands could not be read');
          throw new UserError('Discord does not say who may do this. Try again in a moment.');
        },
      );
      if (!allowed) throw new UserError(`${name} is for members who may manage the server.`);
    },
  };
}

type Settings = z.output<typeof overrideList>;
