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
      ...walkComponents(component.component === undefined ? [] : [component.component]),
    ]);
}

/** All text that a message's components show, one text display a line. */
export function componentText(components: unknown): string {
  return walkComponents(components)
    .filter((component) => component.type === ComponentType.TextDisplay)
    .map((component) => String(component.content))
    .join('\n');
}

/** What Discord fills in where a request leaves it out. */
const DEFAULTS: Readonly<Record<number, Form>> = {
  [ComponentType.Container]: { accent_color: null, spoiler: false },
  [ComponentType.Separator]: { divider: true, spacing: 1 },
  [ComponentType.StringSelect]: { min_values: 1, max_values: 1 },
};

/**
 * Components as a message shows them: with defaults, and with an `id` each. Those without one are numbered from 1,
 * parents first, skipping ids that are taken.
 */
export function completeComponents(components: readonly unknown[]): object[] {
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
      ...DEFAULTS[Number(own.type)],
      ...own,
      id: component.id || nextFree(),
      ...(Array.isArray(children) && { components: children.map(number) }),
      ...(accessory !== undefined && { accessory: number(accessory) }),
    };
  };
  return components.map(number);
}
