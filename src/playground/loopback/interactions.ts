import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type APIMessage, type InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import { apiError } from './api-error.ts';
import type { Place } from './messages.ts';
import type { MessageChange, World } from './world.ts';

/** What became of an interaction. `atMs` is by the loopback's clock, `afterMs` real milliseconds since it was sent. */
export type InteractionEvent =
  | {
      readonly kind: 'acknowledged';
      readonly atMs: number;
      readonly afterMs: number;
      readonly type: InteractionResponseType;
    }
  /** Nobody answered in time, or no bot was there: the member sees "The application did not respond". */
  | { readonly kind: 'failed'; readonly atMs: number; readonly reason: 'timeout' | 'offline' }
  | ({ readonly kind: 'message'; readonly atMs: number } & MessageChange)
  | { readonly kind: 'choices'; readonly atMs: number; readonly choices: readonly Suggestion[] }
  | { readonly kind: 'modal'; readonly atMs: number; readonly modal: Readonly<Record<string, unknown>> };

export interface Suggestion {
  readonly name: string;
  readonly value: string | number;
}

/** One interaction that a member has started, as its sender sees it. None of its promises rejects unasked. */
export interface InteractionHandle {
  readonly id: string;
  readonly token: string;
  /** Resolves with the first acknowledgement, or with the failure after the deadline. */
  readonly outcome: Promise<Extract<InteractionEvent, { kind: 'acknowledged' | 'failed' }>>;
  /** All that has happened so far, oldest first. */
  readonly events: readonly InteractionEvent[];
  /** The first event, past or to come, that `accepts` accepts; rejects after `timeoutMs` (10 s) of real time. */
  waitFor(accepts: (event: InteractionEvent) => boolean, timeoutMs?: number): Promise<InteractionEvent>;
  /**
   * The message that answers, once it is more than "thinking" and `accepts` it (any by default): the original
   * response, a follow-up, or the pressed message as updated. Rejects when the interaction failed or on timeout.
   */
  reply(accepts?: (message: APIMessage) => boolean, timeoutMs?: number): Promise<MessageChange>;
  /** What an autocomplete was answered with. Rejects when the interaction failed or on timeout. */
  choices(timeoutMs?: number): Promise<readonly Suggestion[]>;
}

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
  /** Messages that it made: its token gives access to these only. */
  readonly made: Set<string>;
  status: 'waiting' | 'acknowledged' | 'failed';
  /** What `@original` means. */
  originalId?: string;
  record(event: InteractionEvent): void;
}

export interface Timing {
  /** How long the bot has for the first acknowledgement; Discord: 3000. */
  readonly deadlineMs: number;
  /** How long the token works; Discord: 15 minutes. */
  readonly tokenMs: number;
}

export interface Interactions {
  /** Starts one; `deliver` gets it to the bot and says whether any session is there to hear it. */
  start(
    details: Pick<Interaction, 'type' | 'userId' | 'place' | 'commandName' | 'sourceId'>,
    deliver: (interaction: Interaction) => boolean,
  ): InteractionHandle;
  /** For the callback route. Throws 10062 when unknown or late, 40060 when already acknowledged. */
  claim(id: string, token: string): Interaction;
  /** Marks it acknowledged. */
  acknowledge(interaction: Interaction, type: InteractionResponseType): void;
  /** For the webhook routes. Throws 50027 when unknown or expired, 10015 before it is acknowledged. */
  byToken(token: string): Interaction;
  /** Ends the timers. */
  close(): void;
}

