import { apiError } from './api-error.ts';
import type { Form } from './form.ts';
import type { StoredMessage, World } from './world.ts';

/** The enforced nonces of the last minutes. Source: Discord's documentation of "Create Message". */
export interface Nonces {
  /**
   * The message that was made with this form's enforced nonce, in whatever channel. Throws 10008 when it has been
   * deleted: it is not made again (discord-api-docs, pull request 6647).
   */
  find(form: Form): StoredMessage | undefined;
  /** Remembers the form's nonce, which `find` has not found, if it is enforced. */
  remember(form: Form, channelId: string, messageId: string): void;
  /** Forgets them all. */
  forget(): void;
}

/** `lifeMs`: how long a nonce is remembered; Discord says "the past few minutes". */
export function createNonces(world: World, lifeMs: number): Nonces {
  const used = new Map<
    string,
    { readonly channel: string; readonly message: string; readonly atMs: number }
  >();
  const forgetOld = (): void => {
    for (const [nonce, { atMs }] of used) {
      if (world.clock() - atMs <= lifeMs) return;
      used.delete(nonce);
    }
  };
  return {
    find(form) {
      forgetOld();
      const earlier = used.get(readNonce(form) ?? '');
      if (!earlier) return undefined;
      const stored = world.channels.get(earlier.channel)?.messages.get(earlier.message);
      if (!stored) throw apiError('unknownMessage');
      return stored;
    },
    remember(form, channel, message) {
      const nonce = readNonce(form);
      if (nonce !== undefined) used.set(nonce, { channel, message, atMs: world.clock() });
    },
    forget: () => used.clear(),
  };
}

function readNonce({ nonce, enforce_nonce }: Form): string | undefined {
  return enforce_nonce === true && nonce !== undefined && nonce !== null ? String(nonce) : undefined;
}
