import { z } from 'zod';
import type { Shards } from '../domain/schedule/shards.ts';
import { LOG_LEVELS } from './log.ts';

const LOOPBACK_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

function wholeNumber(least: number, most: number) {
  const error = `must be a whole number from ${least} to ${most}`;
  return z.coerce.number({ error }).int(error).min(least, error).max(most, error);
}

const port = wholeNumber(0, 65_535);
const BAD_SPEED = 'must be a number above 0, 100000 at most';
const url = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });

const settings = z.object({
  DISCORD_TOKEN: z.string().optional(),
  DISCORD_API_URL: url.default('https://discord.com/api'),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url.optional(),
  OPENAI_MODEL: z.string().default('gpt-5-mini'),
  OPENAI_EMBEDDING_MODEL: z.string().optional(),
  CHECKER_BASE_URL: url.optional(),
  CHECKER_MODEL: z.string().optional(),
  MODEL_TOKENS_PER_DAY: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(500_000),
  MODEL_TOKENS_PER_MEMBER: wholeNumber(0, Number.MAX_SAFE_INTEGER).default(100_000),
  MODEL_JUDGE: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  STORE_URL: z
    .string()
    .regex(/^(sqlite|postgres|postgresql):/, 'must be sqlite:PATH or postgres://…')
    .default('sqlite:data/pullquote.sqlite'),
  CACHE_URL: z.url({ protocol: /^rediss?$/, error: 'must be redis://… or rediss://…' }).optional(),
  FEED_POLL_MINUTES: wholeNumber(1, 24 * 60).default(15),
  FETCH_PORTS: z
    .string()
    .regex(/^\d{1,5}(,\s*\d{1,5})*$/, 'must be ports, such as 8080, 8443')
    .transform((text) => (text.match(/\d+/g) ?? []).map(Number))
    .default([]),
  FETCH_ALLOW_LOOPBACK: z.enum(['on', 'off'], { error: 'must be on or off' }).optional(),
  STORY_KEEP_DAYS: wholeNumber(1, 36_500).default(90),
  CONTENT_DIR: z.string().default('content'),
  PROMPTS_DIR: z.string().default('prompts'),
  HEALTH_PORT: port.optional(),
  PLAYGROUND_PORT: port.default(3210),
  SHARDS: z
    .string()
    .regex(/^(auto|\d+|\[\d+(,\s*\d+)*\])$/, {
      error: 'must be a number, a list such as [0,1], or auto',
      abort: true,
    })
    .transform((text) => (text === 'auto' ? text : (text.match(/\d+/g) ?? []).map(Number)))
    .optional(),
  SHARD_COUNT: wholeNumber(1, 100_000).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  CLOCK_EPOCH: z.iso.datetime({ offset: true, error: 'must be an ISO date and time' }).optional(),
  CLOCK_SPEED: z.coerce.number({ error: BAD_SPEED }).positive(BAD_SPEED).max(100_000, BAD_SPEED).optional(),
});

const schema = settings.superRefine((values, context) => {
  const { SHARDS: shards, SHARD_COUNT: count } = values;
  if (shards === 'auto') {
    if (values.DISCORD_TOKEN === undefined) {
      context.addIssue({ code: 'custom', path: ['SHARDS'], message: 'auto needs DISCORD_TOKEN' });
    }
  } else if (
    (shards === undefined) !== (count === undefined) ||
    shards?.some((shard) => shard >= (count ?? 0))
  ) {
    const message = 'must be below SHARD_COUNT, and neither is set without the other';
    context.addIssue({ code: 'custom', path: ['SHARDS'], message });
  }
  if ((values.CHECKER_BASE_URL === undefined) !== (values.CHECKER_MODEL === undefined)) {
    const message = 'and CHECKER_MODEL must be set together';
    context.addIssue({ code: 'custom', path: ['CHECKER_BASE_URL'], message });
  }
  if (values.OPENAI_EMBEDDING_MODEL && !values.OPENAI_API_KEY && !values.OPENAI_BASE_URL) {
    const message = 'needs OPENAI_API_KEY or OPENAI_BASE_URL';
    context.addIssue({ code: 'custom', path: ['OPENAI_EMBEDDING_MODEL'], message });
  }
  if (isLoopback(values.DISCORD_API_URL)) return;
  for (const name of ['CLOCK_EPOCH', 'CLOCK_SPEED', 'FETCH_ALLOW_LOOPBACK'] as const) {
    if (values[name] === undefined) continue;
    const message = 'is for tests: refused unless DISCORD_API_URL is on loopback';
    context.addIssue({ code: 'custom', path: [name], message });
  }
});

/** The program's settings, by the names that `.env` uses. */
export type Config = z.output<typeof schema>;

/** Every fault of the settings at once, one a line, so that one restart mends them all. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the settings from environment variables; an empty value counts as unset. Throws `ConfigError`
 * naming every bad one. Values are not repeated in the message: some are secrets.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== '');
  const result = schema.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const lines = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`These settings need attention (see .env.example):\n${lines.join('\n')}`);
}

/** Whether a model is configured: by a key, a base URL, or both. */
export function hasModel(config: Config): boolean {
  return config.OPENAI_API_KEY !== undefined || config.OPENAI_BASE_URL !== undefined;
}

/** The shards of this process, where several processes share the bot's guilds; `undefined`: all guilds are its own. */
export function shardsOf({ SHARDS: ids, SHARD_COUNT: count }: Config): Shards | undefined {
  return ids && ids !== 'auto' && count !== undefined ? { ids, count } : undefined;
}

function isLoopback(address: string): boolean {
  return LOOPBACK_HOSTS.has(new URL(address).hostname);
}
