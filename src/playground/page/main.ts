import type { PageEvent } from '../page-protocol.ts';
import { showChannels } from './channel-list.ts';
import { createComposer } from './composer.ts';
import { connect } from './connection.ts';
import { find } from './elements.ts';
import { refreshRelativeTimes } from './markdown-view.ts';
import { createMessageList } from './message-list.ts';
import {
  addPress,
  addSent,
  applyEvent,
  failPending,
  openChannel,
  type PageView,
  removeMessage,
} from './view.ts';
import { renderWelcome } from './welcome.ts';

const RELATIVE_TIME_REFRESH_MS = 15_000;

let view: PageView | undefined;

const list = createMessageList(find('scroller', HTMLElement), find('messages', HTMLElement), {
  press: (message, customId) => {
    const nonce = crypto.randomUUID();
    if (!connection.send({ type: 'press', nonce, message, customId })) return;
    change((now) => addPress(now, { nonce, message, customId }));
  },
  dismiss: (id) => change((now) => removeMessage(now, id)),
});

const composer = createComposer({
  run: (input, title) => {
    const nonce = crypto.randomUUID();
    if (!connection.send({ type: 'command', nonce, ...input })) return false;
    change((now) => addSent(now, { nonce, channel: input.channel, title, sentMs: Date.now() }));
    return true;
  },
  ask: (input, focused, nonce) => connection.send({ type: 'autocomplete', nonce, focused, ...input }),
});

const connection = connect(onEvent, (connected) => {
  find('notice', HTMLElement).hidden = connected;
  if (!connected) change(failPending);
});

function onEvent(event: PageEvent): void {
  if (event.type === 'choices') composer.showChoices(event.nonce, event.choices);
  else if (event.type === 'interaction' && event.outcome === 'failed')
    composer.showChoices(event.nonce, undefined);
  show(applyEvent(view, event));
}

function change(update: (view: PageView) => PageView): void {
  if (view) show(update(view));
}

/** Shows a view; parts of the page whose share of it is the same as before stay untouched. */
function show(next: PageView | undefined): void {
  const before = view;
  view = next;
  if (!next || next === before) return;
  composer.update(next);
  showChannels(next, (channel) => {
    change((now) => openChannel(now, channel));
    document.body.classList.remove('drawer-open');
    find('line', HTMLInputElement).focus();
  });
  if (next.channel !== before?.channel || next.commands !== before.commands) {
    const channel = next.channels.find(({ id }) => id === next.channel)?.name ?? '';
    find('welcome', HTMLElement).replaceChildren(
      renderWelcome(channel, next.bot.name, next.commands, composer.write),
    );
  }
  list.show(next);
  if (!before) find('line', HTMLInputElement).focus();
}

const menu = find('menu', HTMLButtonElement);
menu.addEventListener('click', () => {
  const open = document.body.classList.toggle('drawer-open');
  menu.setAttribute('aria-expanded', String(open));
});
setInterval(() => refreshRelativeTimes(Date.now()), RELATIVE_TIME_REFRESH_MS);
