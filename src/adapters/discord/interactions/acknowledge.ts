import { setTimeout as wait } from 'node:timers/promises';
import {
  DiscordAPIError,
  InteractionResponseType,
  RateLimitError,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { AnswerGone, explainAnswerFault, hasCode, mayHaveArrived, retry } from '../faults/answer-faults.ts';
import type { InteractionHandle } from './interaction.ts';

/** Discord takes no acknowledgement after 3 seconds; its way there is part of them. */
const DISCORD_WAITS_MS = 3000;
const WITHIN_MS = 2500;
/** A connection that hangs is given up for another one while there is time. */
const ATTEMPT_MS = 1000;
const FIRST_PAUSE_MS = 50;
/** How much later than its 3 seconds Discord may still have taken one. */
const MARGIN_MS = 200;

/** Acknowledgements that leave nothing behind by which they could be looked up. */
const UNSEEN: ReadonlySet<InteractionResponseType> = new Set([
  InteractionResponseType.ApplicationCommandAutocompleteResult,
  InteractionResponseType.Modal,
]);

/** Acknowledges one interaction, once. Throws `AnswerGone` when it is not acknowledged, as far as can be found out. */
export type Acknowledge = (type: InteractionResponseType, data?: object) => Promise<void>;

/** `rest` must not retry by itself. The time runs from now on. `retriesMs`: waits between attempts to look. */
export function createAcknowledge(
  { id, application, token }: InteractionHandle,
  rest: REST,
  retriesMs: readonly number[],
): Acknowledge {
  const receivedAt = performance.now();
  const since = () => performance.now() - receivedAt;

  function send(body: object): Promise<unknown> {
    const ms = Math.ceil(Math.min(Math.max(WITHIN_MS - since(), 1), ATTEMPT_MS));
    const signal = AbortSignal.timeout(ms);
    return rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal });
  }

  /** After an attempt whose answer was lost: an interaction that is acknowledged has a reply or a message. */
  async function look(cause: unknown): Promise<void> {
    await wait(Math.max(0, DISCORD_WAITS_MS + MARGIN_MS - since()));
    const original = Routes.webhookMessage(application, token);
    await retry(retriesMs, () => rest.get(original, { auth: false })).catch((error: unknown) => {
      throw error instanceof AnswerGone
        ? error
        : new AnswerGone('Nobody knows whether it is acknowledged', { cause });
    });
  }

  return async (type, data) => {
    const body = data ? { type, data } : { type };
    let isUncertain = false;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await send(body);
        return;
      } catch (error) {
        // An earlier attempt that seemed to fail has arrived after all.
        if (attempt > 0 && hasCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged)) return;
        if (error instanceof DiscordAPIError) throw explainAnswerFault(error);
        isUncertain ||= mayHaveArrived(error);
        const pauseMs = error instanceof RateLimitError ? error.retryAfter : FIRST_PAUSE_MS * 2 ** attempt;
        if (since() + pauseMs < WITHIN_MS) await wait(pauseMs);
        else if (isUncertain && !UNSEEN.has(type)) return look(error);
        else throw new AnswerGone('It could not be acknowledged in time', { cause: error });
      }
    }
  };
}
