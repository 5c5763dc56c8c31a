import { apiError } from './api-error.ts';
import type { ChannelMessages } from './channel-messages.ts';
import { listCommandPermissions } from './command-permissions.ts';
import { deleteCommand, listCommands, overwriteCommands, registryOf, upsertCommand } from './commands.ts';
import type { ForumThreads } from './forum-threads.ts';
import type { SessionStarts } from './gateway-starts.ts';
import { acceptCallback } from './interaction-callbacks.ts';
import type { InteractionMessages } from './interaction-messages.ts';
import type { Interactions } from './interactions.ts';
import { toApiApplication, toApiChannel, toApiGuild, toApiMember } from './payloads.ts';
import { requirePermissions } from './permissions.ts';
import type { Answer, ApiRequest, Route } from './router.ts';
import { findChannel, findGuild, type Guild, type World } from './world.ts';

export interface RouteDeps {
  readonly world: World;
  readonly channelMessages: ChannelMessages;
  readonly forumThreads: ForumThreads;
  readonly interactions: Interactions;
  readonly interactionMessages: InteractionMessages;
  readonly gatewayUrl: () => string;
  /** How many shards the bot is told to use. */
  readonly shards: number;
  readonly starts: Pick<SessionStarts, 'limit'>;
}

// Discord does not document most buckets' sizes and changes them; these are what it has been seen to use.
const USUAL = { max: 50, perMs: 1000 };
const MESSAGES = { max: 5, perMs: 5000 };
const WEBHOOK = { max: 5, perMs: 2000 };

const NO_CONTENT: Answer = { status: 204 };

function ok(body: unknown): Answer {
  return { status: 200, body };
}

type AddRoute = (method: Route['method'], pattern: string, handle: Route['handle']) => Route;

/** Makes routes that share how they are authorized and limited. */
function routesWith(auth: Route['auth'], limit: Route['limit']): AddRoute {
  return (method, pattern, handle) => ({ method, pattern, auth, limit, handle });
}

/** All REST routes, those with fixed words before those with parameters. */
export function createRoutes(deps: RouteDeps): Route[] {
  return [
    ...accountRoutes(deps),
    ...commandRoutes(deps),
    ...placeRoutes(deps),
    ...threadRoutes(deps),
    ...messageRoutes(deps),
    ...webhookRoutes(deps),
  ];
}

function accountRoutes({ world, gatewayUrl, shards, starts }: RouteDeps): Route[] {
  const route = routesWith('bot', USUAL);
  return [
    routesWith('none', USUAL)('GET', '/gateway', () => ok({ url: gatewayUrl() })),
    route('GET', '/gateway/bot', () =>
      ok({ url: gatewayUrl(), shards, session_start_limit: starts.limit() }),
    ),
    route('GET', '/users/@me', () =>
      ok({ ...world.bot, verified: true, mfa_enabled: true, locale: 'en-US' }),
    ),
    route('GET', '/applications/@me', () => ok(toApiApplication(world))),
    route('GET', '/oauth2/applications/@me', () => ok(toApiApplication(world))),
    route('GET', '/users/{user_id}', (request) => {
      const user = world.users.get(request.param('user_id'));
      if (!user) throw apiError('unknownUser');
      return ok(user);
    }),
  ];
}

function commandRoutes({ world }: RouteDeps): Route[] {
  const route = routesWith('bot', USUAL);
  const scope = (request: ApiRequest): Guild | undefined => {
    if (request.param('application_id') !== world.bot.id) throw apiError('unknownApplication');
    return request.param('guild_id') === '' ? undefined : findGuild(world, request.param('guild_id'));
  };
  const application = '/applications/{application_id}';
  const permissions = route('GET', `${application}/guilds/{guild_id}/commands/permissions`, (request) => {
    const guild = scope(request);
    return ok(guild ? listCommandPermissions(world, guild) : []);
  });
  const lists = [`${application}/commands`, `${application}/guilds/{guild_id}/commands`].flatMap((base) => [
    route('GET', base, (request) =>
      ok(listCommands(world, scope(request), request.query.get('with_localizations') === 'true')),
    ),
    route('PUT', base, (request) => ok(overwriteCommands(world, scope(request), request.body))),
    route('POST', base, (request) => {
      const { command, isNew } = upsertCommand(world, scope(request), request.body);
      return { status: isNew ? 201 : 200, body: command };
    }),
    route('GET', `${base}/{command_id}`, (request) => {
      const command = registryOf(world, scope(request)).get(request.param('command_id'));
      if (!command) throw apiError('unknownCommand');
      return ok(command);
    }),
    route('DELETE', `${base}/{command_id}`, (request) => {
      deleteCommand(world, scope(request), request.param('command_id'));
      return NO_CONTENT;
    }),
  ]);
  return [permissions, ...lists];
}

