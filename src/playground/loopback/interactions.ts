import { randomBytes } from 'node:crypto';
import type { InteractionResponseType } from 'discord-api-types/v10';
import { apiError } from './api-error.ts';
import type { Form } from './form.ts';
import {
  createEventLog,
  createHandle,
  type InteractionEvent,
  type InteractionHandle,
} from './interaction-handle.ts';
import type { Place } from './messages.ts';
import type { World } from './world.ts';

/** An interaction as the server keeps it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: number;
  readonly userId: string;
  readonly place: Place;
  /** The command's full name, for the message's metadata. */
  readonly commandName?: string;
  /** The message whose component was used. */
  readonly sourceId?: string;
  readonly sentAtMs: number;
  /** Real time of the same, for measuring. */
  readonly startedAtMs: number;
  /** Messages that it made: its token gives access to these only. */
  readonly made: Set<string>;
  status: 'waiting' | 'acknowledged' | 'failed';
  /** What `@original` means. */
  originalId?: string;
  /** The form that it was answered with. */
  modal?: Form;
  record(event: InteractionEvent): void;
}

export interface Timing {
  /** How long the bot has for the first acknowledgement; Discord: 3000. */
  readonly deadlineMs: number;
  /** How long the token works; Discord: 15 minutes. */
  readonly tokenMs: number;
}

export interface Interactions {
  /** Starts one; `deliver` sends it to the bot, and says whether any session is there to hear it. */
  start(
    details: Pick<Interaction, 'type' | 'userId' | 'place' | 'commandName' | 'sourceId'>,
    deliver: (interaction: Interaction) => boolean,
  ): InteractionHandle;
  /** For the callback route. Throws 10062 when unknown or late, 40060 when already acknowledged. */
  claim(id: string, token: string): Interaction;
  acknowledge(interaction: Interaction, type: InteractionResponseType): void;
  /** For the webhook routes. Throws 50027 when unknown or expired, 10015 before it is acknowledged. */
  byToken(token: string): Interaction;
  /** The interaction whose form the member has open. Throws for any other. */
  withForm(id: string, userId: string): Interaction & { readonly modal: Form };
  /** Ends the timers. */
  close(): void;
}

/** How often, in real time, an interaction's deadline is looked at: the loopback's clock may run at any speed. */
const WATCH_MS = 100;

export function createInteractions(world: World, timing: Timing): Interactions {
  const known = new Map<string, Interaction>();
  const deadlines = createDeadlines(world, timing.deadlineMs);
  const isExpired = (interaction: Interaction): boolean => ageOf(interaction, world) > timing.tokenMs;
  const forgetExpired = (): void => {
    for (const interaction of known.values()) {
      if (!isExpired(interaction)) return;
      known.delete(interaction.token);
    }
  };
  world.events.on('message', (change) => {
    const interaction = change.interaction && known.get(change.interaction);
    if (interaction) interaction.record({ kind: 'message', atMs: world.clock(), ...change });
  });

  return {
    start(details, deliver) {
      forgetExpired();
      const log = createEventLog();
      const interaction = createInteraction(world, details, log.record);
      known.set(interaction.token, interaction);
      deadlines.watch(interaction);
      if (!deliver(interaction)) deadlines.fail(interaction, 'offline');
      return createHandle(interaction.id, interaction.token, log);
    },
    claim(id, token) {
      const interaction = known.get(token);
      if (interaction?.id !== id) throw apiError('unknownInteraction');
      deadlines.failIfLate(interaction);
      if (interaction.status === 'acknowledged') throw apiError('alreadyAcknowledged');
      if (interaction.status === 'failed') throw apiError('unknownInteraction');
      return interaction;
    },
    acknowledge(interaction, type) {
      deadlines.settle(interaction, 'acknowledged');
      const afterMs = performance.now() - interaction.startedAtMs;
      interaction.record({ kind: 'acknowledged', atMs: world.clock(), afterMs, type });
    },
    byToken(token) {
      const interaction = known.get(token);
      if (!interaction || isExpired(interaction)) throw apiError('invalidWebhookToken');
      if (interaction.status !== 'acknowledged') throw apiError('unknownWebhook');
      return interaction;
    },
    withForm(id, userId) {
      const interaction = [...known.values()].find((one) => one.id === id && one.userId === userId);
      const { modal } = interaction ?? {};
      if (!interaction || !modal) throw new Error(`user ${userId} has no form of interaction ${id} open`);
      return { ...interaction, modal };
    },
    close: deadlines.close,
  };
}

/** Watches interactions until they are settled, and fails those that the bot does not acknowledge in time. */
function createDeadlines(world: World, deadlineMs: number) {
  const timers = new Map<Interaction, NodeJS.Timeout>();
  const settle = (interaction: Interaction, status: Interaction['status']): void => {
    interaction.status = status;
    clearInterval(timers.get(interaction));
    timers.delete(interaction);
  };
  const fail = (interaction: Interaction, reason: 'timeout' | 'offline'): void => {
    settle(interaction, 'failed');
    interaction.record({ kind: 'failed', atMs: world.clock(), reason });
  };
  const failIfLate = (interaction: Interaction): void => {
    if (interaction.status === 'waiting' && ageOf(interaction, world) > deadlineMs)
      fail(interaction, 'timeout');
  };
  return {
    settle,
    fail,
    failIfLate,
    watch(interaction: Interaction): void {
      timers.set(interaction, setInterval(failIfLate, WATCH_MS, interaction));
    },
    close(): void {
      for (const timer of timers.values()) clearInterval(timer);
      timers.clear();
    },
  };
}

function ageOf({ sentAtMs }: Interaction, world: World): number {
  return world.clock() - sentAtMs;
}

function createInteraction(
  world: World,
  details: Pick<Interaction, 'type' | 'userId' | 'place' | 'commandName' | 'sourceId'>,
  record: Interaction['record'],
): Interaction {
  return {
    ...details,
    id: world.nextId(),
    token: `aW50ZXJhY3Rpb246${randomBytes(48).toString('base64url')}`,
    sentAtMs: world.clock(),
    startedAtMs: performance.now(),
    made: new Set(),
    status: 'waiting',
    record,
  };
}
