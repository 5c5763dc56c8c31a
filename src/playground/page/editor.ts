import type { CommandInput } from '../page-protocol.ts';
import { type Chip, createChip } from './chip.ts';
import { type CommandLine, type Invocable, parseCommandLine, splitFields } from './command-line.ts';
import type { Picker } from './picker.ts';
import type { PageView } from './view.ts';

/** The composer's elements and what is being written in it: plain text, or a command with chips for its options. */
export interface Editor {
  readonly form: HTMLFormElement;
  readonly name: HTMLElement;
  /** Plain text; while a command is written, the place for names of more options. */
  readonly line: HTMLInputElement;
  readonly error: HTMLElement;
  readonly picker: Picker;
  /** Gives a new chip its keys and lists. */
  wire(chip: Chip): void;
  view: PageView | undefined;
  invocables: readonly Invocable[];
  invocable: Invocable | undefined;
  chips: readonly Chip[];
}

/** Turns the plain line into a command: chips for its required options and for those that were typed. */
export function openCommand(editor: Editor, { invocable, fields, rest }: CommandLine): void {
  editor.invocable = invocable;
  editor.line.value = rest;
  placeChips(editor, []);
  for (const option of invocable.options.filter(({ required }) => required)) addChip(editor, option.name);
  const typed = fields.map(({ name, text }) => addChip(editor, name, text));
  (typed.at(-1) ?? editor.chips[0])?.input.focus();
}

/** Makes chips of what was typed or pasted into the line, once it names a command or an option; else `false`. */
export function cutLine(editor: Editor): boolean {
  const { line, invocable, invocables } = editor;
  if (!invocable) {
    const parsed = parseCommandLine(line.value, invocables);
    if (!parsed || line.value.length <= parsed.invocable.title.length + 1) return false;
    openCommand(editor, parsed);
    return editor.chips.length > 0;
  }
  const { rest, fields } = splitFields(line.value, invocable);
  if (fields.length === 0) return false;
  line.value = rest;
  for (const { name, text } of fields) addChip(editor, name, text)?.input.focus();
  return true;
}

/** Another option's name typed inside a chip ends the chip there; its own name at its start is not part of its value. */
export function cutChip(editor: Editor, chip: Chip): boolean {
  if (!editor.invocable) return false;
  const { rest, fields } = splitFields(chip.input.value, editor.invocable);
  const repeatsName = rest === '' && fields[0]?.name === chip.option.name;
  if (!repeatsName && !fields.some(({ name }) => name !== chip.option.name)) return false;
  chip.setText(rest);
  for (const { name, text } of fields) addChip(editor, name, text)?.input.focus();
  return true;
}

/** The chip of an option, added after the others when it is not there; `undefined` for an unknown option. */
export function addChip(editor: Editor, name: string, text = ''): Chip | undefined {
  const known = editor.chips.find(({ option }) => option.name === name);
  const option = editor.invocable?.options.find((one) => one.name === name);
  const chip = known ?? (option && createChip(option));
  if (!chip) return undefined;
  if (!known) {
    editor.wire(chip);
    placeChips(editor, [...editor.chips, chip]);
  }
  if (text) chip.setText(text);
  return chip;
}

export function removeChip(editor: Editor, chip: Chip): void {
  const before = editor.chips[editor.chips.indexOf(chip) - 1];
  placeChips(
    editor,
    editor.chips.filter((one) => one !== chip),
  );
  (before?.input ?? editor.line).focus();
}

/** Moves on from a chip: to the next empty one, else to the end of the line. */
export function leaveChip(editor: Editor, chip: Chip): void {
  const after = editor.chips.slice(editor.chips.indexOf(chip) + 1);
  (after.find(({ input }) => input.value === '')?.input ?? editor.line).focus();
}

/** Back to an empty plain line with this text. */
export function resetEditor(editor: Editor, text = ''): void {
  editor.invocable = undefined;
  placeChips(editor, []);
  editor.line.value = text;
  editor.picker.close();
  say(editor, '');
  editor.line.focus();
}

/** Shows what is wrong with the line, and tells it to a screen reader; an empty message takes it away. */
export function say(editor: Editor, message: string): void {
  editor.error.textContent = message;
}

/** Brings names, labels and placeholders in line with what is being written. */
export function labelEditor({ form, name, line, view, invocable, chips }: Editor): void {
  const channel = view?.channels.find(({ id }) => id === view.channel)?.name ?? '';
  const left = (invocable?.options.length ?? 0) - chips.length;
  form.classList.toggle('commanding', invocable !== undefined);
  name.hidden = invocable === undefined;
  name.textContent = invocable ? `/${invocable.title}` : '';
  line.placeholder = invocable ? (left > 0 ? `+${left} more` : '') : `Message #${channel}`;
  line.setAttribute('aria-label', invocable ? `More options of /${invocable.title}` : `Message #${channel}`);
}

export function toCommandInput(
  { view }: Editor,
  { command, subcommand }: Invocable,
  options: CommandInput['options'],
): CommandInput {
  const channel = view?.channel ?? '';
  return { channel, name: command, ...(subcommand === undefined ? {} : { subcommand }), options };
}

function placeChips(editor: Editor, chips: readonly Chip[]): void {
  for (const chip of editor.chips) if (!chips.includes(chip)) chip.element.remove();
  for (const chip of chips) if (!chip.element.isConnected) editor.line.before(chip.element);
  editor.chips = chips;
  labelEditor(editor);
}
