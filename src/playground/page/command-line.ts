import type {
  APIApplicationCommand,
  APIApplicationCommandBasicOption,
  APIApplicationCommandOption,
} from 'discord-api-types/v10';
import type { PageChannel, PageChoice } from '../page-protocol.ts';

/** One line of the command list: a command without subcommands, or one of its subcommands. */
export interface Invocable {
  /** As typed after the slash: `summary`, `headline schedule`. */
  readonly title: string;
  readonly command: string;
  readonly subcommand?: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
}

/** An option as typed so far; `value` is there once a choice was picked for it. */
export interface Field {
  readonly name: string;
  readonly text: string;
  readonly value?: string | number;
}

export interface CommandLine {
  readonly invocable: Invocable;
  readonly fields: readonly Field[];
  /** What stands before the first option and belongs to none. */
  readonly rest: string;
}

/** What can be run with these commands, in the bot's own order. Subcommand groups are not used and left out. */
export function listInvocables(commands: readonly APIApplicationCommand[]): Invocable[] {
  return commands.filter(({ type }) => type === 1).flatMap(toInvocables);
}

function toInvocables({ name, description, options = [] }: APIApplicationCommand): Invocable[] {
  const subcommands = options.filter((option) => option.type === 1);
  if (subcommands.length === 0) {
    return [{ title: name, command: name, description, options: options.filter(isBasic) }];
  }
  return subcommands.map((subcommand) => ({
    title: `${name} ${subcommand.name}`,
    command: name,
    subcommand: subcommand.name,
    description: subcommand.description,
    options: subcommand.options ?? [],
  }));
}

function isBasic(option: APIApplicationCommandOption): option is APIApplicationCommandBasicOption {
  return option.type !== 1 && option.type !== 2;
}

/** What fits the typed text (with its slash): titles that begin with it, then those that contain it. */
export function matchInvocables(invocables: readonly Invocable[], typed: string): Invocable[] {
  const words = typed.slice(1).trimStart().toLowerCase();
  const begins = invocables.filter(({ title }) => title.startsWith(words));
  return [
    ...begins,
    ...invocables.filter((one) => !begins.includes(one) && one.title.includes(words.trim())),
  ];
}

/** Reads a whole typed command, `/quote speaker:Ryabkov story:x`; `undefined` when it names no known command. */
export function parseCommandLine(text: string, invocables: readonly Invocable[]): CommandLine | undefined {
  const invocable = invocables
    .filter(({ title }) => text.startsWith(`/${title}`) && /^(\s|$)/.test(text.slice(title.length + 1)))
    .sort((a, b) => b.title.length - a.title.length)[0];
  return invocable && { invocable, ...splitFields(text.slice(invocable.title.length + 1), invocable) };
}

/** Cuts text at each `option:` of the command that stands at a word's start. */
export function splitFields(text: string, invocable: Invocable): Omit<CommandLine, 'invocable'> {
  const names = new Set(invocable.options.map(({ name }) => name));
  const marks = [...text.matchAll(/(?<=^|\s)([-_\p{L}\p{N}]{1,32}):/gu)].filter(({ 1: name = '' }) =>
    names.has(name),
  );
  return {
    rest: text.slice(0, marks[0]?.index).trim(),
    fields: marks.map((mark, index) => ({
      name: mark[1] ?? '',
      text: text.slice(mark.index + mark[0].length, marks[index + 1]?.index).trim(),
    })),
  };
}

/** The choices that an option has of itself, `undefined` when any text goes or the bot is to be asked. */
export function fixedChoices(
  option: APIApplicationCommandBasicOption,
  channels: readonly PageChannel[],
): PageChoice[] | undefined {
  if (option.type === 5) {
    return [
      { name: 'True', value: 'true' },
      { name: 'False', value: 'false' },
    ];
  }
  if (option.type === 7) return channels.map(({ id, name }) => ({ name: `#${name}`, value: id }));
  if ('choices' in option && option.choices?.length)
    return option.choices.map(({ name, value }) => ({ name, value }));
  return undefined;
}

