import type { PageEvent } from '../page-protocol.ts';
import { showChannels } from './channel-list.ts';
import { createComposer } from './composer.ts';
import { connect } from './connection.ts';
import { find } from './elements.ts';
import { createFormDialog } from './form-dialog.ts';
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
import { createWelcome } from './welcome.ts';

const RELATIVE_TIME_REFRESH_MS = 15_000;

const line = find('line', HTMLInputElement);
const menu = find('menu', HTMLButtonElement);
let view: PageView | undefined;

const list = createMessageList(find('scroller', HTMLElement), find('messages', HTMLElement), {
  press: (message, customId) => {
    const nonce = crypto.randomUUID();
    if (!connection.send({ type: 'press', nonce, message, customId })) return;
    change((now) => addPress(now, { nonce, message, customId }));
  },
  apply: (message, name) => {
    const nonce = crypto.randomUUID();
    if (!view || !connection.send({ type: 'message-command', nonce, message, name })) return;
    change((now) => addSent(now, { nonce, channel: now.channel, title: name, sentMs: Date.now() }));
  },
  dismiss: (id) => {
    change((now) => removeMessage(now, id));
    line.focus();
  },
});

const composer = createComposer({
  run: (input, title) => {
    const nonce = crypto.randomUUID();
    if (!connection.send({ type: 'command', nonce, ...input })) return false;
    change((now) => addSent(now, { nonce, channel: input.channel, title, sentMs: Date.now() }));
    return true;
  },
  post: (channel, content) => connection.send({ type: 'post', nonce: crypto.randomUUID(), channel, content }),
  ask: (input, focused, nonce) => connection.send({ type: 'autocomplete', nonce, focused, ...input }),
});

const welcome = createWelcome({
  write: composer.write,
  ask: (input, focused, nonce) => connection.send({ type: 'autocomplete', nonce, focused, ...input }),
});

const formDialog = createFormDialog(find('form-dialog', HTMLDialogElement), {
  submit: (nonce, interaction, values) => connection.send({ type: 'submit', nonce, interaction, values }),
  closed: () => line.focus(),
});

const connection = connect(onEvent, (connected) => {
  find('notice', HTMLElement).hidden = connected;
  if (connected) return;
  formDialog.fail();
  change(failPending);
});

function onEvent(event: PageEvent): void {
  if (event.type === 'choices') {
    composer.showChoices(event.nonce, event.choices);
    welcome.showChoices(event.nonce, event.choices);
  }
  const failed = event.type === 'refused' || (event.type === 'interaction' && event.outcome === 'failed');
  if (event.type === 'interaction' || event.type === 'refused') formDialog.settle(event.nonce, failed);
  if (event.type === 'interaction' && event.form) formDialog.open(event.form);
  if (failed && event.nonce !== undefined) composer.showChoices(event.nonce, undefined);
  show(applyEvent(view, event));
}

function change(update: (view: PageView) => PageView): void {
  if (view) show(update(view));
}

/** Shows a view; parts of the page whose share of it is the same as before stay untouched, and keep the focus. */
function show(next: PageView | undefined): void {
  const before = view;
  view = next;
  if (!next || next === before) return;
  composer.update(next);
  const differs = (...keys: readonly (keyof PageView)[]) => keys.some((key) => next[key] !== before?.[key]);
  if (differs('guild', 'channels', 'channel', 'unread', 'member', 'bot')) showChannels(next, goTo);
  if (differs('channel', 'channels', 'commands', 'bot')) welcome.update(next);
  list.show(next);
  if (!before) line.focus();
}

function goTo(channel: string): void {
  change((now) => openChannel(now, channel));
  setDrawer(false);
  line.focus();
}

/** In a narrow window the channels are a drawer. */
function setDrawer(open: boolean): void {
  document.body.classList.toggle('drawer-open', open);
  menu.setAttribute('aria-expanded', String(open));
}

menu.addEventListener('click', () => setDrawer(menu.getAttribute('aria-expanded') !== 'true'));
find('scroller', HTMLElement).addEventListener('click', () => setDrawer(false));
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') setDrawer(false);
  const isText =
    event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isWriting = event.target instanceof Element && event.target.closest('input, textarea, dialog');
  // As in Discord, what is typed anywhere goes into the composer.
  if (isText && !isWriting) line.focus();
});
setInterval(() => refreshRelativeTimes(Date.now()), RELATIVE_TIME_REFRESH_MS);
