import { el } from './elements.ts';
import { parseMarkdown } from './markdown.ts';
import type { MarkdownNode, MentionTarget } from './markdown-inline.ts';
import { formatMark } from './times.ts';

/** Names for the ids in mentions; an id that it does not know is shown as unknown. */
export type NameOf = (target: MentionTarget, id: string) => string | undefined;

/** Renders a message's text as Discord does. */
export function renderMarkdown(text: string, nameOf: NameOf): HTMLElement {
  return el('div', { class: 'markdown' }, ...renderNodes(parseMarkdown(text), nameOf));
}

/** Brings every relative time on the page up to date. */
export function refreshRelativeTimes(nowMs: number): void {
  for (const time of document.querySelectorAll<HTMLTimeElement>('time[data-relative]')) {
    time.textContent = formatMark(Number(time.dataset.relative), 'R', { nowMs });
  }
}

function renderNodes(nodes: readonly MarkdownNode[], nameOf: NameOf): (Node | string)[] {
  return nodes.map((node) => renderNode(node, nameOf));
}

const SPAN_TAGS = { bold: 'strong', italic: 'em', underline: 'u', strike: 's', quote: 'blockquote' } as const;

function renderNode(node: MarkdownNode, nameOf: NameOf): Node | string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'code':
      return el('code', {}, node.text);
    case 'code-block':
      return el('pre', {}, el('code', { 'data-language': node.language || undefined }, node.text));
    case 'link':
      return renderLink(node.url, renderNodes(node.children, nameOf));
    case 'mention':
      return el('span', { class: 'mention' }, mentionText(node.target, node.id, nameOf));
    case 'time':
      return renderTime(node.unixSeconds, node.style);
    case 'heading':
      return el(`h${node.level}`, {}, ...renderNodes(node.children, nameOf));
    case 'small':
      return el('small', {}, ...renderNodes(node.children, nameOf));
    case 'list':
      return renderList(node.start, node.items, nameOf);
    case 'spoiler':
      return renderSpoiler(renderNodes(node.children, nameOf));
    default:
      return el(SPAN_TAGS[node.kind], {}, ...renderNodes(node.children, nameOf));
  }
}

function renderLink(url: string, content: readonly (Node | string)[]): HTMLElement {
  return el(
    'a',
    { href: url, title: url, target: '_blank', rel: 'noopener noreferrer nofollow' },
    ...content,
  );
}

function renderTime(unixSeconds: number, style: string): HTMLElement {
  const reader = { nowMs: Date.now() };
  return el(
    'time',
    { title: formatMark(unixSeconds, 'F', reader), 'data-relative': style === 'R' && unixSeconds },
    formatMark(unixSeconds, style, reader),
  );
}

function renderList(
  start: number | undefined,
  items: readonly (readonly MarkdownNode[])[],
  nameOf: NameOf,
): HTMLElement {
  const rows = items.map((item) => el('li', {}, ...renderNodes(item, nameOf)));
  return start === undefined ? el('ul', {}, ...rows) : el('ol', { start }, ...rows);
}

/** A spoiler is a button until it is opened, so that the keyboard reaches it. */
function renderSpoiler(content: readonly (Node | string)[]): HTMLElement {
  const text = el('span', { 'aria-hidden': 'true' }, ...content);
  const spoiler = el(
    'span',
    { class: 'spoiler', role: 'button', tabindex: 0, 'aria-label': 'Spoiler' },
    text,
  );
  const open = () => spoiler.replaceWith(el('span', { class: 'spoiler open' }, ...content));
  spoiler.addEventListener('click', open, { once: true });
  spoiler.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' || event.key === ' ') open();
  });
  return spoiler;
}

const SIGILS: Readonly<Record<MentionTarget, string>> = {
  user: '@',
  role: '@',
  channel: '#',
  command: '/',
  everyone: '@',
  emoji: ':',
};

function mentionText(target: MentionTarget, id: string, nameOf: NameOf): string {
  if (target === 'emoji') return `:${id}:`;
  if (target === 'command' || target === 'everyone') return SIGILS[target] + id;
  return SIGILS[target] + (nameOf(target, id) ?? `unknown-${target}`);
}
