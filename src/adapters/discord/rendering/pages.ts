import { type APIComponentInContainer, ComponentType } from 'discord.js';
import { copyCustomId } from './custom-id.ts';
import { fitsInto, LIMITS, MESSAGE_TEXT, measureText, type TextSize } from './limits.ts';

/** Fills messages with components in order, each message within Discord's limits. */
export interface Pages {
  /** The text that the current message still takes. */
  room(): TextSize;
  /** Adds to the current message, or to a new one where it is full. A separator is shown only between components. */
  add(component: APIComponentInContainer): void;
  /** The messages so far, without empty ones; custom_ids are unique in each. */
  finish(): APIComponentInContainer[][];
}

interface Size extends TextSize {
  readonly components: number;
}

// The container counts too.
const EMPTY: Size = withoutText(1);

export function createPages(): Pages {
  const pages: APIComponentInContainer[][] = [];
  let size: Size = EMPTY;
  let separator: APIComponentInContainer | undefined;

  return {
    room: () =>
      size.components < LIMITS.components
        ? {
            characters: MESSAGE_TEXT.characters - size.characters,
            bytes: MESSAGE_TEXT.bytes - size.bytes,
          }
        : MESSAGE_TEXT,
    add(component) {
      if (component.type === ComponentType.Separator) {
        separator = component;
        return;
      }
      const page = pages.at(-1);
      const added = [...(separator ? [separator] : []), component];
      const grown = added.map(measure).reduce(sum, size);
      separator = undefined;
      if (page && grown.components <= LIMITS.components && fitsInto(MESSAGE_TEXT, grown)) {
        page.push(...added);
        size = grown;
      } else {
        pages.push([component]);
        size = sum(EMPTY, measure(component));
      }
    },
    finish: () => pages.map(makeCustomIdsUnique),
  };
}

function sum(a: Size, b: Size): Size {
  return {
    components: a.components + b.components,
    characters: a.characters + b.characters,
    bytes: a.bytes + b.bytes,
  };
}

function measure(component: APIComponentInContainer): Size {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return { components: 1, ...measureText(component.content) };
    case ComponentType.Section:
      return component.components.map(measure).reduce(sum, withoutText(2));
    case ComponentType.ActionRow:
      return withoutText(1 + component.components.length);
    default:
      return withoutText(1);
  }
}

function withoutText(components: number): Size {
  return { components, characters: 0, bytes: 0 };
}

function makeCustomIdsUnique(page: APIComponentInContainer[]): APIComponentInContainer[] {
  const uses = new Map<string, number>();
  const unique = <T extends object>(button: T): T => {
    if (!('custom_id' in button) || typeof button.custom_id !== 'string') return button;
    const number = uses.get(button.custom_id) ?? 0;
    uses.set(button.custom_id, number + 1);
    return number === 0 ? button : { ...button, custom_id: copyCustomId(button.custom_id, number) };
  };
  return page.map((component) => {
    if (component.type === ComponentType.ActionRow)
      return { ...component, components: component.components.map(unique) };
    return component.type === ComponentType.Section
      ? { ...component, accessory: unique(component.accessory) }
      : component;
  });
}
