import { createRequire } from 'node:module';
import { destination, type Logger, pino } from 'pino';
import type { build } from 'pino-pretty';
import { currentLogFields } from '../adapters/log-context.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Keys whose values never reach a log, at any of the depths that our fields have. */
const SECRET_KEYS = ['token', 'apiKey', 'authorization', 'Authorization'];

/** Addresses in a line, as far as they go. */
const ADDRESS = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s"\\]+)/gi;

/**
 * A logger on stderr, so that stdout stays free for answers: readable lines on a terminal, JSON otherwise.
 * Values of secret keys, and what may be one in an address, are replaced before anything is written. Lines of one piece of work (`withLogFields`) name it.
 */
export function createLog(level: LogLevel): Logger {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  const stream = process.stderr.isTTY ? openReadable() : destination({ dest: 2, sync: true });
  const redact = { paths, censor: '[hidden]' };
  const hooks = { streamWrite: hideSecrets };
  return pino({ level, base: null, redact, hooks, mixin: () => ({ ...currentLogFields() }) }, stream);
}

/** A line without what addresses have of passwords and parameters: feeds are given out by tokens in them. */
function hideSecrets(line: string): string {
  return line.replace(ADDRESS, (_, scheme: string, rest: string) => {
    return scheme + rest.replace(/^[^/?#]*@/, '').replace(/\?.*/, '?[hidden]');
  });
}

/** Loaded for a person only: it takes 9 MB. */
function openReadable(): ReturnType<typeof build> {
  const pretty = createRequire(import.meta.url)('pino-pretty') as { readonly build: typeof build };
  return pretty.build({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
}
