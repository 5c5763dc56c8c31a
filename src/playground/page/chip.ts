import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import type { PageChoice } from '../page-protocol.ts';
import type { Field } from './command-line.ts';
import { el } from './elements.ts';

/** One option in the composer: its name and the field for its value. */
export interface Chip {
  readonly option: APIApplicationCommandBasicOption;
  readonly element: HTMLElement;
  readonly input: HTMLInputElement;
  field(): Field;
  setText(text: string): void;
  choose(choice: PageChoice): void;
  /** Marks the chip as wrong, or as right again with `undefined`. */
  setError(message: string | undefined): void;
}

export function createChip(option: APIApplicationCommandBasicOption): Chip {
  let choice: PageChoice | undefined;
  const input = el('input', {
    type: 'text',
    size: 1,
    'aria-label': `${option.name}: ${option.description}${option.required ? ' (required)' : ''}`,
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': 'picker',
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
  });
  const element = el('label', { class: 'chip' }, el('span', { class: 'chip-name' }, option.name), input);
  const setText = (text: string) => {
    input.value = text;
    input.size = Math.max(1, text.length);
  };
  input.addEventListener('input', () => {
    choice = undefined;
    setText(input.value);
  });
  return {
    option,
    element,
    input,
    field: () => ({
      name: option.name,
      text: input.value,
      ...(choice && choice.name === input.value ? { value: choice.value } : {}),
    }),
    setText,
    choose: (picked) => {
      choice = picked;
      setText(picked.name);
    },
    setError: (message) => {
      element.classList.toggle('wrong', message !== undefined);
      input.setAttribute('aria-invalid', String(message !== undefined));
    },
  };
}
