import { REST, Routes } from 'discord.js';
import { z } from 'zod';
import type { Payload } from '../rendering/render.ts';

export interface RequestSettings {
  readonly token: string;
  /** REST base without the version. */
  readonly apiUrl: string;
  /** How long one request may take, with its waiting for Discord's rate limits. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 20_000;
/** A second line of defence behind the pace: after a stall of the program, requests that were paced may bunch. */
const REQUESTS_PER_SECOND = 45;
/** Longer waits for a rate limit are the scheduler's to make. */
const LONGEST_WAIT_MS = 10_000;

const SENT = z.object({ id: z.string() });

/** What posts are made of: each method is one request, tried once; each rejects as discord.js does. */
export interface AnnouncerRequests {
  get(route: `/${string}`, query?: Record<string, string>): Promise<unknown>;
  /** Gives the id of what was made. */
  post(route: `/${string}`, body: object): Promise<string>;
  patch(route: `/${string}`, body: object): Promise<void>;
  /** Changes what a message shows. */
  edit(channel: string, message: string, payload: Payload): Promise<void>;
  close(): void;
}

export function createRequests({
  token,
  apiUrl,
  timeoutMs = TIMEOUT_MS,
}: RequestSettings): AnnouncerRequests {
  const rest = new REST({
    api: apiUrl,
    retries: 0,
    timeout: timeoutMs,
    globalRequestsPerSecond: REQUESTS_PER_SECOND,
    rejectOnRateLimit: ({ retryAfter }) => retryAfter > LONGEST_WAIT_MS,
  }).setToken(token);
  // The signal also ends a wait for a rate limit, which the timeout does not count.
  const signal = () => AbortSignal.timeout(timeoutMs);
  async function patch(route: `/${string}`, body: object): Promise<void> {
    await rest.patch(route, { body, signal: signal() });
  }
  return {
    patch,
    get: (route, query) => rest.get(route, { query: new URLSearchParams(query), signal: signal() }),
    post: async (route, body) => SENT.parse(await rest.post(route, { body, signal: signal() })).id,
    edit: (channel, message, { flags, components, allowed_mentions }) =>
      patch(Routes.channelMessage(channel, message), { flags, components, allowed_mentions }),
    close() {
      rest.clearHandlerSweeper();
      rest.clearHashSweeper();
    },
  };
}
