import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  TextInputStyle,
} from 'discord-api-types/v10';
import type { Form, FormField } from '../../../commands/form.ts';
import { encodeAction } from './custom-id.ts';

/** What Discord is sent to show a form. */
export type FormPayload = APIModalInteractionResponseCallbackData;

/** A form as Discord takes it: its fields with their labels, its custom_id naming the command and the form. */
export function renderForm(command: string, { title, name, fields }: Form): FormPayload {
  return {
    custom_id: encodeAction({ command, press: name, args: [] }).customId,
    title,
    components: fields.map(renderField),
  };
}

function renderField({ name, label, hint, longest, isLong = false, isRequired = false, value }: FormField) {
  return {
    type: ComponentType.Label,
    label,
    ...(hint !== undefined && { description: hint }),
    component: {
      type: ComponentType.TextInput,
      custom_id: name,
      style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
      max_length: longest,
      required: isRequired,
      ...(value && value.length <= longest && { value }),
    },
  } as const;
}
