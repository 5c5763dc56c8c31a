import { setTimeout as sleep } from 'node:timers/promises';
import { type APIMessage, type InteractionResponseType, MessageFlags } from 'discord-api-types/v10';
import type { MessageChange } from './world.ts';

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
  /**
   * The first event, past or to come, that `accepts` accepts. Rejects when the interaction failed before it, or
   * after `timeoutMs` (10 s) of real time.
   */
  waitFor(accepts: (event: InteractionEvent) => boolean, timeoutMs?: number): Promise<InteractionEvent>;
  /**
   * The message that answers, once it is more than "thinking" and `accepts` it (any by default): the original
   * response, a follow-up, or the pressed message as updated. Rejects as `waitFor` does.
   */
  reply(accepts?: (message: APIMessage) => boolean, timeoutMs?: number): Promise<MessageChange>;
  /** The form that it was answered with, as the bot sent it. Rejects as `waitFor` does. */
  modal(timeoutMs?: number): Promise<Readonly<Record<string, unknown>>>;
  /** What an autocomplete was answered with. Rejects as `waitFor` does. */
  choices(timeoutMs?: number): Promise<readonly Suggestion[]>;
}

/** What has happened to one interaction, and a way to wait for more. */
export interface EventLog {
  readonly events: readonly InteractionEvent[];
  record(event: InteractionEvent): void;
  /** Resolves at the next event. */
  next(): Promise<void>;
}

export function createEventLog(): EventLog {
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

export function createHandle(id: string, token: string, log: EventLog): InteractionHandle {
  return {
    ...{ id, token, events: log.events },
    outcome: readUntil(log, (event) =>
      event.kind === 'acknowledged' || event.kind === 'failed' ? event : undefined,
    ),
    waitFor: (accepts, timeoutMs) =>
      readInTime(log, (event) => (accepts(event) ? event : undefined), 'such event', timeoutMs),
    reply: (accepts = () => true, timeoutMs) =>
      readInTime(
        log,
        (event) => (isShown(event) && accepts(event.message) ? event : undefined),
        'reply',
        timeoutMs,
      ),
    async modal(timeoutMs) {
      const pick = (event: InteractionEvent) => (event.kind === 'modal' ? event : undefined);
      return (await readInTime(log, pick, 'form', timeoutMs)).modal;
    },
    async choices(timeoutMs) {
      const pick = (event: InteractionEvent) => (event.kind === 'choices' ? event : undefined);
      return (await readInTime(log, pick, 'choices', timeoutMs)).choices;
    },
  };
}

function isShown(event: InteractionEvent): event is Extract<InteractionEvent, { kind: 'message' }> {
  if (event.kind !== 'message' || event.change === 'delete') return false;
  return !((event.message.flags ?? 0) & MessageFlags.Loading);
}

/** Reads a log from its start until `pick` finds something. */
async function readUntil<T>(log: EventLog, pick: (event: InteractionEvent) => T | undefined): Promise<T> {
  for (let seen = 0; ; ) {
    for (; seen < log.events.length; seen += 1) {
      const event = log.events[seen];
      const found = event && pick(event);
      if (found !== undefined) return found;
    }
    await log.next();
  }
}

async function readInTime<T extends InteractionEvent>(
  log: EventLog,
  pick: (event: InteractionEvent) => T | undefined,
  what: string,
  timeoutMs = 10_000,
): Promise<T> {
  const end = new AbortController();
  const late = sleep(timeoutMs, undefined, { signal: end.signal }).catch(() => undefined);
  const pickOrFail = (event: InteractionEvent): T | Error | undefined =>
    pick(event) ??
    (event.kind === 'failed' ? new Error(`no ${what}: the interaction failed (${event.reason})`) : undefined);
  const found = await Promise.race([readUntil(log, pickOrFail), late]);
  end.abort();
  if (found instanceof Error) throw found;
  if (found !== undefined) return found;
  const kinds = log.events.map(({ kind }) => kind).join(', ');
  throw new Error(`no ${what} within ${timeoutMs} ms; so far: ${kinds || 'nothing'}`);
}
