import { InteractionResponseType, MessageFlags, type REST, RESTJSONErrorCodes, Routes } from 'discord.js';
import type { Choice } from '../../../commands/command.ts';
import { hasCode, retry } from '../faults/answer-faults.ts';
import type { Payload } from '../rendering/render.ts';
import type { FormPayload } from '../rendering/render-form.ts';
import { createAcknowledge } from './acknowledge.ts';
import { createFollowUp, type Surroundings } from './follow-up.ts';
import type { InteractionHandle } from './interaction.ts';

const DEFAULT_RETRIES_MS = [300, 1000, 3000];

/**
 * The answers to one interaction. The first call must be one of the first six, which acknowledge it. Faults that
 * pass (5xx, 429, the network) are retried; then, and for what Discord refuses, a call throws; `AnswerGone` when no
 * answer is possible any more.
 */
export interface Answer {
  deferReply(isPrivate: boolean): Promise<void>;
  deferUpdate(): Promise<void>;
  reply(payload: Payload, isPrivate: boolean): Promise<void>;
  /** Changes the message whose button was pressed. */
  update(payload: Payload): Promise<void>;
  suggest(choices: readonly Choice[]): Promise<void>;
  /** Shows a form, whose filling in is an interaction of its own. */
  showForm(form: FormPayload): Promise<void>;
  /** Changes the deferred reply, or the message of a deferred update. */
  edit(payload: Omit<Payload, 'components'> & { readonly components: readonly unknown[] }): Promise<void>;
  /** One more message, never shown twice; false when nobody knows whether it is shown. */
  followUp(payload: Payload, isPrivate: boolean): Promise<boolean>;
  /** Removes the deferred reply. */
  remove(): Promise<void>;
}

/** What an acknowledged interaction is answered in: a reply of its own, or the message whose button was pressed. */
export type Place =
  | { readonly kind: 'reply'; readonly isPrivate: boolean }
  | { readonly kind: 'update'; readonly isPrivate: boolean; readonly components: readonly unknown[] };

export interface AnswerOptions extends Surroundings {
  /** Must not retry by itself, and rejects rate limits of acknowledgements. It needs no token: an interaction brings its own. */
  readonly rest: REST;
  /** Waits between attempts. */
  readonly retriesMs?: readonly number[];
}

export function createAnswer(handle: InteractionHandle, options: AnswerOptions): Answer {
  const { rest, retriesMs = DEFAULT_RETRIES_MS } = options;
  const original = Routes.webhookMessage(handle.application, handle.token);
  const acknowledge = createAcknowledge(handle, rest, retriesMs);
  const followUp = createFollowUp(handle, rest, options, retriesMs);
  return {
    deferReply: (isPrivate) =>
      acknowledge(
        InteractionResponseType.DeferredChannelMessageWithSource,
        isPrivate ? { flags: MessageFlags.Ephemeral } : {},
      ),
    deferUpdate: () => acknowledge(InteractionResponseType.DeferredMessageUpdate),
    reply: (payload, isPrivate) =>
      acknowledge(InteractionResponseType.ChannelMessageWithSource, withPrivacy(payload, isPrivate)),
    update: (payload) => acknowledge(InteractionResponseType.UpdateMessage, payload),
    suggest: (choices) =>
      acknowledge(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
    showForm: (form) => acknowledge(InteractionResponseType.Modal, form),
    async edit(payload) {
      await retry(retriesMs, () => rest.patch(original, { body: payload, auth: false }));
    },
    followUp: (payload, isPrivate) => followUp(withPrivacy(payload, isPrivate), isPrivate),
    async remove() {
      await retry(retriesMs, async () => {
        try {
          await rest.delete(original, { auth: false });
        } catch (error) {
          // It is gone, by an attempt whose answer was lost or by somebody else: that is what was wanted.
          if (!hasCode(error, RESTJSONErrorCodes.UnknownMessage)) throw error;
        }
      });
    },
  };
}

function withPrivacy(payload: Payload, isPrivate: boolean): Payload {
  return isPrivate ? { ...payload, flags: payload.flags | MessageFlags.Ephemeral } : payload;
}
