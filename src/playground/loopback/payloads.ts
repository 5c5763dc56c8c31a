import { ChannelFlags } from 'discord-api-types/v10';
import type { Channel, Forum, Guild, Member, World } from './world.ts';

/** How a channel looks in REST answers, GUILD_CREATE and CHANNEL_* events. */
export function toApiChannel(channel: Channel): object {
  const common = {
    id: channel.id,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    last_message_id: [...channel.messages.keys()].at(-1) ?? null,
    rate_limit_per_user: 0,
    flags: 0,
  };
  if (channel.thread) {
    const { archived, locked, archivedAt, ownerId, tags } = channel.thread;
    return {
      ...common,
      type: channel.type,
      owner_id: ownerId,
      thread_metadata: { archived, locked, archive_timestamp: archivedAt, auto_archive_duration: 1440 },
      applied_tags: [...tags],
      message_count: channel.messages.size,
      member_count: 1,
      total_message_sent: channel.messages.size,
    };
  }
  return {
    ...common,
    type: channel.type,
    position: channel.position,
    topic: null,
    nsfw: false,
    permission_overwrites: [...channel.overwrites.values()],
    ...(channel.forum && describeForum(channel.forum)),
  };
}

function describeForum({ tags, requiresTag }: Forum): object {
  return {
    available_tags: tags.map((tag) => ({ ...tag, emoji_id: null, emoji_name: null })),
    flags: requiresTag ? ChannelFlags.RequireTag : 0,
    default_reaction_emoji: null,
    default_sort_order: null,
    default_forum_layout: 0,
  };
}

export function toApiMember(member: Member): object {
  return {
    user: member.user,
    roles: [...member.roles],
    joined_at: member.joinedAt,
    nick: null,
    avatar: null,
    banner: null,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
  };
}

export function toApiGuild(guild: Guild): object {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    system_channel_id: guild.systemChannelId,
    roles: [...guild.roles.values()],
    ...GUILD_DEFAULTS,
  };
}

/** GUILD_CREATE's data: the guild with its channels, threads, and of its members only the bot (as without intents). */
export function toGuildCreate(guild: Guild, world: World): object {
  const channels = [...guild.channels.values()];
  const self = guild.members.get(world.bot.id);
  return {
    ...toApiGuild(guild),
    joined_at: self?.joinedAt ?? new Date(world.clock()).toISOString(),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: self ? [toApiMember(self)] : [],
    channels: channels.filter((channel) => !channel.thread).map(toApiChannel),
    threads: channels.filter((channel) => channel.thread && !channel.thread.archived).map(toApiChannel),
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** GET /applications/@me. */
export function toApiApplication(world: World): object {
  return {
    id: world.bot.id,
    name: world.bot.username,
    type: null,
    icon: null,
    description: '',
    owner: world.bot,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    team: null,
    flags: 0,
    flags_new: '0',
    bot: world.bot,
    redirect_uris: [],
    interactions_endpoint_url: null,
    role_connections_verification_url: null,
    approximate_guild_count: world.guilds.size,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
  };
}

const GUILD_DEFAULTS = {
  home_header: null,
  widget_enabled: false,
  widget_channel_id: null,
  max_presences: null,
  max_members: 500_000,
  max_stage_video_channel_users: 50,
  max_video_channel_users: 25,
  nsfw: false,
  icon: null,
  splash: null,
  discovery_splash: null,
  banner: null,
  description: null,
  region: 'deprecated',
  afk_channel_id: null,
  afk_timeout: 300,
  verification_level: 0,
  default_message_notifications: 0,
  explicit_content_filter: 0,
  emojis: [],
  features: [],
  mfa_level: 0,
  application_id: null,
  system_channel_flags: 0,
  rules_channel_id: null,
  vanity_url_code: null,
  premium_tier: 0,
  premium_subscription_count: 0,
  preferred_locale: 'en-US',
  public_updates_channel_id: null,
  nsfw_level: 0,
  stickers: [],
  premium_progress_bar_enabled: false,
  hub_type: null,
  safety_alerts_channel_id: null,
  incidents_data: null,
};