export const isAutocompleted = (option: APIApplicationCommandBasicOption): boolean =>
  'autocomplete' in option && option.autocomplete === true;

/** Choices whose name contains the typed text, or whose value begins with it; all of them for an empty text. */
export function filterChoices(choices: readonly PageChoice[], typed: string): PageChoice[] {
  const words = typed.trim().toLowerCase();
  return choices.filter(
    ({ name, value }) => name.toLowerCase().includes(words) || String(value).toLowerCase().startsWith(words),
  );
}

export type FieldValue =
  | { readonly value: string | number | boolean }
  | { readonly error: string }
  | { readonly empty: true };

/** The typed value of an option, as Discord's client would check it before sending. */
export function readField(
  option: APIApplicationCommandBasicOption,
  { text, value }: Pick<Field, 'text' | 'value'>,
  channels: readonly PageChannel[],
): FieldValue {
  const typed = text.trim();
  if (typed === '' && value === undefined) return { empty: true };
  const choices = fixedChoices(option, channels);
  const chosen = choices ? findChoice(choices, typed, value) : value;
  if (choices && chosen === undefined) return { error: 'Choose one of the choices offered.' };
  if (option.type === 5) return { value: chosen === 'true' };
  if (option.type === 4 || option.type === 10) return readNumber(option, chosen ?? typed);
  if (option.type === 3) return readText(option, String(chosen ?? typed));
  return { value: chosen ?? typed };
}

function findChoice(
  choices: readonly PageChoice[],
  typed: string,
  value: string | number | undefined,
): string | number | undefined {
  const words = typed.toLowerCase().replace(/^#/, '');
  const sameName = ({ name }: PageChoice) => name.toLowerCase().replace(/^#/, '') === words;
  const sameValue = (choice: PageChoice) => String(choice.value).toLowerCase() === words;
  const found =
    choices.find((choice) => choice.value === value) ?? choices.find(sameName) ?? choices.find(sameValue);
  return found?.value;
}

type NumberOption = Extract<APIApplicationCommandBasicOption, { type: 4 | 10 }>;
type TextOption = Extract<APIApplicationCommandBasicOption, { type: 3 }>;

function readNumber(option: NumberOption, typed: string | number): FieldValue {
  const value = Number(typed);
  if (option.type === 4 && !Number.isInteger(value)) return { error: 'Enter a whole number.' };
  if (!Number.isFinite(value)) return { error: 'Enter a number.' };
  const min = 'min_value' in option ? option.min_value : undefined;
  const max = 'max_value' in option ? option.max_value : undefined;
  if (min !== undefined && value < min) return { error: `Enter a number of at least ${min}.` };
  if (max !== undefined && value > max) return { error: `Enter a number of at most ${max}.` };
  return { value };
}

function readText(option: TextOption, typed: string): FieldValue {
  const min = 'min_length' in option ? option.min_length : undefined;
  const max = 'max_length' in option ? (option.max_length ?? 6000) : 6000;
  if (min !== undefined && typed.length < min) return { error: `Enter at least ${min} characters.` };
  if (typed.length > max) return { error: `Enter at most ${max} characters; this has ${typed.length}.` };
  return { value: typed };
}

export type FilledCommand =
  | { readonly options: Record<string, string | number | boolean> }
  | { readonly errors: ReadonlyMap<string, string> };

/** The options to send, or what is wrong with each, by option name, in the order of the declaration. */
export function fillCommand(
  invocable: Invocable,
  fields: readonly Field[],
  channels: readonly PageChannel[],
): FilledCommand {
  const options: Record<string, string | number | boolean> = {};
  const errors = new Map<string, string>();
  for (const option of invocable.options) {
    const field = fields.find(({ name }) => name === option.name);
    const read = field ? readField(option, field, channels) : { empty: true as const };
    if ('value' in read) options[option.name] = read.value;
    else if ('error' in read) errors.set(option.name, read.error);
    else if (option.required || field) errors.set(option.name, 'This option is required. Specify a value.');
  }
  return errors.size > 0 ? { errors } : { options };
}
