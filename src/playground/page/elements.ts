/** What can be put into an element: nodes, or strings, which are always shown literally. */
export type Content = Node | string | undefined | false;

/**
 * Creates an element with attributes and content. Strings become text nodes, never HTML; an attribute that is
 * `undefined` or `false` is left out, `true` is set empty.
 */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | number | boolean | undefined>> = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...content.filter((part): part is Node | string => part !== undefined && part !== false));
  return element;
}

/** The page's element with this id; throws when index.html has none of that kind. */
export function find<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`index.html has no ${kind.name} with id ${id}`);
  return element;
}
