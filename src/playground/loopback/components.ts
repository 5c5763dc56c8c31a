import { ComponentType } from 'discord-api-types/v10';
import { type Form, isForm } from './form.ts';

/** A component and all that are inside it, parents first. */
export function walkComponents(components: unknown): Form[] {
  if (!Array.isArray(components)) return [];
  return components
    .filter(isForm)
    .flatMap((component) => [
      component,
      ...walkComponents(component.components),
      ...walkComponents(component.accessory === undefined ? [] : [component.accessory]),
    ]);
}

/** All text that a message's components show, one text display a line. */
export function componentText(components: unknown): string {
  return walkComponents(components)
    .filter((component) => component.type === ComponentType.TextDisplay)
    .map((component) => String(component.content))
    .join('\n');
}

/** Copies components and numbers those without an `id` from 1, parents first, skipping ids that are taken. */
export function assignComponentIds(components: readonly unknown[]): object[] {
  const taken = new Set(walkComponents(components).map((component) => component.id));
  let last = 0;
  const nextFree = (): number => {
    do last += 1;
    while (taken.has(last));
    return last;
  };
  const number = (component: unknown): object => {
    if (!isForm(component)) return {};
    const { components: children, accessory, ...own } = component;
    return {
      ...own,
      id: component.id || nextFree(),
      ...(Array.isArray(children) && { components: children.map(number) }),
      ...(accessory !== undefined && { accessory: number(accessory) }),
    };
  };
  return components.map(number);
}
