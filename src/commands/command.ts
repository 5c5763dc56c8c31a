import type {
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord-api-types/v10';
import type { Scope } from '../domain/story/archive.ts';
import type { Form, FormValues } from './form.ts';
import type { Reply } from './reply.ts';

/** Who asks and from where. */
export interface Caller {
  readonly user: string;
  /** Absent in a direct message. */
  readonly guild?: string;
  readonly channel?: string;
  /** The caller's roles in the guild. */
  readonly roles?: readonly string[];
  /** Of the channels among the options, those that the caller can see. */
  readonly visibleChannels?: readonly string[];
}

/** Whose stories the caller may see. */
export function scopeOf({ guild }: Caller): Scope {
  return { guild };
}

export type OptionValue = string | number | boolean;

/** A file that a member sent with a command. */
export interface Attachment {
  readonly url: string;
  /** As Discord says. */
  readonly bytes: number;
}

/** Some items of a list: `offset` counts from 0. */
export interface PageRequest {
  readonly offset: number;
  readonly limit: number;
}

/** One use of a slash command. Option values are what the client sent: validate them again. */
export interface Invocation {
  readonly caller: Caller;
  /** Absent for a command without subcommands. */
  readonly subcommand?: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  /** The files among the options, by the option's name. */
  readonly attachments?: Readonly<Record<string, Attachment>>;
  /** Which items of a list to show; without it a command shows a first page of its own size. */
  readonly page?: PageRequest;
  /** Shows the stage of long work ("Writing"); resolves when shown, never rejects. */
  progress(stage: string): Promise<void>;
}

/** A choice offered while typing; both within 1..100 characters. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/**
 * What a button press does. `update` edits the message for its owner (others get a private copy);
 * `private` answers only who pressed.
 */
export interface Press {
  readonly answer: 'update' | 'private';
  /** Whether it is for everybody, though the command needs a permission. */
  readonly isForAll?: boolean;
  run(args: readonly string[], press: Pick<Invocation, 'caller' | 'progress'>): Promise<Reply>;
}

/** What filling in a form does; its reply is for the caller's eyes only. */
export interface FormUse {
  run(values: FormValues, use: Pick<Invocation, 'caller' | 'progress'>): Promise<Reply>;
}

/** The form that a button opens for whoever presses it. */
export type FormPress = (args: readonly string[], caller: Caller) => Form;

/** What every command declares. */
interface Declared {
  /**
   * What its callers need, if the server's admins did not decide otherwise; such a command works in servers only.
   * It holds for runs, suggestions, presses and forms, and is checked before any of them is called.
   */
  readonly permission?: 'manage-server';
}

/** A slash command with its ports bound. Throws `UserError` for bad input; it returns replies and sends nothing. */
export interface Command extends Declared {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether the reply is for the caller's eyes only; decided before any work, from the options alone. */
  isPrivate(invocation: Pick<Invocation, 'subcommand' | 'options'>): boolean;
  run(invocation: Invocation): Promise<Reply>;
  suggest?(
    focused: { readonly name: string; readonly value: string },
    invocation: Pick<Invocation, 'caller' | 'subcommand' | 'options'>,
  ): Promise<Choice[]>;
  readonly presses?: Readonly<Record<string, Press>>;
  /** The form to be filled in first, decided from the options alone, since a promised answer can be no form; mostly none. */
  form?(invocation: Pick<Invocation, 'subcommand' | 'options' | 'attachments'>): Form | undefined;
  readonly forms?: Readonly<Record<string, FormUse>>;
  /** Presses that are answered by a form. Each throws `UserError`, has a name of its own, and does no work. */
  readonly formPresses?: Readonly<Record<string, FormPress>>;
}

/** A message as Discord hands it over with a command on it. */
export interface TargetMessage {
  /** All that a reader of it sees, in Discord's Markdown; empty for a picture alone. */
  readonly text: string;
}

/** A command in a message's menu, with its ports bound; its replies are for the caller's eyes only. */
export interface MessageCommand extends Declared {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  run(message: TargetMessage, use: Pick<Invocation, 'caller' | 'progress'>): Promise<Reply>;
}
