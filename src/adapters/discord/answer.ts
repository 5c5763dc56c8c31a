import { setTimeout as wait } from 'node:timers/promises';
import {
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import type { Choice } from '../../commands/command.ts';
import type { InteractionHandle } from './interaction.ts';
import type { Payload } from './render.ts';

/** Discord refuses an acknowledgement after 3 seconds; its way there is part of them. */
const ACKNOWLEDGE_WITHIN_MS = 2500;
const ACKNOWLEDGE_RETRIES_MS = [50, 250];
const DEFAULT_RETRIES_MS = [300, 1000, 3000];

/** Codes that say that nothing can be answered any more: too late, or the message or channel is gone. */
const GONE: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.UnknownWebhook,
  RESTJSONErrorCodes.InvalidWebhookToken,
  RESTJSONErrorCodes.UnknownMessage,
  RESTJSONErrorCodes.UnknownChannel,
]);

/** The interaction can no longer be answered: its 3 seconds or 15 minutes are over, or its message is gone. */
export class AnswerGone extends Error {
  override readonly name = 'AnswerGone';
}

/**
 * The answers to one interaction. The first call must be one of the first four, which acknowledge it. Faults that
 * pass (5xx, 429, the network) are retried; then, and for what Discord refuses, a call throws; `AnswerGone` when no
 * answer is possible any more.
 */
export interface Answer {
  deferReply(isPrivate: boolean): Promise<void>;
  deferUpdate(): Promise<void>;
  replyPrivately(payload: Payload): Promise<void>;
  suggest(choices: readonly Choice[]): Promise<void>;
  /** Changes the deferred reply, or the message of a deferred update. */
  edit(payload: Omit<Payload, 'components'> & { readonly components: readonly unknown[] }): Promise<void>;
  followUp(payload: Payload, isPrivate: boolean): Promise<void>;
  /** Removes the deferred reply. */
  remove(): Promise<void>;
}

/** What an acknowledged interaction is answered in: a reply of its own, or the message whose button was pressed. */
export type Place =
  | { readonly kind: 'reply'; readonly isPrivate: boolean }
  | { readonly kind: 'update'; readonly isPrivate: boolean; readonly components: readonly unknown[] };

/** `rest` must not retry by itself. It needs no token: an interaction brings its own. */
export function createAnswer(
  { id, application, token }: InteractionHandle,
  rest: REST,
  retriesMs: readonly number[] = DEFAULT_RETRIES_MS,
): Answer {
  const original = Routes.webhookMessage(application, token);

  async function acknowledge(type: InteractionResponseType, data?: object): Promise<void> {
    const signal = AbortSignal.timeout(ACKNOWLEDGE_WITHIN_MS);
    const body = data ? { type, data } : { type };
    await retry(ACKNOWLEDGE_RETRIES_MS, async (attempt) => {
      try {
        await rest.post(Routes.interactionCallback(id, token), { body, auth: false, signal });
      } catch (error) {
        // An earlier attempt that seemed to fail has arrived after all.
        if (attempt === 0 || !hasCode(error, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged))
          throw error;
      }
    });
  }

  return {
    deferReply: (isPrivate) =>
      acknowledge(
        InteractionResponseType.DeferredChannelMessageWithSource,
        isPrivate ? { flags: MessageFlags.Ephemeral } : {},
      ),
    deferUpdate: () => acknowledge(InteractionResponseType.DeferredMessageUpdate),
    replyPrivately: (payload) =>
      acknowledge(InteractionResponseType.ChannelMessageWithSource, withPrivacy(payload, true)),
    suggest: (choices) =>
      acknowledge(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
    async edit(payload) {
      await retry(retriesMs, () => rest.patch(original, { body: payload, auth: false }));
    },
    async followUp(payload, isPrivate) {
      const body = withPrivacy(payload, isPrivate);
      await retry(retriesMs, () => rest.post(Routes.webhook(application, token), { body, auth: false }));
    },
    async remove() {
      await retry(retriesMs, () => rest.delete(original, { auth: false }));
    },
  };
}

function withPrivacy(payload: Payload, isPrivate: boolean): Payload {
  return isPrivate ? { ...payload, flags: payload.flags | MessageFlags.Ephemeral } : payload;
}

function hasCode(error: unknown, code: number): boolean {
  return error instanceof DiscordAPIError && error.code === code;
}

/** Runs `request` again after each delay while it fails for a reason that may pass. */
async function retry(
  delaysMs: readonly number[],
  request: (attempt: number) => Promise<unknown>,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await request(attempt);
      return;
    } catch (error) {
      const delayMs = delaysMs[attempt];
      if (error instanceof DiscordAPIError && GONE.has(error.code))
        throw new AnswerGone(`Discord takes no answer any more (${error.code})`, { cause: error });
      // What Discord refuses, it refuses again; all else is a fault of the way there or of its servers.
      if (error instanceof DiscordAPIError || delayMs === undefined) throw error;
      await wait(delayMs);
    }
  }
}
