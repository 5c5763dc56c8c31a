import { REST, Routes } from 'discord.js';
import { z } from 'zod';

/** What Discord recommends and allows of a bot's connections (GET /gateway/bot). */
export interface GatewayLimit {
  /** How many shards it recommends. */
  readonly shards: number;
  /** How many sessions may still be started, and when, in milliseconds, the count begins anew. */
  readonly remaining: number;
  readonly resetAfterMs: number;
}

const WITHIN_MS = 5_000;
const GATEWAY = z.object({
  shards: z.number(),
  session_start_limit: z.object({ remaining: z.number(), reset_after: z.number() }),
});

/** Asks once. Rejects with what hinders it. */
export async function readGatewayLimit(apiUrl: string, token: string): Promise<GatewayLimit> {
  const rest = new REST({ api: apiUrl, retries: 0, timeout: WITHIN_MS }).setToken(token);
  try {
    const { shards, session_start_limit: limit } = GATEWAY.parse(await rest.get(Routes.gatewayBot()));
    return { shards, remaining: limit.remaining, resetAfterMs: limit.reset_after };
  } finally {
    rest.clearHandlerSweeper();
    rest.clearHashSweeper();
  }
}
