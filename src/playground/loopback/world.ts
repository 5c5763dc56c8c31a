import { EventEmitter } from 'node:events';
import type {
  APIApplicationCommand,
  APIMessage,
  APIOverwrite,
  APIRole,
  APIUser,
} from 'discord-api-types/v10';
import { apiError } from './api-error.ts';
import type { FaultAction } from './faults.ts';
import { createSnowflakes, type NextId } from './snowflake.ts';

/** Kinds of channels that the loopback Discord has: text, announcement, a public thread, and a forum. */
export type LoopbackChannelType = 0 | 5 | 11 | 15;

export interface Member {
  readonly user: APIUser;
  readonly roles: readonly string[];
  readonly joinedAt: string;
}

/** An admin's setting for a command: for a role (1), a member (2) or a channel (3). */
export interface CommandRule {
  readonly id: string;
  readonly type: 1 | 2 | 3;
  readonly permission: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly ownerId: string;
  systemChannelId: string | null;
  readonly roles: Map<string, APIRole>;
  readonly members: Map<string, Member>;
  readonly channels: Map<string, Channel>;
  readonly commands: Map<string, APIApplicationCommand>;
  /** By the command's id, or the application's for all commands. */
  readonly commandRules: Map<string, readonly CommandRule[]>;
  /** The bot was removed: the guild exists, but the bot has no access to it. */
  left: boolean;
}

export interface Forum {
  readonly tags: readonly { readonly id: string; readonly name: string; readonly moderated: boolean }[];
  readonly requiresTag: boolean;
}

export interface Channel {
  readonly id: string;
  readonly guildId: string;
  readonly name: string;
  readonly type: LoopbackChannelType;
  readonly parentId: string | null;
  readonly position: number;
  readonly overwrites: Map<string, APIOverwrite>;
  /** Present in threads only. */
  readonly thread?: {
    archived: boolean;
    locked: boolean;
    archivedAt: string;
    readonly ownerId: string;
    readonly tags: readonly string[];
  };
  /** Present in forums only. */
  readonly forum?: Forum;
  /** Oldest first: ids ascend. */
  readonly messages: Map<string, StoredMessage>;
}

export interface StoredMessage {
  message: APIMessage;
  /** The only member who sees it; absent when everybody does. */
  readonly visibleTo?: string;
  /** What it notified when it appeared: `user:ID`, `role:ID`, `everyone`, `here`. */
  pings: readonly string[];
}

/** A message appeared, changed or went away. `message` is its last state. */
export interface MessageChange extends Readonly<StoredMessage> {
  readonly change: 'create' | 'update' | 'delete';
  readonly channel: string;
  /** Whether the change was made through an interaction's token. */
  readonly interaction?: string;
}

/** What the gateway tells sessions. Without `guildId` every shard hears it; `intents` of 0 needs none. */
export interface Dispatch {
  readonly name: string;
  readonly data: object;
  readonly guildId?: string;
  readonly intents: number;
}

/** One REST request as it was answered. Its Authorization header is never kept, only whether it was right. */
export interface RequestRecord {
  readonly atMs: number;
  readonly method: string;
  /** Below /api/v10, without the query. */
  readonly path: string;
  readonly query: string;
  /** The pattern of its route; absent for an unknown path. */
  readonly route?: string;
  readonly body: unknown;
  readonly authorized: boolean;
  /** What was answered; 0 when the connection was cut or is left hanging. */
  readonly status: number;
  readonly answer: unknown;
  readonly fault?: FaultAction;
}

export interface WorldEvents {
  message: [MessageChange];
  /** The bot changed its global commands, or those of one guild. */
  commands: [{ readonly guild?: string; readonly commands: readonly APIApplicationCommand[] }];
  /** The bot's first session became ready, or its last one closed. */
  presence: [{ readonly online: boolean }];
  /** A shard's session became ready. */
  session: [{ readonly shard: number }];
  /** A REST request was answered (or cut, or left hanging). */
  request: [RequestRecord];
  dispatch: [Dispatch];
}

/** Everything that the loopback Discord knows, in memory. */
export interface World {
  readonly clock: () => number;
  readonly nextId: NextId;
  readonly events: EventEmitter<WorldEvents>;
  readonly bot: APIUser;
  readonly token: string;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly users: Map<string, APIUser>;
  readonly commands: Map<string, APIApplicationCommand>;
}

/** An empty world with only the bot's own account in it. The application has the bot's id, as new ones do. */
export function createWorld(settings: { clock: () => number; token: string; botName: string }): World {
  const nextId = createSnowflakes(settings.clock);
  const bot = createUser(nextId(), settings.botName, true);
  const events = new EventEmitter<WorldEvents>();
  // Every open page and every running interaction listens: their number is no sign of a leak.
  events.setMaxListeners(0);
  return {
    clock: settings.clock,
    nextId,
    events,
    bot,
    token: settings.token,
    guilds: new Map(),
    channels: new Map(),
    users: new Map([[bot.id, bot]]),
    commands: new Map(),
  };
}

/** A plain `number`, because the types of flags have no member for none. */
const NO_FLAGS: number = 0;

export function createUser(id: string, name: string, bot = false): APIUser {
  return {
    id,
    username: name,
    discriminator: bot ? '0001' : '0',
    global_name: bot ? null : name,
    avatar: null,
    ...(bot && { bot: true }),
    public_flags: NO_FLAGS,
    flags: NO_FLAGS,
    primary_guild: null,
  };
}

/** Throws 10004 for a guild that is unknown or that the bot has left. */
export function findGuild(world: World, id: string): Guild {
  const guild = world.guilds.get(id);
  if (!guild || guild.left) throw apiError('unknownGuild');
  return guild;
}

/** Throws 10003 for an unknown channel, 50001 for one in a guild that the bot has left. */
export function findChannel(world: World, id: string): { channel: Channel; guild: Guild } {
  const channel = world.channels.get(id);
  const guild = channel && world.guilds.get(channel.guildId);
  if (!guild) throw apiError('unknownChannel');
  if (guild.left) throw apiError('missingAccess');
  return { channel, guild };
}
