import {
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  GatewayCloseCodes,
  HTTPError,
} from 'discord.js';
import { DiscordError } from './discord-error.ts';
import { codeOf } from './error-code.ts';

const BAD_TOKEN = 'Discord refuses the token: check DISCORD_TOKEN.';

/** The gateway's close codes after which Discord does not let the bot in again. */
const CLOSES: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: BAD_TOKEN,
  [GatewayCloseCodes.InvalidShard]: 'Discord refuses the shard number.',
  [GatewayCloseCodes.ShardingRequired]: 'Discord wants this bot to use more shards.',
  [GatewayCloseCodes.InvalidAPIVersion]:
    'Discord no longer speaks this version of its gateway: update Pullquote.',
  [GatewayCloseCodes.InvalidIntents]:
    'Discord does not know an intent that this bot asks for: update Pullquote.',
  [GatewayCloseCodes.DisallowedIntents]:
    "Discord disallows the intent Guilds for this bot: check its settings in Discord's developer portal.",
};

/** Why the gateway closed for good, by its close code. */
export function explainClose(code: number): DiscordError {
  return new DiscordError(CLOSES[code] ?? `Discord closed the connection for good (code ${code}).`);
}

/** Why connecting failed. */
export function explainFailure(cause: unknown, apiUrl: string): DiscordError {
  if (cause instanceof DiscordError) return cause;
  return new DiscordError(describe(cause, withoutSecrets(apiUrl)), { cause });
}

function describe(cause: unknown, apiUrl: string): string {
  if (cause instanceof DiscordjsError && cause.code === DiscordjsErrorCodes.TokenInvalid) return BAD_TOKEN;
  if (cause instanceof DiscordAPIError)
    return cause.status === 401
      ? BAD_TOKEN
      : `Discord at ${apiUrl} refuses to let the bot in (${cause.status}).`;
  if (cause instanceof HTTPError) return `Discord at ${apiUrl} fails (${cause.status}); try again later.`;
  const code = codeOf(cause);
  return `Discord cannot be reached at ${apiUrl}${code ? ` (${code})` : ''}.`;
}

/** The token has a character that cannot be sent. */
export function badToken(): DiscordError {
  return new DiscordError(BAD_TOKEN);
}

export function unanswered(apiUrl: string, afterMs: number): DiscordError {
  const where = withoutSecrets(apiUrl);
  return new DiscordError(`Discord at ${where} did not let the bot in within ${afterMs / 1000} s.`);
}

/** Discord counts the starts of a bot and lets no more in than so many a day. */
export function usedUp(resetAt: number): DiscordError {
  const when = new Date(resetAt).toISOString();
  return new DiscordError(`Discord lets the bot in again at ${when}: it has used up its starts for a day.`);
}

/** A proxy's address may hold a password. */
function withoutSecrets(address: string): string {
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname === '/' ? '' : pathname}`;
}