export function createInteractions(world: World, timing: Timing): Interactions {
  const byToken = new Map<string, Interaction>();
  const sentAt = new WeakMap<Interaction, number>();
  const timers = new Map<Interaction, NodeJS.Timeout>();

  const fail = (interaction: Interaction, reason: 'timeout' | 'offline'): void => {
    interaction.status = 'failed';
    clearTimeout(timers.get(interaction));
    timers.delete(interaction);
    interaction.record({ kind: 'failed', atMs: world.clock(), reason });
  };
  const isLate = (interaction: Interaction): boolean =>
    world.clock() - interaction.sentAtMs > timing.deadlineMs;
  // The injected clock may run at any speed, so the deadline is looked at again and again in real time.
  const watch = (interaction: Interaction): void => {
    if (isLate(interaction)) fail(interaction, 'timeout');
    else
      timers.set(
        interaction,
        setTimeout(() => watch(interaction), Math.min(timing.deadlineMs + 1, 100)),
      );
  };
  const forgetExpired = (): void => {
    for (const [token, { sentAtMs }] of byToken) {
      if (world.clock() - sentAtMs <= timing.tokenMs) return;
      byToken.delete(token);
    }
  };

  world.events.on('message', (change) => {
    const interaction = change.interaction && byToken.get(change.interaction);
    if (interaction) interaction.record({ kind: 'message', atMs: world.clock(), ...change });
  });

  return {
    start(details, deliver) {
      forgetExpired();
      const log = createEventLog();
      const interaction: Interaction = {
        ...details,
        id: world.nextId(),
        token: `aW50ZXJhY3Rpb246${randomBytes(48).toString('base64url')}`,
        sentAtMs: world.clock(),
        made: new Set(),
        status: 'waiting',
        record: log.record,
      };
      byToken.set(interaction.token, interaction);
      sentAt.set(interaction, performance.now());
      if (deliver(interaction)) watch(interaction);
      else fail(interaction, 'offline');
      return createHandle(interaction, log);
    },
    claim(id, token) {
      const interaction = byToken.get(token);
      if (interaction?.id !== id) throw apiError('unknownInteraction');
      if (interaction.status === 'acknowledged') throw apiError('alreadyAcknowledged');
      if (interaction.status === 'waiting' && isLate(interaction)) fail(interaction, 'timeout');
      if (interaction.status === 'failed') throw apiError('unknownInteraction');
      return interaction;
    },
    acknowledge(interaction, type) {
      interaction.status = 'acknowledged';
      clearTimeout(timers.get(interaction));
      timers.delete(interaction);
      const afterMs = performance.now() - (sentAt.get(interaction) ?? 0);
      interaction.record({ kind: 'acknowledged', atMs: world.clock(), afterMs, type });
    },
    byToken(token) {
      const interaction = byToken.get(token);
      if (!interaction || world.clock() - interaction.sentAtMs > timing.tokenMs) {
        throw apiError('invalidWebhookToken');
      }
      if (interaction.status !== 'acknowledged') throw apiError('unknownWebhook');
      return interaction;
    },
    close() {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

interface EventLog {
  readonly events: InteractionEvent[];
  record(event: InteractionEvent): void;
  /** Resolves at the next event. */
  next(): Promise<void>;
}

function createEventLog(): EventLog {
  const events: InteractionEvent[] = [];
  let wake = Promise.withResolvers<void>();
  return {
    events,
    record(event) {
      events.push(event);
      wake.resolve();
      wake = Promise.withResolvers<void>();
    },
    next: () => wake.promise,
  };
}

function createHandle(interaction: Interaction, log: EventLog): InteractionHandle {
  const find = async <T extends InteractionEvent>(
    pick: (event: InteractionEvent) => T | undefined,
    what: string,
    timeoutMs = 10_000,
  ): Promise<T> => {
    const end = new AbortController();
    const late = sleep(timeoutMs, 'late', { signal: end.signal, ref: false }).catch(() => 'late');
    try {
      for (let seen = 0; ; ) {
        for (; seen < log.events.length; seen += 1) {
          const event = log.events[seen];
          const found = event && pick(event);
          if (found) return found;
          if (event?.kind === 'failed')
            throw new Error(`no ${what}: the interaction failed (${event.reason})`);
        }
        if ((await Promise.race([log.next(), late])) === 'late') {
          const kinds = log.events.map(({ kind }) => kind).join(', ');
          throw new Error(`no ${what} within ${timeoutMs} ms; so far: ${kinds || 'nothing'}`);
        }
      }
    } finally {
      end.abort();
    }
  };
  return {
    id: interaction.id,
    token: interaction.token,
    events: log.events,
    outcome: settle(log),
    waitFor: (accepts, timeoutMs) =>
      find((event) => (accepts(event) ? event : undefined), 'such event', timeoutMs),
    reply: (accepts = () => true, timeoutMs) =>
      find(
        (event) =>
          event.kind === 'message' &&
          event.change !== 'delete' &&
          !((event.message.flags ?? 0) & MessageFlags.Loading) &&
          accepts(event.message)
            ? event
            : undefined,
        'reply',
        timeoutMs,
      ),
    choices: async (timeoutMs) =>
      (await find((event) => (event.kind === 'choices' ? event : undefined), 'choices', timeoutMs)).choices,
  };
}

async function settle(log: EventLog): InteractionHandle['outcome'] {
  for (let seen = 0; ; ) {
    for (; seen < log.events.length; seen += 1) {
      const event = log.events[seen];
      if (event?.kind === 'acknowledged' || event?.kind === 'failed') return event;
    }
    await log.next();
  }
}
