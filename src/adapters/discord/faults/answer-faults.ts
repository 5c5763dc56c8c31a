import { setTimeout as wait } from 'node:timers/promises';
import { DiscordAPIError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { codeOf } from './error-code.ts';

/** Codes that say that nothing can be answered any more: too late, or the message or channel is gone. */
const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
]);

/** Codes of connections that were never made, so that no request went over them. */
const UNSENT: ReadonlySet<string | undefined> = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'],
]);

/** The interaction can no longer be answered: its 3 seconds or 15 minutes are over, or its message is gone. */
export class AnswerGone extends Error {
  override readonly name = 'AnswerGone';
}

export function hasCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code;
}

/** The error as its caller is to see it: `AnswerGone` where Discord says that no answer is possible any more. */
export function explainAnswerFault(error: unknown): unknown {
  if (!(error instanceof DiscordAPIError) || !GONE.has(error.code)) return error;
  return new AnswerGone(`Discord takes no answer any more (${error.code})`, { cause: error });
}

/** Whether a request that failed so may have been carried out all the same. */
export function mayHaveArrived(error: unknown): boolean {
  const wasRefused = error instanceof DiscordAPIError || error instanceof RateLimitError;
  return !wasRefused && !UNSENT.has(codeOf(error));
}

/** Runs `request` again after each delay while it fails for a reason that may pass. */
export async function retry<T>(
  delaysMs: readonly number[],
  request: (attempt: number) => Promise<T>,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await request(attempt);
    } catch (error) {
      const delayMs = delaysMs[attempt];
      // What Discord refuses, it refuses again; all else is a fault of the way there or of its servers.
      if (error instanceof DiscordAPIError || error instanceof AnswerGone || delayMs === undefined) {
        throw explainAnswerFault(error);
      }
      await wait(delayMs);
    }
  }
}