function placeRoutes({ world }: RouteDeps): Route[] {
  const route = routesWith('bot', USUAL);
  const guildOf = (request: ApiRequest): Guild => findGuild(world, request.param('guild_id'));
  const memberOf = (guild: Guild, userId: string): Answer => {
    const member = guild.members.get(userId);
    if (!member) throw apiError('unknownMember');
    return ok(toApiMember(member));
  };
  return [
    route('GET', '/users/@me/guilds/{guild_id}/member', (request) =>
      memberOf(guildOf(request), world.bot.id),
    ),
    route('GET', '/guilds/{guild_id}', (request) => ok(toApiGuild(guildOf(request)))),
    route('GET', '/guilds/{guild_id}/channels', (request) =>
      ok([...guildOf(request).channels.values()].filter(({ thread }) => !thread).map(toApiChannel)),
    ),
    route('GET', '/guilds/{guild_id}/roles', (request) => ok([...guildOf(request).roles.values()])),
    route('GET', '/guilds/{guild_id}/members/{user_id}', (request) =>
      memberOf(guildOf(request), request.param('user_id')),
    ),
    route('GET', '/channels/{channel_id}', (request) => {
      const { guild, channel } = findChannel(world, request.param('channel_id'));
      requirePermissions(guild, channel, world.bot.id, 0n);
      return ok(toApiChannel(channel));
    }),
  ];
}

function threadRoutes({ forumThreads: threads }: RouteDeps): Route[] {
  const route = routesWith('bot', USUAL);
  const channel = (request: ApiRequest): string => request.param('channel_id');
  return [
    route('GET', '/guilds/{guild_id}/threads/active', (request) =>
      ok(threads.active(request.param('guild_id'))),
    ),
    route('GET', '/channels/{channel_id}/threads/archived/public', (request) =>
      ok(threads.archived(channel(request), request.query)),
    ),
    route('POST', '/channels/{channel_id}/threads', (request) => ({
      status: 201,
      body: threads.create(channel(request), request.body),
    })),
    route('PATCH', '/channels/{channel_id}', (request) => ok(threads.edit(channel(request), request.body))),
  ];
}

function messageRoutes({ channelMessages: messages }: RouteDeps): Route[] {
  const route = routesWith('bot', MESSAGES);
  const base = '/channels/{channel_id}/messages';
  const channel = (request: ApiRequest): string => request.param('channel_id');
  const message = (request: ApiRequest): string => request.param('message_id');
  return [
    route('GET', base, (request) => ok(messages.list(channel(request), request.query))),
    route('POST', base, (request) => ok(messages.create(channel(request), request.body))),
    route('GET', `${base}/{message_id}`, (request) => ok(messages.read(channel(request), message(request)))),
    route('PATCH', `${base}/{message_id}`, (request) =>
      ok(messages.edit(channel(request), message(request), request.body)),
    ),
    route('DELETE', `${base}/{message_id}`, (request) => {
      messages.remove(channel(request), message(request));
      return NO_CONTENT;
    }),
    route('POST', '/channels/{channel_id}/typing', () => NO_CONTENT),
  ];
}

function webhookRoutes({ world, interactions, interactionMessages: messages }: RouteDeps): Route[] {
  const route = routesWith('none', WEBHOOK);
  const base = '/webhooks/{webhook_id}/{webhook_token}';
  const token = (request: ApiRequest): string => {
    if (request.param('webhook_id') !== world.bot.id) throw apiError('unknownWebhook');
    return request.param('webhook_token');
  };
  const message = (request: ApiRequest): string => request.param('message_id') || '@original';
  return [
    routesWith('none', USUAL)(
      'POST',
      '/interactions/{interaction_id}/{interaction_token}/callback',
      (request) => {
        const ids = { id: request.param('interaction_id'), token: request.param('interaction_token') };
        const answer = acceptCallback(world, interactions, ids, request.body);
        return request.query.get('with_response') === 'true' ? ok(answer) : NO_CONTENT;
      },
    ),
    route('POST', base, (request) => ok(messages.followUp(token(request), request.body))),
    ...['@original', '{message_id}'].flatMap((which) => [
      route('GET', `${base}/messages/${which}`, (request) =>
        ok(messages.read(token(request), message(request))),
      ),
      route('PATCH', `${base}/messages/${which}`, (request) =>
        ok(messages.edit(token(request), message(request), request.body)),
      ),
      route('DELETE', `${base}/messages/${which}`, (request) => {
        messages.remove(token(request), message(request));
        return NO_CONTENT;
      }),
    ]),
  ];
}
