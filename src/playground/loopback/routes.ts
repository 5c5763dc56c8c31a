import { apiError } from './api-error.ts';
import type { ChannelMessages } from './channel-messages.ts';
import { deleteCommand, listCommands, overwriteCommands, registryOf, upsertCommand } from './commands.ts';
import { type InteractionResponses, withoutNonce } from './interaction-responses.ts';
import { toApiApplication, toApiChannel, toApiGuild, toApiMember } from './payloads.ts';
import { requirePermissions } from './permissions.ts';
import type { Answer, ApiRequest, Route } from './router.ts';
import { findChannel, findGuild, type Guild, type World } from './world.ts';

export interface RouteDeps {
  readonly world: World;
  readonly channelMessages: ChannelMessages;
  readonly responses: InteractionResponses;
  readonly gatewayUrl: () => string;
  /** How many shards the bot is told to use. */
  readonly shards: number;
}

const NO_CONTENT: Answer = { status: 204 };
const ok = (body: unknown): Answer => ({ status: 200, body });

// Discord does not document most buckets' sizes and changes them; these are what it has been seen to use.
const USUAL = { max: 50, perMs: 1000 };
const MESSAGES = { max: 5, perMs: 5000 };
const WEBHOOK = { max: 5, perMs: 2000 };

/** All REST routes, those with fixed words before those with parameters. */
export function createRoutes(deps: RouteDeps): Route[] {
  return [
    ...accountRoutes(deps),
    ...commandRoutes(deps),
    ...placeRoutes(deps),
    ...messageRoutes(deps),
    ...webhookRoutes(deps),
  ];
}

function accountRoutes({ world, gatewayUrl, shards }: RouteDeps): Route[] {
  const get = (pattern: string, handle: Route['handle']): Route => ({
    ...{ method: 'GET', auth: 'bot', limit: USUAL, pattern, handle },
  });
  const session_start_limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 };
  return [
    get('/gateway/bot', () => ok({ url: gatewayUrl(), shards, session_start_limit })),
    { ...get('/gateway', () => ok({ url: gatewayUrl() })), auth: 'none' },
    get('/users/@me', () => ok({ ...world.bot, verified: true, mfa_enabled: true })),
    get('/applications/@me', () => ok(toApiApplication(world))),
    get('/oauth2/applications/@me', () => ok(toApiApplication(world))),
    get('/users/:user', (request) => {
      const user = world.users.get(request.param('user'));
      if (!user) throw apiError('unknownUser');
      return ok(user);
    }),
  ];
}

function commandRoutes({ world }: RouteDeps): Route[] {
  const scope = (request: ApiRequest): Guild | undefined => {
    if (request.param('application') !== world.bot.id) throw apiError('unknownApplication');
    return request.param('guild') === '' ? undefined : findGuild(world, request.param('guild'));
  };
  const bases = ['/applications/:application/commands', '/applications/:application/guilds/:guild/commands'];
  const common = { auth: 'bot', limit: USUAL } as const;
  return bases.flatMap((pattern): Route[] => [
    {
      ...{ ...common, method: 'GET', pattern },
      handle: (request) =>
        ok(listCommands(world, scope(request), request.query.get('with_localizations') === 'true')),
    },
    {
      ...{ ...common, method: 'PUT', pattern },
      handle: (request) => ok(overwriteCommands(world, scope(request), request.body)),
    },
    {
      ...{ ...common, method: 'POST', pattern },
      handle(request) {
        const { command, isNew } = upsertCommand(world, scope(request), request.body);
        return { status: isNew ? 201 : 200, body: command };
      },
    },
    {
      ...{ ...common, method: 'GET', pattern: `${pattern}/:command` },
      handle(request) {
        const command = registryOf(world, scope(request)).get(request.param('command'));
        if (!command) throw apiError('unknownCommand');
        return ok(command);
      },
    },
    {
      ...{ ...common, method: 'DELETE', pattern: `${pattern}/:command` },
      handle(request) {
        deleteCommand(world, scope(request), request.param('command'));
        return NO_CONTENT;
      },
    },
  ]);
}

