import type { APIRole, APIUser } from 'discord-api-types/v10';
import { archiveThread, openChannel, tellGuild as tell } from './channels.ts';
import { toApiChannel, toGuildCreate } from './payloads.ts';
import { EVERYONE_PERMISSIONS } from './permissions.ts';
import { type Channel, type CommandRule, createUser, type Guild, type World } from './world.ts';

/** What a test or the playground sets up; every change reaches the bot through the gateway. */
export interface GuildBuilder {
  /** A guild with its owner and the bot in it, and no channel. */
  addGuild(guild: { readonly name: string; readonly id?: string }): {
    readonly id: string;
    readonly ownerId: string;
  };
  /** A text channel by default. The guild's first one is its system channel. */
  addChannel(channel: {
    readonly guild: string;
    readonly name: string;
    readonly type?: 'text' | 'announcement';
    readonly id?: string;
  }): { readonly id: string };
  /** A forum, whose tags get ids; `moderated` names those that only moderators give. */
  addForum(forum: {
    readonly guild: string;
    readonly name: string;
    readonly tags?: readonly string[];
    readonly moderated?: readonly string[];
    readonly requiresTag?: boolean;
  }): { readonly id: string };
  /** A public thread below a channel. */
  addThread(thread: { readonly parent: string; readonly name: string }): { readonly id: string };
  /** A new user in the guild; `permissions` are held through a role of their own. */
  addMember(member: {
    readonly guild: string;
    readonly name: string;
    readonly permissions?: bigint;
    readonly id?: string;
  }): { readonly id: string; readonly role?: string };
  /** Overrides permissions in a channel for a user or a role (the guild's id is @everyone's). Replaces earlier ones. */
  setPermissions(overwrite: {
    readonly channel: string;
    readonly id: string;
    readonly allow?: bigint;
    readonly deny?: bigint;
  }): void;
  /** Sets what an admin can set under Integrations, for one command by its name or else for all; replaces earlier ones. */
  setCommandRules(settings: {
    readonly guild: string;
    readonly command?: string;
    readonly rules: readonly CommandRule[];
  }): void;
  /** Gives a member another set of permissions, through a role of their own. */
  setMemberPermissions(member: {
    readonly guild: string;
    readonly user: string;
    readonly permissions: bigint;
  }): void;
  setThread(thread: {
    readonly channel: string;
    readonly archived: boolean;
    readonly locked?: boolean;
  }): void;
  deleteChannel(channel: string): void;
  /** The bot is removed from the guild: 10004 for the guild, 50001 for its channels. */
  removeGuild(guild: string): void;
  /** The bot is invited again to a guild that it was removed from. */
  returnToGuild(guild: string): void;
  /** The guild is unavailable to the bot, by an outage; nothing else changes. */
  loseGuild(guild: string): void;
}

const TYPES = { text: 0, announcement: 5 } as const;

