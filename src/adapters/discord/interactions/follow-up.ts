import { type REST, Routes } from 'discord.js';
import { z } from 'zod';
import { mayHaveArrived, retry } from '../faults/answer-faults.ts';
import type { Payload } from '../rendering/render.ts';
import type { InteractionHandle } from './interaction.ts';

const LATEST = 100;

const SENT = z.object({ id: z.string() });
const MESSAGES = z.array(
  z.object({
    id: z.string(),
    interaction_metadata: z
      .object({ id: z.string(), original_response_message_id: z.string().nullish() })
      .nullish(),
  }),
);

/** One GET request with the bot's token; rejects as discord.js does. */
export type BotGet = (
  route: `/${string}`,
  options?: { readonly query?: URLSearchParams; readonly signal?: AbortSignal },
) => Promise<unknown>;

/** Where the interaction was, and how to read there. */
export interface Surroundings {
  readonly channel: string | undefined;
  readonly get: BotGet;
}

/**
 * Sends one more message; false when nobody knows whether it was shown. Sent again only when it certainly was not: a
 * message that all see is looked for in its channel, and one that only its member sees can be looked for nowhere.
 */
export type FollowUp = (payload: Payload, isPrivate: boolean) => Promise<boolean>;

export function createFollowUp(
  { id: interaction, application, token }: InteractionHandle,
  rest: REST,
  { channel, get }: Surroundings,
  retriesMs: readonly number[],
): FollowUp {
  const shown = new Set<string>();

  async function send(body: Payload): Promise<void> {
    const message = SENT.safeParse(
      await rest.post(Routes.webhook(application, token), { body, auth: false }),
    );
    if (message.success) shown.add(message.data.id);
  }

  /** Whether a message that is not known yet is there; `undefined` where that cannot be seen. */
  async function look(): Promise<boolean | undefined> {
    if (channel === undefined) return undefined;
    const query = new URLSearchParams({ after: interaction, limit: String(LATEST) });
    const messages = MESSAGES.parse(await get(Routes.channelMessages(channel), { query }));
    const own = messages.filter((message) => message.interaction_metadata?.id === interaction);
    const unknown = own.find(
      (message) => message.interaction_metadata?.original_response_message_id && !shown.has(message.id),
    );
    if (unknown) shown.add(unknown.id);
    if (unknown) return true;
    // Without the right to read the history Discord answers an empty list. With it, earlier parts are there.
    return own.length > 0 && messages.length < LATEST ? false : undefined;
  }

  return async (payload, isPrivate) => {
    let isUncertain = false;
    return retry(retriesMs, async () => {
      if (isUncertain) {
        const isThere = isPrivate ? undefined : await look().catch(() => undefined);
        if (isThere !== false) return isThere === true;
        isUncertain = false;
      }
      try {
        await send(payload);
        return true;
      } catch (error) {
        isUncertain = mayHaveArrived(error);
        throw error;
      }
    });
  };
}
