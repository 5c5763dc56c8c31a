import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ComponentType,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { z } from 'zod';
import type { Attachment, Caller, OptionValue, TargetMessage } from '../../../commands/command.ts';
import type { FormValues } from '../../../commands/form.ts';
import { THREAD_TYPES } from '../permissions/channel-permissions.ts';
import type { Member } from '../permissions/command-overrides.ts';
import { readSubmission } from './form-values.ts';
import { readTargetMessage } from './target-message.ts';

/** What it takes to answer an interaction at all. */
export interface InteractionHandle {
  readonly id: string;
  readonly application: string;
  /** Valid for 15 minutes. A secret while it is. */
  readonly token: string;
}

/** Who caused an interaction. */
interface Origin {
  readonly caller: Caller;
  /** The same person as a guild's member; absent in a direct message, or where Discord does not say what they may. */
  readonly member?: Member;
}

interface CommandUse extends Origin {
  readonly name: string;
  readonly subcommand?: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly attachments?: Readonly<Record<string, Attachment>>;
}

/** The message that the pressed button is on. */
export interface PressedMessage {
  /** Whether it is the presser's: the answer to their command, or one that only they see. */
  readonly own: boolean;
  readonly isPrivate: boolean;
  /** As Discord sent them. */
  readonly components: readonly unknown[];
}

/** An interaction whose every field was checked. `unknown` is one that this program has no use for. */
export type Incoming =
  | (CommandUse & { readonly kind: 'command' })
  | (CommandUse & {
      readonly kind: 'suggest';
      readonly focused: { readonly name: string; readonly value: string };
    })
  | (Origin & { readonly kind: 'message command'; readonly name: string; readonly message: TargetMessage })
  | (Origin & {
      readonly kind: 'press';
      readonly customId: string;
      readonly message: PressedMessage;
    })
  | (Origin & { readonly kind: 'form'; readonly customId: string; readonly values: FormValues })
  | { readonly kind: 'unknown'; readonly answer: 'message' | 'choices' | 'none'; readonly reason: string };

const snowflake = z.string().regex(/^\d{1,20}$/);
const envelope = z.object({
  id: snowflake,
  application_id: snowflake,
  // It becomes a part of a URL.
  token: z.string().regex(/^[\w.~-]{1,4096}$/),
});
const bits = z
  .string()
  .regex(/^\d{1,40}$/)
  .transform(BigInt);
const user = z.object({ id: snowflake });
const origin = z.object({
  type: z.number(),
  application_id: snowflake,
  guild_id: snowflake.nullish(),
  channel_id: snowflake.nullish(),
  user: user.nullish(),
  channel: z.object({ type: z.number(), parent_id: snowflake.nullish() }).nullish().catch(undefined),
  member: z
    .object({ user, roles: z.array(snowflake).catch([]), permissions: bits.optional().catch(undefined) })
    .nullish(),
});
const optionValue = z.union([z.string(), z.number(), z.boolean()]);
const option = z.object({
  name: z.string().min(1),
  type: z.number(),
  value: optionValue.optional(),
  focused: z.boolean().optional(),
  get options() {
    return z.array(option).optional();
  },
});
type Option = z.infer<typeof option>;
const command = z.object({
  data: z.object({
    type: z.literal(ApplicationCommandType.ChatInput).optional(),
    name: z.string().min(1),
    options: z.array(option).default([]),
    resolved: z
      .object({
        channels: z.record(snowflake, z.object({ permissions: bits })).default({}),
        attachments: z.record(z.string(), z.object({ url: z.url(), size: z.number() })).default({}),
      })
      .default({ channels: {}, attachments: {} })
      .catch({ channels: {}, attachments: {} }),
  }),
});
const messageCommand = z.object({
  data: z.object({ type: z.literal(ApplicationCommandType.Message), name: z.string().min(1) }),
});
const press = z.object({
  data: z.object({ custom_id: z.string(), component_type: z.literal(ComponentType.Button) }),
  message: z.object({
    flags: z.number().default(0),
    interaction_metadata: z.object({ user }).nullish(),
    components: z.array(z.unknown()).default([]),
  }),
});

/** How to answer; `undefined` when not even that is there. */
export function readHandle(data: unknown): InteractionHandle | undefined {
  const { success, data: read } = envelope.safeParse(data);
  return success ? { id: read.id, application: read.application_id, token: read.token } : undefined;
}

/** Reads an interaction as the gateway delivers it; trusts nothing and never throws. */
export function readInteraction(data: unknown): Incoming {
  const read = origin.safeParse(data);
  if (!read.success)
    return { kind: 'unknown', answer: readAnswer(data), reason: z.prettifyError(read.error) };
  const from = readOrigin(read.data);
  if (!from) return { kind: 'unknown', answer: readAnswer(data), reason: 'no user' };
  const result = readKind(data, read.data.type, from);
  return typeof result === 'string' ? { kind: 'unknown', answer: readAnswer(data), reason: result } : result;
}

