import type { Random } from './random.ts';
import type { FuzzGuild, FuzzStage } from './stage.ts';

/** An interaction to send, and what may come of it. */
export interface FuzzInteraction {
  readonly kind: string;
  readonly channel: string;
  readonly user: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** The server that Discord says it is from; absent in a direct message. */
  readonly guild?: FuzzGuild;
  /** Whether whoever sent it may change what is stored of that server. */
  readonly mayWrite: boolean;
}

/** What was learnt from the bot's answers so far: buttons, wherever they were shown. */
export interface Learnt {
  readonly customIds: string[];
}

/** What interactions are made of. */
export interface Material {
  readonly random: Random;
  readonly stage: FuzzStage;
  readonly learnt: Learnt;
}

/** The material with who sends an interaction, and from where. */
export interface Maker extends Material {
  /** The server that the interaction is sent in. */
  readonly home: FuzzGuild;
  readonly user: string;
  /** The server that it says it is from: rarely another, or none. */
  readonly guild: FuzzGuild | undefined;
}

const MANAGE_SERVER = 32n;
const ADMINISTRATOR = 8n;
const LOCALES = ['en-US', 'de', 'ar', 'zh-CN', 'xx-XX', '', 7, null];
/** What Discord never writes. */
export const BAD_PERMISSIONS = [
  undefined,
  null,
  '',
  '-1',
  '0x20',
  '32 ',
  ' 32',
  '+32',
  '32n',
  '3.2e1',
  32,
  true,
  [],
  {},
  ['32'],
  '٣٢',
  '9'.repeat(60),
  'NaN',
];

/** Somebody of one of the servers, in it or, rarely, elsewhere. */
export function chooseSender(material: Material): Maker {
  const { random, stage } = material;
  const home = random.pick(stage.guilds);
  const stray = random.chance(0.05) ? random.pick(stage.guilds) : home;
  return { ...material, home, user: random.pick(home.users), guild: random.chance(0.08) ? undefined : stray };
}

/** The interaction of the maker's sender; `forged`: how likely what Discord says of the member is forged. */
export function send(
  maker: Maker,
  kind: string,
  type: number,
  fields: object,
  forged: number,
): FuzzInteraction {
  const { random, home, user, guild } = maker;
  const [channel = ''] = home.channels;
  const base = { type, ...fields, locale: random.pick(LOCALES) };
  if (!guild) {
    const direct = {
      guild_id: undefined,
      guild: undefined,
      member: undefined,
      context: 1,
      user: { id: user },
    };
    return {
      kind: `${kind} in a direct message`,
      channel,
      user,
      payload: { ...base, ...direct },
      mayWrite: false,
    };
  }
  const member = random.chance(forged) ? forgeMember(random, user) : undefined;
  const payload = { ...base, guild_id: guild.id, ...(member && { member }) };
  return { kind, channel, user, guild, payload, mayWrite: mayWrite(guild, home, user, member) };
}

interface ForgedMember {
  readonly user: { readonly id: string };
  readonly roles: unknown;
  readonly permissions?: unknown;
}

function forgeMember(random: Random, user: string): ForgedMember {
  const permissions = random.pick([...BAD_PERMISSIONS, '0', '32', '8', '1056']);
  return { user: { id: user }, roles: random.pick([[], null, ['1'], [7], 'x']), permissions };
}

/** Reckoned anew, from what Discord's documentation says, without the bot's own code. */
function mayWrite(
  guild: FuzzGuild,
  home: FuzzGuild,
  user: string,
  member: ForgedMember | undefined,
): boolean {
  const [owner, , , manager, , taken] = home.users;
  const genuine = user === owner ? ADMINISTRATOR : user === manager || user === taken ? MANAGE_SERVER : 0n;
  const said = member?.permissions;
  const isText = typeof said === 'string' && /^[0-9]{1,40}$/.test(said);
  if (member && !isText) return false;
  const held = isText ? BigInt(said) : genuine;
  if (held & ADMINISTRATOR) return true;
  if (user === guild.taken) return false;
  return user === guild.given || (held & MANAGE_SERVER) !== 0n;
}