function placeRoutes({ world }: RouteDeps): Route[] {
  const get = (pattern: string, handle: Route['handle']): Route => ({
    ...{ method: 'GET', auth: 'bot', limit: USUAL, pattern, handle },
  });
  const guildOf = (request: ApiRequest): Guild => findGuild(world, request.param('guild'));
  const memberOf = (guild: Guild, userId: string): Answer => {
    const member = guild.members.get(userId);
    if (!member) throw apiError('unknownMember');
    return ok(toApiMember(member));
  };
  return [
    get('/users/@me/guilds/:guild/member', (request) => memberOf(guildOf(request), world.bot.id)),
    get('/guilds/:guild', (request) => ok(toApiGuild(guildOf(request)))),
    get('/guilds/:guild/channels', (request) =>
      ok([...guildOf(request).channels.values()].filter(({ thread }) => !thread).map(toApiChannel)),
    ),
    get('/guilds/:guild/roles', (request) => ok([...guildOf(request).roles.values()])),
    get('/guilds/:guild/members/:user', (request) => memberOf(guildOf(request), request.param('user'))),
    get('/channels/:channel', (request) => {
      const { guild, channel } = findChannel(world, request.param('channel'));
      requirePermissions(guild, channel, world.bot.id, 0n);
      return ok(toApiChannel(channel));
    }),
  ];
}

function messageRoutes({ channelMessages: messages }: RouteDeps): Route[] {
  const common = { auth: 'bot', limit: MESSAGES } as const;
  const list = '/channels/:channel/messages';
  const one = '/channels/:channel/messages/:message';
  return [
    {
      ...{ ...common, method: 'GET', pattern: list },
      handle: (request) => ok(messages.list(request.param('channel'), request.query)),
    },
    {
      ...{ ...common, method: 'POST', pattern: list },
      handle: (request) => ok(messages.create(request.param('channel'), request.body)),
    },
    {
      ...{ ...common, method: 'GET', pattern: one },
      handle: (request) => ok(messages.read(request.param('channel'), request.param('message'))),
    },
    {
      ...{ ...common, method: 'PATCH', pattern: one },
      handle: (request) =>
        ok(messages.edit(request.param('channel'), request.param('message'), request.body)),
    },
    {
      ...{ ...common, method: 'DELETE', pattern: one },
      handle(request) {
        messages.remove(request.param('channel'), request.param('message'));
        return NO_CONTENT;
      },
    },
    { ...common, method: 'POST', pattern: '/channels/:channel/typing', handle: () => NO_CONTENT },
  ];
}

function webhookRoutes({ world, responses }: RouteDeps): Route[] {
  const common = { auth: 'none', limit: WEBHOOK } as const;
  const base = '/webhooks/:application/:token';
  const one = `${base}/messages/:message`;
  const token = (request: ApiRequest): string => {
    if (request.param('application') !== world.bot.id) throw apiError('unknownWebhook');
    return request.param('token');
  };
  return [
    {
      ...{ ...common, limit: USUAL, method: 'POST' },
      pattern: '/interactions/:interaction/:token/callback',
      handle(request) {
        const answer = responses.callback(request.param('interaction'), request.param('token'), request.body);
        return request.query.get('with_response') === 'true' ? ok(answer) : NO_CONTENT;
      },
    },
    {
      ...{ ...common, method: 'POST', pattern: base },
      handle: (request) => ok(withoutNonce(responses.followUp(token(request), request.body))),
    },
    {
      ...{ ...common, method: 'GET', pattern: one },
      handle: (request) => ok(responses.read(token(request), request.param('message'))),
    },
    {
      ...{ ...common, method: 'PATCH', pattern: one },
      handle: (request) =>
        ok(withoutNonce(responses.edit(token(request), request.param('message'), request.body))),
    },
    {
      ...{ ...common, method: 'DELETE', pattern: one },
      handle(request) {
        responses.remove(token(request), request.param('message'));
        return NO_CONTENT;
      },
    },
  ];
}
