import type { Payload } from '../rendering/render.ts';
import type { Answer, Place } from './answer.ts';

/** Work that is done sooner is answered at once, and a mistake in it told to the caller alone. */
const DIRECT_WITHIN_MS = 300;

/** How an interaction is acknowledged: by its answer where that comes soon, else by a promise of one. */
export interface Opening {
  /** Promises an answer, unless something was sent; resolves when Discord has it, rejects when Discord takes none. */
  defer(): Promise<void>;
  /** Shows the answer's first message in its place. */
  show(payload: Payload): Promise<void>;
  /** Whether anything was sent yet. */
  isOpen(): boolean;
  /** Tells only the caller, as the first thing that is sent. */
  tell(notice: Payload): Promise<void>;
}

/** Promises an answer by itself after `DIRECT_WITHIN_MS`. */
export function createOpening(answer: Answer, place: Place): Opening {
  let deferred: Promise<void> | undefined;
  let sent = false;
  const timer = setTimeout(() => {
    // Whoever shows or tells next meets the same fault.
    defer().catch(() => undefined);
  }, DIRECT_WITHIN_MS);

  function defer(): Promise<void> {
    clearTimeout(timer);
    if (sent) return deferred ?? Promise.resolve();
    sent = true;
    deferred = place.kind === 'update' ? answer.deferUpdate() : answer.deferReply(place.isPrivate);
    return deferred;
  }

  /** Sends the first thing; where Discord refuses it, another may still be the first. */
  async function open(send: () => Promise<void>): Promise<void> {
    clearTimeout(timer);
    sent = true;
    try {
      await send();
    } catch (error) {
      sent = false;
      throw error;
    }
  }

  return {
    defer,
    isOpen: () => sent,
    async show(payload) {
      if (sent) {
        await deferred;
        return answer.edit(payload);
      }
      return open(() =>
        place.kind === 'update' ? answer.update(payload) : answer.reply(payload, place.isPrivate),
      );
    },
    tell: (notice) => open(() => answer.reply(notice, true)),
  };
}
