import { destination, type Logger, pino } from 'pino';
import { build as pretty } from 'pino-pretty';
import { currentLogFields } from '../adapters/log-context.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Keys whose values never reach a log, at any of the depths that our fields have. */
const SECRET_KEYS = ['token', 'apiKey', 'authorization', 'Authorization'];

/**
 * A logger on stderr, so that stdout stays free for answers: readable lines on a terminal, JSON otherwise.
 * Values of secret keys are replaced before anything is written. Lines of one piece of work (`withLogFields`) name it.
 */
export function createLog(level: LogLevel): Logger {
  const paths = SECRET_KEYS.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]);
  const stream = process.stderr.isTTY
    ? pretty({ destination: 2, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' })
    : destination({ dest: 2, sync: true });
  const redact = { paths, censor: '[hidden]' };
  return pino({ level, base: null, redact, mixin: () => ({ ...currentLogFields() }) }, stream);
}
