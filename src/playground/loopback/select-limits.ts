import { ComponentType } from 'discord-api-types/v10';
import type { FormErrors, FormPath } from './api-error.ts';
import { type Form, readForm, readInteger, readList, readText } from './form.ts';

/** Checks what all kinds of select menus have, and a string select's options, but not the custom_id. */
export function checkSelect(form: Form, path: FormPath, errors: FormErrors): void {
  readText(form.placeholder, [...path, 'placeholder'], errors, [0, 150]);
  readInteger(form.min_values, [...path, 'min_values'], errors, [0, 25]);
  readInteger(form.max_values, [...path, 'max_values'], errors, [1, 25]);
  if (form.type !== ComponentType.StringSelect) return;
  const seen = new Set<string>();
  for (const [index, item] of readList(form.options, [...path, 'options'], errors, [1, 25]).entries()) {
    const at = [...path, 'options', index];
    const option = readForm(item, at, errors);
    readText(option.label, [...at, 'label'], errors, [1, 100]);
    readText(option.description, [...at, 'description'], errors, [0, 100]);
    const value = readText(option.value, [...at, 'value'], errors, [1, 100]);
    if (seen.has(value)) {
      const message = 'The specified option value is already used';
      errors.add([...at, 'value'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message);
    }
    seen.add(value);
  }
}
