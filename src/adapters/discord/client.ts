import { setTimeout as wait } from 'node:timers/promises';
import { type Client, Events, GatewayDispatchEvents, REST, Status } from 'discord.js';
import { z } from 'zod';
import type { Command, MessageCommand } from '../../commands/command.ts';
import type { Clock, KeyValueStore, Log, Meter, SharedStore } from '../../domain/ports.ts';
import type { Shards } from '../../domain/schedule/shards.ts';
import { DiscordError } from './faults/discord-error.ts';
import { explainClose, explainFailure, usedUp } from './faults/failures.ts';
import { loggable } from './faults/log-fields.ts';
import { createClient } from './gateway/gateway-client.ts';
import { createIdentifyTurns } from './gateway/identify-turns.ts';
import { createStartDeadline, findUsedUp, logIn, type StartDeadline } from './gateway/log-in.ts';
import { declarationOf, registerCommands } from './gateway/register.ts';
import { createCommandAccess } from './interactions/command-access.ts';
import { createDispatch } from './interactions/dispatch.ts';
import type { BotGet } from './interactions/follow-up.ts';
import { createButtonStates } from './rendering/custom-id.ts';

export interface DiscordOptions {
  readonly token: string;
  /** REST base without the version; the gateway's address comes from it. */
  readonly apiUrl: string;
  /** Those that this process connects; as many as Discord recommends, all of them, when absent. */
  readonly shards?: Shards | undefined;
  readonly commands: readonly Command[];
  readonly messageCommands: readonly MessageCommand[];
  readonly store: KeyValueStore;
  /** Where the processes that share the bot's shards take their turns; absent where one process has them all. */
  readonly turns?: SharedStore | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Nobody measures without. */
  readonly meter?: Meter | undefined;
  /** How long the start may take. */
  readonly startWithinMs?: number;
  /** Waits between attempts to show an answer that Discord fails to take. */
  readonly retriesMs?: readonly number[];
}

/** One connection to the gateway as it is now. */
export interface ShardState {
  readonly id: number;
  readonly isReady: boolean;
  /** Of its last heartbeat; absent before the first was answered. */
  readonly latencyMs?: number;
}

/** The bot's presence in Discord: it serves its commands until it is stopped or lost. */
export interface DiscordConnection {
  readonly application: string;
  /** The bot's own user. */
  readonly user: string;
  /** For requests with the bot's token; it retries and keeps to Discord's rate limits by itself. */
  readonly rest: REST;
  /** The guilds that the bot is in now. */
  guilds(): string[];
  /** Calls `listener` when the bot is removed from a guild, or comes into one; an outage of Discord's is neither. */
  onGuild(listener: (guild: string, change: 'left' | 'arrived') => void): void;
  /** Those that this process connects, also after they were lost. */
  shards(): readonly ShardState[];
  /** Resolves if Discord ends the connection for good, as when the token is reset. */
  readonly lost: Promise<DiscordError>;
  /** Takes no more interactions, finishes what runs, disconnects: within `timeoutMs` in all. */
  stop(timeoutMs: number): Promise<void>;
}

const START_WITHIN_MS = 30_000;
/** Of the time to stop, what is left for saying goodbye to the gateway. */
const GOODBYE_MS = 500;

/** Connects and registers the commands. Throws `DiscordError` when Discord does not let the bot in. */
export async function startDiscord(options: DiscordOptions): Promise<DiscordConnection> {
  const { apiUrl, log } = options;
  const answers = createAnswersRest(apiUrl);
  const deadline = createStartDeadline(apiUrl, options.startWithinMs ?? START_WITHIN_MS);
  const client = createClient(apiUrl, options.shards, identifyTurns(options, deadline));
  const get: BotGet = (route, how) => client.rest.get(route, how);
  const dispatch = createDispatch({
    ...options,
    ...{ rest: answers, get },
    states: createButtonStates(options.store),
    access: createCommandAccess({ get, log }),
  });
  serveInteractions(client, dispatch.handle);
  const lost = watch(client, log);

  async function stop(timeoutMs: number): Promise<void> {
    dispatch.close();
    await within(timeoutMs - GOODBYE_MS, dispatch.drain());
    // discord.js says that it reconnects when it is told to leave.
    client.removeAllListeners(Events.ShardReconnecting);
    await within(GOODBYE_MS, client.destroy());
    answers.clearHandlerSweeper();
    answers.clearHashSweeper();
  }

  try {
    const { application, user } = await logIn(client, options, lost, deadline);
    // They are the application's, not a shard's: one process is enough.
    if (options.shards?.ids.includes(0) ?? true) await declareCommands(client.rest, application.id, options);
    const guilds = () => [...client.guilds.cache.keys()];
    const shards = () => readShards(client);
    const onGuild: DiscordConnection['onGuild'] = (listener) => watchMembership(client, listener);
    return {
      application: application.id,
      user: user.id,
      rest: client.rest,
      guilds,
      onGuild,
      shards,
      lost,
      stop,
    };
  } catch (error) {
    const used = error instanceof DiscordError ? undefined : await findUsedUp(options);
    await stop(GOODBYE_MS);
    throw used ?? explainFailure(error, apiUrl);
  }
}

