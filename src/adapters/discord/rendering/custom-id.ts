import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Caller } from '../../../commands/command.ts';
import type { Action, Reply } from '../../../commands/reply.ts';
import type { KeyValueStore } from '../../../domain/ports.ts';
import { LIMITS } from './limits.ts';

const VERSION = 'p1';
const STATE_TTL_MS = 30 * 24 * 60 * 60 * 1000;
/** Room for the `~7` that tells equal actions of one message apart. */
const DIRECT_LENGTH = LIMITS.customId - 3;
const DIRECT = /^p1(?:~[1-9]\d?)?\|([\w-]{1,32})\|([\w-]{1,32})(?:\|(.*))?$/s;
const STORED = /^p1(?:~[1-9]\d?)?#([\w-]{22})\|([\w-]{1,32})\|([\w-]{1,32})$/;
const NAME = /^[\w-]{1,32}$/;
const storedArgs = z.array(z.string());

/** The custom_id of a button, and the name of its arguments where they are too long for one. */
export interface EncodedAction {
  readonly customId: string;
  readonly state?: string;
}

/**
 * Encodes an action; the same action always gives the same id. Throws RangeError for the name of a command or a
 * press that is not 1..32 letters, digits, `-` or `_`.
 */
export function encodeAction({ command, press, args }: Action): EncodedAction {
  if (!NAME.test(command) || !NAME.test(press)) throw new RangeError(`bad button name ${command} ${press}`);
  const name = `${command}|${press}`;
  const encoded = encodeArgs(args);
  if (encoded !== undefined && VERSION.length + 1 + name.length + encoded.length <= DIRECT_LENGTH)
    return { customId: `${VERSION}|${name}${encoded}` };
  const hash = hashOf({ command, press, args });
  return { customId: `${VERSION}#${hash}|${name}`, state: hash };
}

/** 128 bits: enough that nobody meets or makes two actions with one hash. */
function hashOf({ command, press, args }: Action): string {
  return createHash('sha256')
    .update(JSON.stringify([command, press, args]))
    .digest('base64url')
    .slice(0, 22);
}

/** Another custom_id for the same action, since no two of a message may be equal. `number` is 1..99. */
export function copyCustomId(customId: string, number: number): string {
  return `${VERSION}~${number}${customId.slice(VERSION.length)}`;
}

function encodeArgs(args: readonly string[]): string | undefined {
  return args.every((arg) => arg.isWellFormed())
    ? args.map((arg) => `|${encodeURIComponent(arg)}`).join('')
    : undefined;
}

/** A pressed button, as far as its custom_id tells: the arguments, or the name that they are stored under. */
export type PressedButton = { readonly command: string; readonly press: string } & (
  | { readonly args: readonly string[] }
  | { readonly state: string }
);

/** Reads a custom_id strictly; `undefined` for any that `encodeAction` does not make. */
export function decodeCustomId(customId: string): PressedButton | undefined {
  const [, hash, storedCommand = '', storedPress = ''] = STORED.exec(customId) ?? [];
  if (hash !== undefined) return { command: storedCommand, press: storedPress, state: hash };
  const [match, command = '', press = '', encoded] = DIRECT.exec(customId) ?? [];
  if (match === undefined || match.length > LIMITS.customId) return undefined;
  const args = encoded === undefined ? [] : decodeArgs(encoded);
  return args && { command, press, args };
}

function decodeArgs(encoded: string): string[] | undefined {
  try {
    const args = encoded.split('|').map(decodeURIComponent);
    // Only what encodeArgs writes is accepted, so one action has one spelling.
    return encodeArgs(args) === `|${encoded}` ? args : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the arguments that do not fit into custom_ids, for 30 days from when their button was last shown. */
export interface ButtonStates {
  /** Stores what the buttons of a reply to the caller need; call it before it is sent. Throws `StoreError`. */
  remember(reply: Reply, caller: Caller): Promise<void>;
  /**
   * The arguments of a button that the caller pressed; `undefined` when they have expired, and for a button of
   * another server: they hold what members wrote there. Throws `StoreError`.
   */
  recall(button: PressedButton, caller: Caller): Promise<readonly string[] | undefined>;
}

export function createButtonStates(store: KeyValueStore): ButtonStates {
  return {
    async remember(reply, caller) {
      const states = new Map<string, readonly string[]>();
      for (const action of actionsOf(reply)) {
        const { state } = encodeAction(action);
        if (state !== undefined) states.set(keyOf(state, caller), action.args);
      }
      await Promise.all([...states].map(([key, args]) => store.set(key, args, STATE_TTL_MS)));
    },
    async recall(button, caller) {
      if ('args' in button) return button.args;
      const { command, press, state } = button;
      const args = storedArgs.safeParse(await store.get(keyOf(state, caller))).data;
      // A custom_id may be forged of one action's hash and another one's name.
      return args && hashOf({ command, press, args }) === state ? args : undefined;
    },
  };
}

/** By server; what was shown in a direct message by who it was shown to. */
function keyOf(state: string, { guild, user }: Caller): string {
  return guild === undefined ? `button:@${user}:${state}` : `button:${guild}:${state}`;
}

function actionsOf(reply: Reply): Action[] {
  return reply.blocks.flatMap((block) => {
    if (block.kind === 'section') return [block.button.action];
    return block.kind === 'buttons' ? block.buttons.map((button) => button.action) : [];
  });
}
