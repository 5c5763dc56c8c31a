import { setTimeout as wait } from 'node:timers/promises';
import { type Client, Events, REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Clock } from '../../domain/ports.ts';
import type { Shards } from '../../domain/schedule/shards.ts';
import type { DiscordError } from './discord-error.ts';
import { badToken, unanswered, usedUp } from './failures.ts';

export interface LogInOptions {
  readonly token: string;
  readonly apiUrl: string;
  readonly shards?: Shards | undefined;
  readonly clock: Clock;
}

const LIMIT_WITHIN_MS = 2_000;
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

const GATEWAY = z.object({
  shards: z.number(),
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

/** discord.js throws the same for used-up session starts as for anything else: so Discord is asked for what is left. */
export async function findUsedUp(options: LogInOptions): Promise<DiscordError | undefined> {
  const { apiUrl, token, clock, shards: own } = options;
  const rest = new REST({ api: apiUrl, retries: 0, timeout: LIMIT_WITHIN_MS }).setToken(token);
  try {
    const { shards, session_start_limit: limit } = GATEWAY.parse(await rest.get(Routes.gatewayBot()));
    const needed = own?.ids.length ?? shards;
    return limit.remaining < needed ? usedUp(clock.now() + limit.reset_after) : undefined;
  } catch {
    // It cannot be asked, for the reason that stopped the start.
    return undefined;
  } finally {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
}
