import type { PageChoice } from '../page-protocol.ts';
import type { Chip } from './chip.ts';
import { filterChoices, fixedChoices, isAutocompleted, matchInvocables } from './command-line.ts';
import { addChip, type Editor, leaveChip, openCommand } from './editor.ts';

const TYPING_PAUSE_MS = 150;
const MAX_CHOICES = 25;

/** Asks the bot what goes into the chip, the answer to carry the nonce; `false` when it cannot be asked now. */
export type Ask = (chip: Chip, nonce: string) => boolean;

export interface Suggestions {
  /** Shows the list that belongs to what is typed at the line's end: commands, or the options left. */
  showForLine(): void;
  /** Shows the choices of a chip, asking the bot for them after a pause in typing where the option says so. */
  showForChip(chip: Chip): void;
  /** Takes the bot's choices; `undefined` when it did not answer. Answers to an older question are dropped. */
  answer(nonce: string, choices: readonly PageChoice[] | undefined): void;
}

export function createSuggestions(editor: Editor, ask: Ask): Suggestions {
  let question: { readonly nonce: string; readonly chip: Chip } | undefined;
  let answered: { readonly chip: Chip; readonly choices: readonly PageChoice[] } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const askLater = (chip: Chip) => {
    clearTimeout(timer);
    // Older choices that no longer fit must not be picked by an Enter that comes before the answer.
    const fitting = answered?.chip === chip ? filterChoices(answered.choices, chip.input.value) : [];
    if (fitting.length > 0) openChoices(editor, chip, fitting);
    else openStatus(editor, chip, 'Loading options…');
    question = { nonce: crypto.randomUUID(), chip };
    const { nonce } = question;
    timer = setTimeout(() => {
      if (question?.nonce === nonce && !ask(chip, nonce)) openStatus(editor, chip, 'Loading options failed.');
    }, TYPING_PAUSE_MS);
  };
  return {
    showForLine: () => {
      question = undefined;
      if (editor.invocable) showOptions(editor);
      else showCommands(editor);
    },
    showForChip: (chip) => {
      question = undefined;
      const fixed = fixedChoices(chip.option, editor.view?.channels ?? []);
      const picked = chip.field().value !== undefined;
      if (fixed) openChoices(editor, chip, filterChoices(fixed, picked ? '' : chip.input.value));
      else if (!isAutocompleted(chip.option)) openStatus(editor, chip, chip.option.description);
      else askLater(chip);
    },
    answer: (nonce, choices) => {
      if (question?.nonce !== nonce || document.activeElement !== question.chip.input) return;
      answered = { chip: question.chip, choices: choices ?? [] };
      if (choices) openChoices(editor, question.chip, choices);
      else openStatus(editor, question.chip, 'Loading options failed.');
    },
  };
}

function showCommands(editor: Editor): void {
  const { line, picker, invocables, view } = editor;
  const found = line.value.startsWith('/') ? matchInvocables(invocables, line.value) : [];
  if (found.length === 0) {
    picker.close();
    return;
  }
  picker.open(line, {
    title: view?.bot.name ?? 'Commands',
    preselect: true,
    items: found.map((invocable) => ({
      label: `/${invocable.title}`,
      detail: invocable.description,
      hint: invocable.options.map(({ name }) => name).join(' '),
      pick: () => {
        openCommand(editor, { invocable, fields: [], rest: '' });
        if (editor.chips.length === 0) showOptions(editor);
      },
    })),
  });
}

function showOptions(editor: Editor): void {
  const { line, picker, invocable, chips } = editor;
  const typed = line.value.trim().toLowerCase();
  const left = (invocable?.options ?? []).filter(
    ({ name }) => name.startsWith(typed) && !chips.some(({ option }) => option.name === name),
  );
  if (left.length === 0) {
    picker.close();
    return;
  }
  picker.open(line, {
    title: 'Options',
    // With nothing typed, Enter sends the command; with a part of a name, it completes that.
    preselect: typed !== '',
    items: left.map(({ name, description, required }) => ({
      label: name,
      detail: description,
      ...(required ? { hint: 'required' } : {}),
      pick: () => {
        line.value = '';
        addChip(editor, name)?.input.focus();
      },
    })),
  });
}

function openChoices(editor: Editor, chip: Chip, choices: readonly PageChoice[]): void {
  if (choices.length === 0) {
    openStatus(editor, chip, 'No options match your search.');
    return;
  }
  editor.picker.open(chip.input, {
    title: `${chip.option.name}: ${chip.option.description}`,
    preselect: true,
    items: choices.slice(0, MAX_CHOICES).map((choice) => ({
      label: choice.name,
      pick: () => {
        chip.choose(choice);
        leaveChip(editor, chip);
      },
    })),
  });
}

function openStatus(editor: Editor, chip: Chip, status: string): void {
  editor.picker.open(chip.input, { title: chip.option.name, preselect: false, items: [], status });
}
