import { DiscordAPIError, HTTPError } from 'discord.js';
import { AnswerGone } from './answer-faults.ts';

/** An error as it may be logged: those of requests hold the interaction's token and the members' words. */
export function loggable(error: unknown): unknown {
  if (error instanceof AnswerGone) return loggable(error.cause);
  if (!(error instanceof DiscordAPIError || error instanceof HTTPError)) return error;
  const { name, message, method, status, stack } = error;
  return { name, message, method, status, stack };
}
