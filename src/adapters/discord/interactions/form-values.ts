import { ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import type { FormValues } from '../../../commands/form.ts';

const field = z.object({
  type: z.literal(ComponentType.Label),
  component: z.object({
    type: z.literal(ComponentType.TextInput),
    custom_id: z.string().min(1),
    value: z.string(),
  }),
});
const submitted = z.object({
  data: z.object({ custom_id: z.string(), components: z.array(field) }),
});

/** A form that was filled in, as Discord hands it over, or what is wrong with it. */
export function readSubmission(data: unknown): { customId: string; values: FormValues } | string {
  const read = submitted.safeParse(data);
  if (!read.success) return z.prettifyError(read.error);
  const { custom_id: customId, components } = read.data.data;
  const values = components.map(({ component }) => [component.custom_id, component.value] as const);
  return { customId, values: Object.fromEntries(values) };
}
