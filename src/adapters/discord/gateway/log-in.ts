import { setTimeout as wait } from 'node:timers/promises';
import { type Client, Events } from 'discord.js';
import type { Clock } from '../../../domain/ports.ts';
import type { Shards } from '../../../domain/schedule/shards.ts';
import type { DiscordError } from '../faults/discord-error.ts';
import { badToken, unanswered, usedUp } from '../faults/failures.ts';
import { readGatewayLimit } from './gateway-limit.ts';

export interface LogInOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly shards?: Shards | undefined;
  readonly clock: Clock;
}

/** How long after a failed login its close code may come. */
const CLOSE_CODE_MS = 50;

/** Until when a start has to be over. */
export interface StartDeadline {
  /** Rejects with a `DiscordError` when the time is over, or the start has failed. */
  readonly over: Promise<never>;
  /** Begins anew in so many milliseconds: standing in line is no fault of Discord's. */
  renew(afterMs: number): void;
  fail(error: DiscordError): void;
  close(): void;
}

export function createStartDeadline(apiUrl: string, withinMs: number): StartDeadline {
  const { promise, reject } = Promise.withResolvers<never>();
  // It may be over when nobody waits any more.
  promise.catch(() => undefined);
  let endsAt = 0;
  let timer: NodeJS.Timeout | undefined;
  const renew = (afterMs: number): void => {
    endsAt = Math.max(endsAt, performance.now() + afterMs + withinMs);
    clearTimeout(timer);
    timer = setTimeout(() => reject(unanswered(apiUrl, withinMs)), endsAt - performance.now());
  };
  renew(0);
  return { over: promise, renew, fail: reject, close: () => clearTimeout(timer) };
}

/** Logs in and waits until all shards of this process are ready. Rejects with what hinders it. */
export async function logIn(
  client: Client,
  { token }: LogInOptions,
  lost: Promise<DiscordError>,
  deadline: StartDeadline,
): Promise<Client<true>> {
  if (!/^[!-~]+$/.test(token)) throw badToken();
  const ready = new Promise<Client<true>>((resolve) => client.once(Events.ClientReady, resolve));
  try {
    return await Promise.race([
      // The gateway's close code says more than the error that follows it.
      client.login(token).then(
        () => ready,
        (error: unknown) =>
          Promise.race([lost, wait(CLOSE_CODE_MS)]).then((close) => Promise.reject(close ?? error)),
      ),
      lost.then((error) => Promise.reject(error)),
      deadline.over,
    ]);
  } finally {
    deadline.close();
  }
}

/** discord.js throws the same for used-up session starts as for anything else: so Discord is asked for what is left. */
export async function findUsedUp(options: LogInOptions): Promise<DiscordError | undefined> {
  const { apiUrl, token, clock, shards: own } = options;
  // Where it cannot be asked, that is what stopped the start.
  const limit = await readGatewayLimit(apiUrl, token).catch(() => undefined);
  if (!limit || limit.remaining >= (own?.ids.length ?? limit.shards)) return undefined;
  return usedUp(clock.now() + limit.resetAfterMs);
}
