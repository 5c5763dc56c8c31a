import { el, find } from './elements.ts';
import type { PageView } from './view.ts';

/** Shows the server's name, its channels and the member at the page's left edge, and the open channel's header. */
export function showChannels(view: PageView, open: (channel: string) => void): void {
  const channel = view.channels.find(({ id }) => id === view.channel);
  find('guild-name', HTMLElement).textContent = view.guild.name;
  find('guild-icon', HTMLElement).textContent = initials(view.guild.name);
  find('channel-name', HTMLElement).textContent = channel?.name ?? '';
  find('channel-topic', HTMLElement).textContent = channel?.topic ?? '';
  find('member-name', HTMLElement).textContent = view.member.name;
  find('member-avatar', HTMLElement).textContent = view.member.name.slice(0, 1).toUpperCase();
  find('bot-status', HTMLElement).textContent = view.bot.online ? '' : `${view.bot.name} is offline.`;
  document.title = `#${channel?.name ?? ''} | ${view.guild.name}`;
  find('channels', HTMLElement).replaceChildren(
    ...view.channels.map(({ id, name }) => renderChannel(id, name, view, open)),
  );
}

function renderChannel(
  id: string,
  name: string,
  { channel, unread }: PageView,
  open: (channel: string) => void,
): HTMLElement {
  const button = el(
    'button',
    {
      type: 'button',
      class: 'channel',
      'aria-current': id === channel && 'page',
      'data-unread': unread.has(id),
    },
    el('span', { class: 'hash', 'aria-hidden': 'true' }, '#'),
    name,
    unread.has(id) && el('span', { class: 'hidden-text' }, ' (new messages)'),
  );
  button.addEventListener('click', () => open(id));
  return el('li', {}, button);
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((word) => word.slice(0, 1))
    .join('')
    .slice(0, 3);
}