function readKind(data: unknown, type: number, from: Origin): Incoming | string {
  if (type === InteractionType.MessageComponent) return readPress(data, from);
  if (type === InteractionType.ModalSubmit) return readForm(data, from);
  return readMessageCommand(data, type, from) ?? readCommand(data, type, from);
}

function readForm(data: unknown, from: Origin): Incoming | string {
  const submission = readSubmission(data);
  return typeof submission === 'string' ? submission : { kind: 'form', ...from, ...submission };
}

function readOrigin(read: z.output<typeof origin>): Origin | undefined {
  const { guild_id: guild, channel_id: channel, channel: place, member, application_id: application } = read;
  const id = (member?.user ?? read.user)?.id;
  if (id === undefined) return undefined;
  const where = { ...(guild ? { guild } : {}), ...(channel ? { channel } : {}) };
  if (!guild || !member) return { caller: { user: id, ...where } };
  const { roles, permissions } = member;
  const caller = { user: id, ...where, roles };
  if (permissions === undefined) return { caller };
  const parent = place && THREAD_TYPES.includes(place.type) ? place.parent_id : undefined;
  const settingsFrom = parent ?? channel ?? undefined;
  return { caller, member: { application, user: id, guild, channel: settingsFrom, roles, permissions } };
}

/** What Discord takes as an answer to an interaction of this type. */
function readAnswer(data: unknown): Extract<Incoming, { kind: 'unknown' }>['answer'] {
  const type = z.object({ type: z.enum(InteractionType) }).safeParse(data).data?.type;
  if (type === undefined || type === InteractionType.Ping) return 'none';
  return type === InteractionType.ApplicationCommandAutocomplete ? 'choices' : 'message';
}

function readPress(data: unknown, from: Origin): Incoming | string {
  const read = press.safeParse(data);
  if (!read.success) return z.prettifyError(read.error);
  const { flags, interaction_metadata: metadata, components } = read.data.message;
  const isPrivate = (flags & MessageFlags.Ephemeral) !== 0;
  const own = isPrivate || metadata?.user.id === from.caller.user;
  return {
    kind: 'press',
    ...from,
    customId: read.data.data.custom_id,
    message: { own, isPrivate, components },
  };
}

/** `undefined` where it is another kind of command. */
function readMessageCommand(data: unknown, type: number, from: Origin): Incoming | string | undefined {
  const read = messageCommand.safeParse(data);
  if (!read.success || type !== InteractionType.ApplicationCommand) return undefined;
  const message = readTargetMessage(z.object({ data: z.unknown() }).parse(data).data);
  return message
    ? { kind: 'message command', ...from, name: read.data.data.name, message }
    : 'a command on a message without the message';
}

function readCommand(data: unknown, type: number, from: Origin): Incoming | string {
  const read = command.safeParse(data);
  if (!read.success) return z.prettifyError(read.error);
  const { name, options, resolved } = read.data.data;
  const path: string[] = [];
  let level = options;
  for (let [group] = level; group && isGroup(group); [group] = level) {
    path.push(group.name);
    level = group.options ?? [];
  }
  const focused = level.find((one) => one.focused);
  const visibleChannels = Object.entries(resolved.channels)
    .filter(([, { permissions }]) => permissions & PermissionFlagsBits.ViewChannel)
    .map(([id]) => id);
  const attachments = Object.fromEntries(
    level.flatMap(({ name: option, type: kind, value }) => {
      const file = kind === ApplicationCommandOptionType.Attachment && resolved.attachments[String(value)];
      return file ? [[option, { url: file.url, bytes: file.size }]] : [];
    }),
  );
  const use = {
    ...from,
    caller: { ...from.caller, visibleChannels },
    name,
    ...(path.length > 0 ? { subcommand: path.join(' ') } : {}),
    options: Object.fromEntries(
      level.flatMap((one) => (one.value === undefined ? [] : [[one.name, one.value]])),
    ),
    ...(Object.keys(attachments).length > 0 ? { attachments } : {}),
  };
  if (type === InteractionType.ApplicationCommand) return { kind: 'command', ...use };
  if (type !== InteractionType.ApplicationCommandAutocomplete) return `interaction of type ${type}`;
  return focused
    ? { kind: 'suggest', ...use, focused: { name: focused.name, value: String(focused.value ?? '') } }
    : 'no focused option';
}

function isGroup({ type }: Option): boolean {
  return (
    type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  );
}
