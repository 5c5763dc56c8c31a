import { z } from 'zod';
import type { TargetMessage } from '../../../commands/command.ts';

/** Deeper than Discord nests them; a message with more is malformed. */
const DEEPEST = 8;

const text = z.string().catch('');
const embed = z.object({
  title: text,
  description: text,
  fields: z.array(z.object({ name: text, value: text })).catch([]),
});
const content = z.object({
  content: text,
  embeds: z.array(embed).catch([]),
  components: z.array(z.unknown()).catch([]),
});
const forwarded = z.array(z.object({ message: content })).catch([]);
const message = content.extend({ message_snapshots: forwarded });

const data = z.object({
  target_id: z.string(),
  resolved: z.object({ messages: z.record(z.string(), message) }),
});

/** The message that a command was used on; `undefined` where Discord does not hand it over. */
export function readTargetMessage(interactionData: unknown): TargetMessage | undefined {
  const read = data.safeParse(interactionData);
  if (!read.success) return undefined;
  const { target_id: id, resolved } = read.data;
  const target = Object.hasOwn(resolved.messages, id) ? resolved.messages[id] : undefined;
  if (!target) return undefined;
  const parts = [target, ...target.message_snapshots.map((snapshot) => snapshot.message)].flatMap(readParts);
  return { text: parts.filter((part) => part.trim() !== '').join('\n\n') };
}

function readParts({ content: own, embeds, components }: z.output<typeof content>): string[] {
  return [
    own,
    ...embeds.flatMap(({ title, description, fields }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
    ...components.flatMap((component) => readTexts(component, 0)),
  ];
}

/** The texts of a component and of those in it, in order. */
function readTexts(component: unknown, depth: number): string[] {
  if (depth > DEEPEST || typeof component !== 'object' || component === null) return [];
  const own = 'content' in component && typeof component.content === 'string' ? [component.content] : [];
  const inner = 'components' in component && Array.isArray(component.components) ? component.components : [];
  return [...own, ...inner.flatMap((one) => readTexts(one, depth + 1))];
}