export function createGuildBuilder(world: World): GuildBuilder {
  return {
    addGuild: ({ name, id = world.nextId() }) => addGuild(world, id, name),
    addChannel({ guild: guildId, name, type = 'text', id = world.nextId() }) {
      const guild = guildOf(world, guildId);
      const channel = openChannel(world, guild, { id, name, type: TYPES[type], parentId: null });
      guild.systemChannelId ??= channel.id;
      return channel;
    },
    addForum({ guild, name, tags = [], moderated = [], requiresTag = false }) {
      const named = [...tags, ...moderated].map((tag) => ({
        ...{ id: world.nextId(), name: tag, moderated: moderated.includes(tag) },
      }));
      const forum = { tags: named, requiresTag };
      return openChannel(world, guildOf(world, guild), {
        ...{ id: world.nextId(), name, type: 15, parentId: null, forum },
      });
    },
    addThread({ parent, name }) {
      const guild = guildOf(world, channelOf(world, parent).guildId);
      const archivedAt = new Date(world.clock()).toISOString();
      const thread = { archived: false, locked: false, archivedAt, ownerId: guild.ownerId, tags: [] };
      return openChannel(world, guild, { id: world.nextId(), name, type: 11, parentId: parent, thread });
    },
    addMember: ({ guild, name, permissions, id = world.nextId() }) =>
      addMember(world, guildOf(world, guild), createUser(id, name), permissions),
    setPermissions({ channel: id, id: subject, allow = 0n, deny = 0n }) {
      const channel = channelOf(world, id);
      const type = guildOf(world, channel.guildId).roles.has(subject) ? 0 : 1;
      channel.overwrites.set(subject, { id: subject, type, allow: `${allow}`, deny: `${deny}` });
      tell(world, 'CHANNEL_UPDATE', channel.guildId, toApiChannel(channel));
    },
    setCommandRules({ guild, command: name, rules }) {
      const command = [...world.commands.values()].find((one) => one.name === name);
      if (name !== undefined && !command) throw new Error(`no command /${name}`);
      guildOf(world, guild).commandRules.set(command?.id ?? world.bot.id, rules);
    },
    setMemberPermissions({ guild: id, user, permissions }) {
      const guild = guildOf(world, id);
      const member = guild.members.get(user);
      if (!member) throw new Error(`no member ${user}`);
      addMember(world, guild, member.user, permissions);
    },
    setThread({ channel: id, archived, locked = false }) {
      archiveThread(world, channelOf(world, id), archived, locked);
    },
    deleteChannel(id) {
      const channel = channelOf(world, id);
      world.channels.delete(id);
      guildOf(world, channel.guildId).channels.delete(id);
      tell(
        world,
        channel.thread ? 'THREAD_DELETE' : 'CHANNEL_DELETE',
        channel.guildId,
        toApiChannel(channel),
      );
    },
    removeGuild(id) {
      guildOf(world, id).left = true;
      tell(world, 'GUILD_DELETE', id, { id });
    },
    returnToGuild(id) {
      const guild = guildOf(world, id);
      guild.left = false;
      tell(world, 'GUILD_CREATE', id, toGuildCreate(guild, world));
    },
    loseGuild(id) {
      tell(world, 'GUILD_DELETE', id, { id, unavailable: true });
    },
  };
}

function addGuild(world: World, id: string, name: string): { id: string; ownerId: string } {
  const owner = createUser(world.nextId(), `${name} owner`);
  world.users.set(owner.id, owner);
  const joinedAt = new Date(world.clock()).toISOString();
  const members = [owner, world.bot].map((user) => [user.id, { user, roles: [], joinedAt }] as const);
  const guild: Guild = {
    ...{ id, name, ownerId: owner.id, systemChannelId: null, left: false },
    roles: new Map([[id, createRole(id, '@everyone', EVERYONE_PERMISSIONS)]]),
    members: new Map(members),
    channels: new Map(),
    commands: new Map(),
    commandRules: new Map(),
  };
  world.guilds.set(id, guild);
  tell(world, 'GUILD_CREATE', id, toGuildCreate(guild, world));
  return { id, ownerId: owner.id };
}

function addMember(
  world: World,
  guild: Guild,
  user: APIUser,
  permissions: bigint | undefined,
): { id: string; role?: string } {
  const roles: string[] = [];
  if (permissions !== undefined) {
    const role = createRole(world.nextId(), user.username, permissions);
    guild.roles.set(role.id, role);
    roles.push(role.id);
    tell(world, 'GUILD_ROLE_CREATE', guild.id, { guild_id: guild.id, role });
  }
  world.users.set(user.id, user);
  guild.members.set(user.id, { user, roles, joinedAt: new Date(world.clock()).toISOString() });
  const [role] = roles;
  return { id: user.id, ...(role !== undefined && { role }) };
}

function guildOf(world: World, id: string): Guild {
  const guild = world.guilds.get(id);
  if (!guild) throw new Error(`no guild ${id}`);
  return guild;
}

function channelOf(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw new Error(`no channel ${id}`);
  return channel;
}

function createRole(id: string, name: string, permissions: bigint): APIRole {
  return {
    id,
    name,
    permissions: permissions.toString(),
    ...{ color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null } },
    ...{ hoist: false, icon: null, unicode_emoji: null, position: 0, managed: false, mentionable: false },
    flags: 0,
  } as unknown as APIRole;
}
