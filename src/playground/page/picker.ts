import { el } from './elements.ts';

export interface PickerItem {
  readonly label: string;
  readonly detail?: string;
  /** Shown at the line's end: the bot's name, "required". */
  readonly hint?: string;
  pick(): void;
}

export interface PickerContent {
  readonly title: string;
  readonly items: readonly PickerItem[];
  /** Said instead of items: "Loading options". */
  readonly status?: string;
  /** Whether the first item is the one that Enter picks, or the arrow keys choose first. */
  readonly preselect: boolean;
}

export interface Picker {
  open(input: HTMLInputElement, content: PickerContent): void;
  close(): void;
  /** Handles arrows, Enter, Tab and Escape while it is open; `false` when the key means nothing to it. */
  handleKey(event: KeyboardEvent): boolean;
}

/** The list above the composer. Focus stays in the input; the active line is named by `aria-activedescendant`. */
export function createPicker(panel: HTMLElement): Picker {
  let items: readonly PickerItem[] = [];
  let input: HTMLInputElement | undefined;
  let active = -1;

  const activate = (index: number) => {
    active = index;
    for (const [at, line] of [...panel.querySelectorAll('[role=option]')].entries()) {
      line.setAttribute('aria-selected', String(at === active));
      if (at === active) line.scrollIntoView({ block: 'nearest' });
    }
    if (active < 0) input?.removeAttribute('aria-activedescendant');
    else input?.setAttribute('aria-activedescendant', `picker-${active}`);
  };
  const close = () => {
    input?.setAttribute('aria-expanded', 'false');
    input?.removeAttribute('aria-activedescendant');
    panel.hidden = true;
    items = [];
    active = -1;
  };
  return {
    open: (target, content) => {
      if (input !== target) close();
      input = target;
      items = content.items;
      panel.replaceChildren(...renderPanel(content, activate));
      panel.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      activate(content.preselect && items.length > 0 ? 0 : -1);
    },
    close,
    handleKey: (event) => {
      if (panel.hidden) return false;
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      if (step !== 0 && items.length > 0) {
        activate((active + step + items.length + (active < 0 && step < 0 ? 1 : 0)) % items.length);
      } else if (event.key === 'Escape') {
        close();
      } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) {
        const chosen = items[active] ?? (event.key === 'Tab' ? items[0] : undefined);
        if (!chosen) return false;
        chosen.pick();
      } else {
        return false;
      }
      return true;
    },
  };
}

function renderPanel(
  { title, items, status }: PickerContent,
  activate: (index: number) => void,
): HTMLElement[] {
  const lines = items.map((item, index) => renderLine(item, index, activate));
  return [
    el('div', { class: 'picker-title' }, title),
    status !== undefined
      ? el('div', { class: 'picker-status', role: 'status' }, status)
      : el('div', { role: 'listbox', id: 'picker-list', 'aria-label': title }, ...lines),
  ];
}

function renderLine(item: PickerItem, index: number, activate: (index: number) => void): HTMLElement {
  const line = el(
    'div',
    { role: 'option', id: `picker-${index}`, class: 'picker-line', 'aria-selected': 'false' },
    el('span', { class: 'label' }, item.label),
    item.detail !== undefined && el('span', { class: 'detail' }, item.detail),
    item.hint !== undefined && el('span', { class: 'hint' }, item.hint),
  );
  line.addEventListener('mousemove', () => activate(index));
  // The input must keep the focus: its blur would close the list before the click arrives.
  line.addEventListener('mousedown', (event) => event.preventDefault());
  line.addEventListener('click', () => item.pick());
  return line;
}
