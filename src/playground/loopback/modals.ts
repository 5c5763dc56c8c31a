import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { FormErrors, type FormPath } from './api-error.ts';
import { walkComponents } from './components.ts';
import {
  countCharacters,
  type Form,
  isForm,
  readChoice,
  readForm,
  readInteger,
  readList,
  readText,
} from './form.ts';

const MOST_COMPONENTS = 5;
const LONGEST_INPUT = 4000;

/** Checks a form that the bot shows against Discord's limits. This Discord has text inputs in labels, and no other fields. */
export function checkModal(data: Form): void {
  const errors = new FormErrors();
  const path = ['data'];
  readText(data.custom_id, [...path, 'custom_id'], errors, [1, 100]);
  readText(data.title, [...path, 'title'], errors, [1, 45]);
  const customIds = new Set<string>();
  const inside = [...path, 'components'];
  for (const [index, item] of readList(data.components, inside, errors, [1, MOST_COMPONENTS]).entries())
    checkLabel(item, [...inside, index], customIds, errors);
  errors.throwIfAny();
}

function checkLabel(value: unknown, path: FormPath, customIds: Set<string>, errors: FormErrors): void {
  const label = readForm(value, path, errors);
  const type = readChoice<ComponentType>(label.type, [...path, 'type'], errors, [ComponentType.Label]);
  if (type === undefined) return;
  readText(label.label, [...path, 'label'], errors, [1, 45]);
  readText(label.description, [...path, 'description'], errors, [0, 100]);
  const at = [...path, 'component'];
  const input = readForm(label.component, at, errors);
  readChoice<ComponentType>(input.type, [...at, 'type'], errors, [ComponentType.TextInput]);
  readChoice(input.style, [...at, 'style'], errors, [TextInputStyle.Short, TextInputStyle.Paragraph]);
  readText(input.placeholder, [...at, 'placeholder'], errors, [0, 100]);
  readText(input.value, [...at, 'value'], errors, [0, LONGEST_INPUT]);
  readInteger(input.min_length, [...at, 'min_length'], errors, [0, LONGEST_INPUT]);
  readInteger(input.max_length, [...at, 'max_length'], errors, [1, LONGEST_INPUT]);
  const customId = readText(input.custom_id, [...at, 'custom_id'], errors, [1, 100]);
  if (customIds.has(customId)) {
    const message = 'Component custom id cannot be duplicated';
    errors.add([...at, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
  }
  customIds.add(customId);
}

/** The `data` of a form that was filled in. Throws for what Discord's client would not let a member send. */
export function buildSubmission(modal: Form, values: Readonly<Record<string, string>>): Form {
  const inputs = walkComponents(modal.components);
  const unknown = Object.keys(values).find((name) => !inputs.some(({ custom_id }) => custom_id === name));
  if (unknown !== undefined) throw new Error(`the form has no field ${unknown}`);
  const components = inputs
    .filter(({ type }) => type === ComponentType.Label)
    .map((label, index) => {
      const input = isForm(label.component) ? label.component : {};
      const value = values[String(input.custom_id)] ?? '';
      checkInput(input, value);
      const component = { type: input.type, id: index * 2 + 2, custom_id: input.custom_id, value };
      return { type: label.type, id: index * 2 + 1, component };
    });
  return { custom_id: modal.custom_id, components };
}

function checkInput({ custom_id: name, required = true, min_length, max_length }: Form, value: string): void {
  const length = countCharacters(value);
  if (length === 0 && required !== false) throw new Error(`the form needs its field ${name}`);
  if (length > 0 && length < Number(min_length ?? 0)) throw new Error(`${name}: too short`);
  if (length > Number(max_length ?? LONGEST_INPUT)) throw new Error(`${name}: too long`);
}
