import type { APIMessage } from 'discord-api-types/v10';
import { el } from './elements.ts';
import { type RowActions, renderMessage, renderSent } from './message-row.ts';
import { formatDay } from './times.ts';
import { isEphemeral, type PageView } from './view.ts';

interface Row {
  readonly element: HTMLElement;
  /** What the row was made from; it is made anew when any of it is another object. */
  readonly sources: readonly unknown[];
}

const GROUP_WITHIN_MS = 7 * 60_000;
const NEAR_END_PX = 120;

/** Shows a channel's messages in a scrolling list; only rows whose message changed are made anew. */
export function createMessageList(scroller: HTMLElement, list: HTMLElement, actions: RowActions) {
  let rows = new Map<string, Row>();
  let shownChannel = '';
  let atEnd = true;
  const toEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  scroller.addEventListener('scroll', () => {
    atEnd = isNearEnd(scroller);
  });
  new ResizeObserver(() => atEnd && toEnd()).observe(scroller);
  return {
    show(view: PageView): void {
      // Who sends a command wants to see its answer, wherever the channel was scrolled to.
      const sentNow = view.sent.some(({ nonce, channel }) => channel === view.channel && !rows.has(nonce));
      const follow = view.channel !== shownChannel || atEnd || sentNow;
      const focus = rememberFocus(list);
      rows = renderRows(view, rows, actions);
      placeRows(
        list,
        [...rows.values()].map(({ element }) => element),
      );
      focus();
      shownChannel = view.channel;
      if (follow) toEnd();
    },
  };
}

function renderRows(view: PageView, old: ReadonlyMap<string, Row>, actions: RowActions): Map<string, Row> {
  const rows = new Map<string, Row>();
  const put = (key: string, sources: readonly unknown[], render: () => HTMLElement) => {
    const known = old.get(key);
    const same =
      known?.sources.length === sources.length && known.sources.every((one, index) => one === sources[index]);
    rows.set(key, known && same ? known : { element: render(), sources });
  };
  let last: APIMessage | undefined;
  for (const message of view.messages.filter(({ channel_id }) => channel_id === view.channel)) {
    const day = new Date(message.timestamp).toDateString();
    const newDay = !last || day !== new Date(last.timestamp).toDateString();
    if (newDay) put(`day ${day}`, [], () => renderDay(message.timestamp));
    const grouped = !newDay && last !== undefined && follows(message, last);
    const presses = view.presses.filter((press) => press.message === message.id);
    put(message.id, [message, grouped, view.channels, view.commands, ...presses], () =>
      renderMessage(message, grouped, view, actions),
    );
    last = message;
  }
  for (const sent of view.sent.filter(({ channel }) => channel === view.channel)) {
    put(sent.nonce, [sent], () => renderSent(sent, view, actions));
  }
  return rows;
}

function renderDay(timestamp: string): HTMLElement {
  const day = formatDay(Date.parse(timestamp), { nowMs: Date.now() });
  return el('li', { class: 'day' }, el('span', {}, day));
}

function follows(message: APIMessage, last: APIMessage): boolean {
  return (
    !message.interaction &&
    !message.message_reference &&
    message.author.id === last.author.id &&
    isEphemeral(message) === isEphemeral(last) &&
    Date.parse(message.timestamp) - Date.parse(last.timestamp) < GROUP_WITHIN_MS
  );
}

/** Moves only what is out of place, so that a row that stays keeps its focus and opened spoilers. */
function placeRows(list: HTMLElement, elements: readonly HTMLElement[]): void {
  const wanted = new Set<Element>(elements);
  for (const child of [...list.children]) if (!wanted.has(child)) child.remove();
  for (const [index, element] of elements.entries()) {
    const present = list.children[index] ?? null;
    if (present !== element) list.insertBefore(element, present);
  }
}

/** Returns what gives the focus back to the same button of a row that was made anew: a keyboard user keeps the place. */
function rememberFocus(list: HTMLElement): () => void {
  const active = document.activeElement;
  const row = active?.closest<HTMLElement>('[data-message]');
  if (!active || !row || !list.contains(row)) return () => undefined;
  const index = [...row.querySelectorAll('button, a')].indexOf(active);
  const id = row.dataset.message ?? '';
  return () => {
    if (document.activeElement === active) return;
    const next = list.querySelector(`[data-message="${CSS.escape(id)}"]`);
    const button = next?.querySelectorAll<HTMLElement>('button, a')[index];
    button?.focus({ preventScroll: true });
  };
}

function isNearEnd({ scrollTop, clientHeight, scrollHeight }: HTMLElement): boolean {
  return scrollHeight - scrollTop - clientHeight < NEAR_END_PX;
}
