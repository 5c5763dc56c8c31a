import { randomBytes } from 'node:crypto';
import type { EventEmitter } from 'node:events';
import type { APIApplicationCommand, APIUser } from 'discord-api-types/v10';
import { listCommands } from './commands.ts';
import { createFaults, type Fault, type FaultSpec } from './faults.ts';
import type { Gateway } from './gateway.ts';
import type { StartLimits } from './gateway-starts.ts';
import { createGuildBuilder, type GuildBuilder } from './guild-builder.ts';
import { createInteractions } from './interactions.ts';
import { createListener } from './listener.ts';
import { createMemberActions, type MemberActions } from './member-actions.ts';
import { createMessage } from './messages.ts';
import { createNonces } from './nonces.ts';
import {
  createWorld,
  findChannel,
  findGuild,
  type MessageChange,
  type RequestRecord,
  type StoredMessage,
  type World,
  type WorldEvents,
} from './world.ts';

export type { CommandUse, OptionValue } from './command-data.ts';
export type { Fault, FaultAction, FaultSpec } from './faults.ts';
export type { Gateway } from './gateway.ts';
export type { InteractionEvent, InteractionHandle, Suggestion } from './interaction-handle.ts';
export type { MessageChange, RequestRecord, StoredMessage } from './world.ts';

export interface LoopbackOptions extends StartLimits {
  /** On 127.0.0.1 only; 0, the default, takes a free one. */
  readonly port?: number;
  /** The only bot token that is accepted; a random one by default. */
  readonly token?: string;
  readonly botName?: string;
  /** Unix milliseconds; for ids, timestamps, the 3-second and 15-minute rules, and nonces. */
  readonly clock?: () => number;
  /** Enforces rate limits with real 429s. Off by default. */
  readonly strict?: boolean;
  /** How many shards GET /gateway/bot recommends; 1 by default. */
  readonly shards?: number;
  /** Privileged intents that the application may use; none by default. */
  readonly privilegedIntents?: number;
  /** Real milliseconds; 41,250 by default. */
  readonly heartbeatIntervalMs?: number;
  /** For the first acknowledgement, by `clock`; 3000 by default. Raise it when `clock` runs fast. */
  readonly interactionDeadlineMs?: number;
  /** Life of an interaction's token, by `clock`; 15 minutes by default. */
  readonly interactionTokenMs?: number;
  /** How long `enforce_nonce` remembers, by `clock`; 5 minutes by default. */
  readonly nonceMs?: number;
}

export type LoopbackEvents = Omit<WorldEvents, 'dispatch'>;

/** A running loopback Discord: its address, what members do in it, what one can see of it, and its faults. */
export interface LoopbackDiscord extends GuildBuilder, MemberActions {
  /** What to give discord.js as `rest.api`: `http://127.0.0.1:PORT/api`. */
  readonly url: string;
  readonly token: string;
  readonly bot: APIUser;
  readonly isOnline: boolean;
  readonly gateway: Gateway;
  /** The last 10,000 REST requests, oldest first. Clear it with `length = 0`. */
  readonly requests: RequestRecord[];
  /** A channel's messages, oldest first, with those that only one member sees. */
  messages(channel: string): readonly StoredMessage[];
  /** The guild's channels and threads. */
  channels(
    guild: string,
  ): readonly { readonly id: string; readonly name: string; readonly parent: string | null }[];
  /** The bot's global commands, or those of one guild. */
  commands(guild?: string): readonly APIApplicationCommand[];
  /** A member's own message in a channel. */
  post(message: { readonly channel: string; readonly user: string; readonly content: string }): StoredMessage;
  /** Makes the next matching requests go wrong. */
  fault(spec: FaultSpec): Fault;
  clearFaults(): void;
  /** Forgets nonces now, as Discord does some minutes later. */
  forgetNonces(): void;
  on<E extends keyof LoopbackEvents>(event: E, listener: (...args: LoopbackEvents[E]) => void): void;
  off<E extends keyof LoopbackEvents>(event: E, listener: (...args: LoopbackEvents[E]) => void): void;
  /** The first message change, from now on, that `accepts` accepts; rejects after `timeoutMs` (10 s). */
  nextMessage(accepts?: (change: MessageChange) => boolean, timeoutMs?: number): Promise<MessageChange>;
  /** Cuts all connections and stops listening. */
  stop(): Promise<void>;
}

const MINUTE_MS = 60_000;
const MAX_REQUESTS = 10_000;

/** Starts a loopback Discord on 127.0.0.1. It holds no guild yet, and keeps everything in memory. */
export async function createLoopbackDiscord(options: LoopbackOptions = {}): Promise<LoopbackDiscord> {
  const { clock = Date.now, botName = 'Pullquote', interactionDeadlineMs, interactionTokenMs } = options;
  const token = options.token ?? `loopback.${randomBytes(24).toString('base64url')}`;
  const world = createWorld({ clock, token, botName });
  const faults = createFaults();
  const nonces = createNonces(world, options.nonceMs ?? 5 * MINUTE_MS);
  const interactions = createInteractions(world, {
    deadlineMs: interactionDeadlineMs ?? 3000,
    tokenMs: interactionTokenMs ?? 15 * MINUTE_MS,
  });
  const listener = createListener({ ...options, world, faults, nonces, interactions });
  const port = await listener.listen(options.port ?? 0);
  return {
    ...createGuildBuilder(world),
    ...createMemberActions(world, interactions, listener.gateway.hears),
    ...createWatch(world),
    ...{ token, bot: world.bot, gateway: listener.gateway },
    url: `http://127.0.0.1:${port}/api`,
    get isOnline() {
      return listener.gateway.isOnline;
    },
    post({ channel, user, content }) {
      return createMessage(world, findChannel(world, channel), { content }, { flags: 0, authorId: user });
    },
    fault: faults.add,
    clearFaults: faults.clear,
    forgetNonces: nonces.forget,
    async stop() {
      interactions.close();
      await listener.close();
    },
  };
}

/** The part of the loopback Discord that only looks. */
function createWatch(
  world: World,
): Pick<LoopbackDiscord, 'requests' | 'messages' | 'channels' | 'commands' | 'on' | 'off' | 'nextMessage'> {
  const events: EventEmitter = world.events;
  const requests: RequestRecord[] = [];
  world.events.on('request', (request) => {
    requests.push(request);
    if (requests.length > MAX_REQUESTS) requests.shift();
  });
  return {
    requests,
    commands: (guild) => listCommands(world, guild === undefined ? undefined : world.guilds.get(guild), true),
    channels: (guild) =>
      [...findGuild(world, guild).channels.values()].map(({ id, name, parentId: parent }) => ({
        ...{ id, name, parent },
      })),
    messages: (channel) => [...findChannel(world, channel).channel.messages.values()],
    on: (event, listener) => void events.on(event, listener),
    off: (event, listener) => void events.off(event, listener),
    nextMessage(accepts = () => true, timeoutMs = 10_000) {
      return new Promise((resolve, reject) => {
        const stop = (): void => {
          clearTimeout(timer);
          world.events.off('message', look);
        };
        const look = (change: MessageChange): void => {
          if (!accepts(change)) return;
          stop();
          resolve(change);
        };
        const timer = setTimeout(() => {
          stop();
          reject(new Error(`no such message within ${timeoutMs} ms`));
        }, timeoutMs);
        world.events.on('message', look);
      });
    },
  };
}
