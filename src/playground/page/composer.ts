import type { CommandInput, PageChoice } from '../page-protocol.ts';
import type { Chip } from './chip.ts';
import { fillCommand, listInvocables, parseCommandLine } from './command-line.ts';
import {
  addChip,
  cutChip,
  cutLine,
  type Editor,
  labelEditor,
  openCommand,
  removeChip,
  resetEditor,
  say,
  toCommandInput,
} from './editor.ts';
import { find } from './elements.ts';
import { createPicker } from './picker.ts';
import { createSuggestions, type Suggestions } from './suggestions.ts';
import type { PageView } from './view.ts';

export interface ComposerActions {
  /** Sends a finished command; `false` when it cannot be sent now. */
  run(input: CommandInput, title: string): boolean;
  /** Says something in a channel; `false` when it cannot be sent now. */
  post(channel: string, content: string): boolean;
  /** Asks the bot for choices of the option being typed; the answer is to carry the nonce. */
  ask(input: CommandInput, focused: string, nonce: string): boolean;
}

export interface Composer {
  update(view: PageView): void;
  /** Choices that the bot offered; `undefined` when it did not answer. */
  showChoices(nonce: string, choices: readonly PageChoice[] | undefined): void;
  /** Writes a command into the composer and runs it, unless a required option is missing. */
  write(text: string): void;
}

const NOT_SENT = 'There is no connection. What you wrote is kept: try again in a moment.';

interface Composing {
  readonly editor: Editor;
  readonly suggestions: Suggestions;
  readonly actions: ComposerActions;
}

/** The line where commands are typed: plain text until it names a command, then chips for the command's options. */
export function createComposer(actions: ComposerActions): Composer {
  const editor: Editor = {
    form: find('composer', HTMLFormElement),
    name: find('command-name', HTMLElement),
    line: find('line', HTMLInputElement),
    error: find('composer-error', HTMLElement),
    picker: createPicker(find('picker', HTMLElement)),
    wire: (chip) => wireChip(composing, chip),
    view: undefined,
    invocables: [],
    invocable: undefined,
    chips: [],
  };
  const suggestions = createSuggestions(editor, (chip, nonce) => askChoices(editor, chip, nonce, actions));
  const composing = { editor, suggestions, actions };
  wireLine(composing);
  return {
    update: (view) => {
      if (view.commands !== editor.view?.commands) editor.invocables = listInvocables(view.commands);
      editor.view = view;
      labelEditor(editor);
    },
    showChoices: suggestions.answer,
    write: (text) => {
      resetEditor(editor, text);
      submit(composing);
    },
  };
}

function wireLine(composing: Composing): void {
  const { editor, suggestions } = composing;
  const { form, line, picker } = editor;
  line.addEventListener('keydown', (event) => onKey(event, composing, undefined));
  line.addEventListener('input', () => {
    say(editor, '');
    if (!cutLine(editor)) suggestions.showForLine();
  });
  line.addEventListener('focus', () => suggestions.showForLine());
  line.addEventListener('blur', () => picker.close());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(composing);
  });
}

function wireChip(composing: Composing, chip: Chip): void {
  const { editor, suggestions } = composing;
  chip.input.addEventListener('keydown', (event) => onKey(event, composing, chip));
  chip.input.addEventListener('input', () => {
    say(editor, '');
    chip.setError(undefined);
    if (!cutChip(editor, chip)) suggestions.showForChip(chip);
  });
  chip.input.addEventListener('focus', () => suggestions.showForChip(chip));
  chip.input.addEventListener('blur', () => editor.picker.close());
}

function onKey(event: KeyboardEvent, composing: Composing, chip: Chip | undefined): void {
  const { editor } = composing;
  if (event.isComposing) return;
  if (editor.picker.handleKey(event)) {
    event.preventDefault();
    return;
  }
  const { chips, line } = editor;
  const input = chip?.input ?? line;
  const index = chip ? chips.indexOf(chip) : chips.length;
  const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
  const atEnd = input.selectionStart === input.value.length;
  if (event.key === 'Enter') submit(composing);
  else if (event.key === 'Escape') resetEditor(editor);
  else if (event.key === 'Backspace' && chip && input.value === '') removeChip(editor, chip);
  else if (event.key === 'Backspace' && atStart && editor.invocable) stepBack(composing, index);
  else if (event.key === 'ArrowLeft' && atStart && index > 0) chips[index - 1]?.input.focus();
  else if (event.key === 'ArrowRight' && atEnd && chip) (chips[index + 1]?.input ?? line).focus();
  else return;
  event.preventDefault();
}

/** Backspace at a field's start goes into the one before; before the first, the command is plain text again. */
function stepBack({ editor, suggestions }: Composing, index: number): void {
  const before = editor.chips[index - 1];
  if (before) {
    before.input.focus();
    return;
  }
  if (editor.chips.length > 0) return;
  resetEditor(editor, `/${editor.invocable?.title ?? ''}`);
  suggestions.showForLine();
}

function askChoices(editor: Editor, chip: Chip, nonce: string, actions: ComposerActions): boolean {
  const { invocable, chips, view } = editor;
  if (!invocable) return false;
  const others = chips.filter((one) => one !== chip && one.input.value !== '');
  // An option that is still wrong must not keep the others from helping the bot to choose.
  const options = Object.assign(
    {},
    ...others.map((one) => {
      const filled = fillCommand(
        { ...invocable, options: [one.option] },
        [one.field()],
        view?.channels ?? [],
      );
      return 'options' in filled ? filled.options : {};
    }),
  );
  const input = toCommandInput(editor, invocable, { ...options, [chip.option.name]: chip.input.value });
  return actions.ask(input, chip.option.name, nonce);
}

function submit(composing: Composing): void {
  const { editor, actions } = composing;
  const typed = editor.line.value.trim();
  const parsed = editor.invocable ? undefined : parseCommandLine(typed, editor.invocables);
  if (parsed) openCommand(editor, parsed);
  const { invocable, chips, line, view } = editor;
  if (!invocable) {
    sayPlainText(composing, typed);
    return;
  }
  const rest = line.value.trim();
  if (rest !== '') {
    say(editor, `“${rest}” is not an option of /${invocable.title}.`);
    return;
  }
  const fields = chips.map((chip) => chip.field());
  const filled = fillCommand(invocable, fields, view?.channels ?? []);
  if ('errors' in filled) {
    showErrors(composing, filled.errors);
    return;
  }
  const sent = actions.run(toCommandInput(editor, invocable, filled.options), invocable.title);
  if (sent) resetEditor(editor);
  else say(editor, NOT_SENT);
}

function showErrors({ editor, suggestions }: Composing, errors: ReadonlyMap<string, string>): void {
  const chips = [...errors.keys()].map((name) => addChip(editor, name));
  for (const chip of chips) chip?.setError(errors.get(chip.option.name));
  const [first] = chips;
  first?.input.focus();
  // A chip that has the focus already opens no list by getting it.
  if (first) suggestions.showForChip(first);
  say(editor, [...errors].map(([name, message]) => `${name}: ${message}`).join(' '));
}

/** A message among members: the bot does not read it, but its commands can be used on it. */
function sayPlainText({ editor, actions }: Composing, typed: string): void {
  if (typed === '') return;
  if (typed.startsWith('/')) {
    say(editor, `There is no command ${typed.split(/\s/)[0]}. Type / to see what there is.`);
    return;
  }
  if (actions.post(editor.view?.channel ?? '', typed)) resetEditor(editor);
  else say(editor, NOT_SENT);
}
