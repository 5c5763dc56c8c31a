import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Action, Reply } from '../../commands/reply.ts';
import type { KeyValueStore } from '../../domain/ports.ts';
import { LIMITS } from './limits.ts';

const VERSION = 'p1';
const STATE_TTL_MS = 30 * 24 * 60 * 60 * 1000;
/** Room for the `~7` that tells equal actions of one message apart. */
const DIRECT_LENGTH = LIMITS.customId - 3;
const DIRECT = /^p1(?:~[1-9]\d?)?\|(.+)$/s;
const STORED = /^p1(?:~[1-9]\d?)?#([\w-]{43})$/;
const storedAction = z.strictObject({ command: z.string(), press: z.string(), args: z.array(z.string()) });

/** The custom_id of a button, and the key of its state where that is too long for one. */
export interface EncodedAction {
  readonly customId: string;
  readonly stateKey?: string;
}

/** Encodes an action; the same action always gives the same id. */
export function encodeAction(action: Action): EncodedAction {
  const direct = encodeFields(action);
  if (direct !== undefined && VERSION.length + 1 + direct.length <= DIRECT_LENGTH)
    return { customId: `${VERSION}|${direct}` };
  const hash = createHash('sha256')
    .update(JSON.stringify([action.command, action.press, action.args]))
    .digest('base64url');
  return { customId: `${VERSION}#${hash}`, stateKey: stateKeyOf(hash) };
}

/** Another custom_id for the same action, since no two of a message may be equal. `number` is 1..99. */
export function copyCustomId(customId: string, number: number): string {
  return `${VERSION}~${number}${customId.slice(VERSION.length)}`;
}

function encodeFields({ command, press, args }: Action): string | undefined {
  const fields = [command, press, ...args];
  return fields.every((field) => field.isWellFormed()) ? fields.map(encodeURIComponent).join('|') : undefined;
}

function stateKeyOf(hash: string): string {
  return `button:${hash}`;
}

/** Keeps the state of buttons that does not fit into their custom_ids, for 30 days from when they were last shown. */
export interface ButtonStates {
  /** Stores what the reply's buttons need; call it before the reply is sent. */
  remember(reply: Reply): Promise<void>;
  /** The action of a pressed button; `undefined` when it has expired or was never ours. */
  recall(customId: string): Promise<Action | undefined>;
}

export function createButtonStates(store: KeyValueStore): ButtonStates {
  return {
    async remember(reply) {
      const states = new Map<string, Action>();
      for (const action of actionsOf(reply)) {
        const { stateKey } = encodeAction(action);
        if (stateKey !== undefined) states.set(stateKey, action);
      }
      await Promise.all([...states].map(([key, action]) => store.set(key, action, STATE_TTL_MS)));
    },
    async recall(customId) {
      const hash = STORED.exec(customId)?.[1];
      if (hash === undefined) return decodeDirect(customId);
      const stored = storedAction.safeParse(await store.get(stateKeyOf(hash)));
      return stored.success ? stored.data : undefined;
    },
  };
}

function actionsOf(reply: Reply): Action[] {
  return reply.blocks.flatMap((block) => {
    if (block.kind === 'section') return [block.button.action];
    return block.kind === 'buttons' ? block.buttons.map((button) => button.action) : [];
  });
}

function decodeDirect(customId: string): Action | undefined {
  const encoded = DIRECT.exec(customId)?.[1];
  if (encoded === undefined || customId.length > LIMITS.customId) return undefined;
  const fields = encoded.split('|').map(decodeField);
  const [command, press, ...args] = fields.filter((field) => field !== undefined);
  if (!command || !press || fields.includes(undefined)) return undefined;
  const action = { command, press, args };
  // Only what encodeAction writes is accepted, so one action has one spelling.
  return encodeFields(action) === encoded ? action : undefined;
}

function decodeField(field: string): string | undefined {
  try {
    return decodeURIComponent(field);
  } catch {
    return undefined;
  }
}
