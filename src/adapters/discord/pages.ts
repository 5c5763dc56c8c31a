import { type APIComponentInContainer, ComponentType } from 'discord.js';
import { copyCustomId } from './custom-id.ts';
import { LIMITS } from './limits.ts';

/** Fills messages with components in order, each message within Discord's limits. */
export interface Pages {
  /** Characters of text that the current message still takes. */
  room(): number;
  /** Adds to the current message, or to a new one where it is full. A separator is shown only between components. */
  add(component: APIComponentInContainer): void;
  /** The messages so far, without empty ones; custom_ids are unique in each. */
  finish(): APIComponentInContainer[][];
}

interface Size {
  readonly components: number;
  readonly text: number;
}

// The container counts too.
const EMPTY: Size = { components: 1, text: 0 };

export function createPages(): Pages {
  const pages: APIComponentInContainer[][] = [];
  let size: Size = EMPTY;
  let separator: APIComponentInContainer | undefined;

  return {
    room: () => (size.components < LIMITS.components ? LIMITS.messageText - size.text : LIMITS.messageText),
    add(component) {
      if (component.type === ComponentType.Separator) {
        separator = component;
        return;
      }
      const page = pages.at(-1);
      const added = [...(separator ? [separator] : []), component];
      const grown = added.map(measure).reduce(sum, size);
      separator = undefined;
      if (page && grown.components <= LIMITS.components && grown.text <= LIMITS.messageText) {
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
  return { components: a.components + b.components, text: a.text + b.text };
}

function measure(component: APIComponentInContainer): Size {
  switch (component.type) {
    case ComponentType.TextDisplay:
      return { components: 1, text: component.content.length };
    case ComponentType.Section:
      return component.components.map(measure).reduce(sum, { components: 2, text: 0 });
    case ComponentType.ActionRow:
      return { components: 1 + component.components.length, text: 0 };
    default:
      return { components: 1, text: 0 };
  }
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