function identifyTurns(
  { turns: store, log, clock }: DiscordOptions,
  deadline: StartDeadline,
): Parameters<typeof createClient>[2] {
  if (!store) return undefined;
  return (manager) =>
    createIdentifyTurns(manager, {
      store,
      clock: Date,
      log,
      onTurn: (waitMs) => deadline.renew(waitMs),
      onUsedUp(resetAfterMs) {
        const error = usedUp(clock.now() + resetAfterMs);
        log.error({}, error.message);
        deadline.fail(error);
      },
    });
}

async function declareCommands(
  rest: REST,
  application: string,
  { commands, messageCommands, log }: DiscordOptions,
): Promise<void> {
  const declarations = [...commands, ...messageCommands].map(declarationOf);
  await registerCommands(rest, application, declarations, log).catch((err: unknown) =>
    log.error(
      { err: loggable(err) },
      'The commands could not be registered; Discord keeps those that it has',
    ),
  );
}

function readShards(client: Client): ShardState[] {
  return client.ws.shards.map(({ id, status, ping }) => ({
    id,
    isReady: status === Status.Ready,
    ...(ping >= 0 && { latencyMs: ping }),
  }));
}

const MEMBERSHIP = z.object({ id: z.string(), unavailable: z.boolean().nullish() });

/** Interactions bring their own rate limit and token; `Answer` retries with an eye on their time. */
function createAnswersRest(api: string): REST {
  return new REST({
    api,
    retries: 0,
    timeout: 10_000,
    // An acknowledgement has its own, short time to wait in.
    rejectOnRateLimit: ['/interactions'],
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
    // Every interaction leaves a handler behind, which is of no use after its minutes.
    handlerSweepInterval: 5 * 60_000,
  });
}

/**
 * Takes interactions as they come from the gateway, before discord.js makes objects of them: on one with a field
 * missing it throws where nothing can catch it, which would end the process.
 */
function serveInteractions(client: Client, handle: (data: unknown) => void): void {
  client.on('raw', (packet: { t: string | null; d: unknown }) => {
    if (packet.t !== GatewayDispatchEvents.InteractionCreate) return;
    handle(packet.d);
    // discord.js passes over events without a name.
    packet.t = null;
  });
}

/** Raw, since discord.js says nothing of a guild that was unavailable when the bot was removed from it. */
function watchMembership(client: Client, listener: Parameters<DiscordConnection['onGuild']>[0]): void {
  client.on('raw', ({ t, d }: { t: string | null; d: unknown }) => {
    const isLeft = t === GatewayDispatchEvents.GuildDelete;
    if (!isLeft && t !== GatewayDispatchEvents.GuildCreate) return;
    const { success, data } = MEMBERSHIP.safeParse(d);
    if (success && !data.unavailable) listener(data.id, isLeft ? 'left' : 'arrived');
  });
}

/** Logs what happens to the connection; resolves when it is over for good. */
function watch(client: Client, log: Log): Promise<DiscordError> {
  client.on(Events.Error, (err) => log.error({ err }, 'The Discord client failed'));
  client.on(Events.ShardError, (err, shard) => log.warn({ err, shard }, 'A connection to Discord failed'));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, 'Reconnecting to Discord'));
  client.on(Events.ShardResume, (shard) => log.info({ shard }, 'Connected to Discord again'));
  return new Promise((resolve) => {
    client.on(Events.ShardDisconnect, ({ code }) => resolve(explainClose(code)));
  });
}

async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  const late = wait(Math.max(timeoutMs, 0), undefined, { signal: over.signal }).catch(() => undefined);
  await Promise.race([work, late]).finally(() => over.abort());
}
