import { Client, GatewayIntentBits, Options, type WebSocketOptions } from 'discord.js';
import type { Shards } from '../../../domain/schedule/shards.ts';

const UNUSED_CACHES = [
  'ApplicationCommandManager',
  'ApplicationEmojiManager',
  'AutoModerationRuleManager',
  'BaseGuildEmojiManager',
  'DMMessageManager',
  'EntitlementManager',
  'GuildBanManager',
  'GuildEmojiManager',
  'GuildForumThreadManager',
  'GuildInviteManager',
  'GuildMemberManager',
  'GuildMessageManager',
  'GuildScheduledEventManager',
  'GuildSoundboardSoundManager',
  'GuildStickerManager',
  'GuildTextThreadManager',
  'MessageManager',
  'PresenceManager',
  'ReactionManager',
  'ReactionUserManager',
  'StageInstanceManager',
  'SubscriptionManager',
  'ThreadManager',
  'ThreadMemberManager',
  'UserManager',
  'VoiceStateManager',
];

/**
 * The client for these shards, or for as many as Discord recommends; it keeps nothing but the guilds themselves. Without
 * `buildIdentifyThrottler` its shards take turns among themselves.
 */
export function createClient(
  api: string,
  shards: Shards | undefined,
  buildIdentifyThrottler: WebSocketOptions['buildIdentifyThrottler'],
): Client {
  return new Client({
    ...(buildIdentifyThrottler && { ws: { buildIdentifyThrottler } }),
    intents: GatewayIntentBits.Guilds,
    ...(shards ? { shards: [...shards.ids], shardCount: shards.count } : { shards: 'auto' }),
    waitGuildTimeout: 5_000,
    rest: { api },
    // Nothing but the guilds themselves is ever looked up.
    makeCache: Options.cacheWithLimits(Object.fromEntries(UNUSED_CACHES.map((manager) => [manager, 0]))),
  });
}
