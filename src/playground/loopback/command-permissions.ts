import { type APIApplicationCommand, PermissionFlagsBits } from 'discord-api-types/v10';
import type { Place } from './messages.ts';
import { channelPermissions } from './permissions.ts';
import type { CommandRule, Guild, World } from './world.ts';

/** GET …/commands/permissions: what the guild's admins set, for commands and for the application as a whole. */
export function listCommandPermissions(world: World, guild: Guild): object[] {
  return [...guild.commandRules].map(([id, permissions]) => ({
    id,
    application_id: world.bot.id,
    guild_id: guild.id,
    permissions,
  }));
}

/** Whether Discord's client lets this member use the command here. Source: its documentation, "Permissions". */
export function isUsable(
  world: World,
  { guild, channel }: Place,
  userId: string,
  command: APIApplicationCommand,
) {
  const held = channelPermissions(guild, channel, userId);
  if (held & PermissionFlagsBits.Administrator) return true;
  const own = guild.commandRules.get(command.id) ?? [];
  const general = guild.commandRules.get(world.bot.id) ?? [];
  const place = channel.thread && channel.parentId ? channel.parentId : channel.id;
  const [openHere = true] = [own, general].flatMap((rules) =>
    ruling(rules, 3, [[place], [allChannels(guild)]]),
  );
  if (!openHere) return false;
  const people = (rules: readonly CommandRule[]): boolean[] => [
    ...ruling(rules, 2, [[userId]]),
    ...ruling(rules, 1, [guild.members.get(userId)?.roles ?? [], [guild.id]]),
  ];
  const [granted] = people(own);
  if (granted !== undefined) return granted;
  const [generally = true] = people(general);
  const needed = BigInt(command.default_member_permissions ?? '0');
  return generally && (held & needed) === needed;
}

/** What the rules say, the groups of ids in order of weight; within a group one that allows is enough. */
function ruling(
  rules: readonly CommandRule[],
  type: CommandRule['type'],
  groups: readonly (readonly string[])[],
): boolean[] {
  return groups.flatMap((ids) => {
    const found = rules.filter((rule) => rule.type === type && ids.includes(rule.id));
    return found.length > 0 ? [found.some(({ permission }) => permission)] : [];
  });
}

function allChannels(guild: Guild): string {
  return String(BigInt(guild.id) - 1n);
}
