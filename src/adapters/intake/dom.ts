/**
 * What is read of a document's tree. linkedom's elements have it; its own types claim the whole of a browser's DOM.
 */
export interface DomNode {
  readonly nodeType: number;
  readonly childNodes: Iterable<DomNode>;
  readonly textContent: string | null;
}

/** A document, or an element, as the root of what is searched. */
export interface DomRoot {
  querySelector(selectors: string): DomElement | null;
  querySelectorAll(selectors: string): Iterable<DomElement>;
}

export interface DomElement extends DomNode, DomRoot {
  /** In capitals. */
  readonly tagName: string;
  readonly parentNode: { readonly tagName?: string } | null;
  getAttribute(name: string): string | null;
}

const ELEMENT = 1;
const TEXT = 3;

export function isElement(node: DomNode): node is DomElement {
  return node.nodeType === ELEMENT;
}

export function isText(node: DomNode): boolean {
  return node.nodeType === TEXT;
}
