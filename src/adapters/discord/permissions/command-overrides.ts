import { ApplicationCommandPermissionType, PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';

/** Who uses a command, and where: what the interaction itself says of it. */
export interface Member {
  /** The application that the interaction is for. */
  readonly application: string;
  readonly user: string;
  readonly guild: string;
  /** The channel; of a thread the channel that it belongs to, whose settings count in it. */
  readonly channel: string | undefined;
  readonly roles: readonly string[];
  /** In the channel, overwrites included. */
  readonly permissions: bigint;
}

type Rules = z.output<typeof rules>;

const rules = z.array(
  z.object({ id: z.string(), type: z.enum(ApplicationCommandPermissionType), permission: z.boolean() }),
);

/** Discord's list of what a guild's admins set under Integrations: for commands, and for the application as a whole. */
export const overrideList = z.array(z.object({ id: z.string(), permissions: rules }));

/** What a guild's admins set for one command, and for all commands of the application. */
export interface Overrides {
  readonly command: Rules;
  readonly application: Rules;
}

/**
 * Whether a member may use a command that by default needs the permissions `needed`, by Discord's own rules:
 * administrators may always; a rule of the command goes before one of the application, one for the member before one
 * for a role before @everyone's; a rule of the application can take the command away, but not give it.
 * https://docs.discord.com/developers/interactions/application-commands#permissions and
 * https://support.discord.com/hc/en-us/articles/10952896421783
 */
export function mayUse(member: Member, needed: bigint, { command, application }: Overrides): boolean {
  if (member.permissions & PermissionFlagsBits.Administrator) return true;
  const isOpenHere = readPlace(command, member) ?? readPlace(application, member) ?? true;
  if (!isOpenHere) return false;
  const own = readMember(command, member);
  if (own !== undefined) return own;
  if (readMember(application, member) === false) return false;
  return (member.permissions & needed) === needed;
}

function readPlace(settings: Rules, { channel, guild }: Member): boolean | undefined {
  // Discord's constant for all channels.
  const everywhere = String(BigInt(guild) - 1n);
  const { Channel } = ApplicationCommandPermissionType;
  return readRule(settings, Channel, [channel]) ?? readRule(settings, Channel, [everywhere]);
}

function readMember(settings: Rules, { user, roles, guild }: Member): boolean | undefined {
  const { User, Role } = ApplicationCommandPermissionType;
  return (
    readRule(settings, User, [user]) ??
    readRule(
      settings,
      Role,
      roles.filter((role) => role !== guild),
    ) ??
    // @everyone has the guild's id.
    readRule(settings, Role, [guild])
  );
}

/** What the rules for these ids say: of several roles one that may is enough; `undefined` where there is no rule. */
function readRule(
  settings: Rules,
  type: ApplicationCommandPermissionType,
  ids: readonly (string | undefined)[],
): boolean | undefined {
  const found = settings.filter((rule) => rule.type === type && ids.includes(rule.id));
  return found.length === 0 ? undefined : found.some(({ permission }) => permission);
}
