import type { APIMessage } from 'discord-api-types/v10';
import { renderComponent } from './components.ts';
import { el } from './elements.ts';
import { type NameOf, renderMarkdown } from './markdown-view.ts';
import { formatMessageTime } from './times.ts';
import { isEphemeral, isLoading, listMessageCommands, type PageView, type SentCommand } from './view.ts';

export interface RowActions {
  press(message: string, customId: string): void;
  dismiss(id: string): void;
  /** Uses a command of the message's menu. */
  apply(message: string, command: string): void;
}

/** One message as Discord shows it; `grouped` leaves out the author, for a message that follows its author's last. */
export function renderMessage(
  message: APIMessage,
  grouped: boolean,
  view: PageView,
  actions: RowActions,
): HTMLElement {
  const ephemeral = isEphemeral(message);
  return el(
    'li',
    { class: rowClass(grouped, ephemeral), 'data-message': message.id },
    renderReference(message, view),
    !grouped && renderAvatar(message.author),
    !grouped && renderHeader(message.author, Date.parse(message.timestamp)),
    el('div', { class: 'body' }, ...renderBody(message, view, actions)),
    hasFailedPress(message, view) && renderFailure('This interaction failed'),
    ephemeral && renderEphemeralLine(message.id, actions),
    renderApps(message, view, actions),
  );
}

/** A command that waits for its first answer, or got none. */
export function renderSent(sent: SentCommand, view: PageView, actions: RowActions): HTMLElement {
  const bot = { username: view.bot.name, bot: true };
  return el(
    'li',
    { class: 'message', 'data-message': sent.nonce },
    renderUsedLine(view.member.name, sent.title, view),
    renderAvatar(bot),
    renderHeader(bot, sent.sentMs),
    sent.failed
      ? renderFailure('The application did not respond')
      : el('div', { class: 'body thinking' }, 'Sending command…'),
    sent.failed && renderEphemeralLine(sent.nonce, actions),
  );
}

function rowClass(grouped: boolean, ephemeral: boolean): string {
  return `message${grouped ? ' grouped' : ''}${ephemeral ? ' ephemeral' : ''}`;
}

/** The line above a message that answers something: the message replied to, or the command used. */
function renderReference(message: APIMessage, view: PageView): HTMLElement | undefined {
  const repliedTo = message.message_reference?.message_id;
  if (repliedTo !== undefined) return renderReplyLine(repliedTo, view);
  const { interaction } = message;
  return interaction && renderUsedLine(interaction.user.username, interaction.name, view);
}

function renderUsedLine(user: string, title: string, { commands }: PageView): HTMLElement {
  const isSlash = !listMessageCommands(commands).includes(title);
  return el(
    'div',
    { class: 'reference' },
    el('span', { class: 'avatar tiny member', 'aria-hidden': 'true' }, user.slice(0, 1).toUpperCase()),
    el('span', { class: 'who' }, user),
    ' used ',
    el('span', { class: 'command' }, isSlash ? `/${title}` : title),
  );
}

function renderReplyLine(id: string, view: PageView): HTMLElement {
  const original = view.messages.find((message) => message.id === id);
  if (!original) return el('div', { class: 'reference' }, el('em', {}, 'Original message was deleted'));
  const preview = el(
    'button',
    { type: 'button', class: 'preview' },
    original.content || 'Click to see message',
  );
  preview.addEventListener('click', () => {
    document.querySelector(`[data-message="${CSS.escape(id)}"]`)?.scrollIntoView({ block: 'center' });
  });
  return el(
    'div',
    { class: 'reference' },
    el('span', { class: 'avatar tiny bot', 'aria-hidden': 'true' }),
    el('span', { class: 'who' }, original.author.username),
    ' ',
    preview,
  );
}

/** As much of a user as a row shows. */
type Author = Pick<APIMessage['author'], 'username' | 'bot'>;

function renderAvatar({ username, bot }: Author): HTMLElement {
  const initial = bot ? '' : username.slice(0, 1).toUpperCase();
  return el('span', { class: `avatar ${bot ? 'bot' : 'member'}`, 'aria-hidden': 'true' }, initial);
}

function renderHeader({ username, bot }: Author, ms: number): HTMLElement {
  return el(
    'div',
    { class: 'header' },
    el('span', { class: 'author' }, username),
    bot && el('span', { class: 'tag' }, 'APP'),
    el(
      'time',
      { class: 'stamp', datetime: new Date(ms).toISOString() },
      formatMessageTime(ms, { nowMs: Date.now() }),
    ),
  );
}

function renderBody(message: APIMessage, view: PageView, actions: RowActions): (Node | string)[] {
  if (isLoading(message)) {
    return [el('div', { class: 'thinking' }, renderDots(), `${message.author.username} is thinking…`)];
  }
  const context = {
    nameOf: createNameOf(view),
    isPending: (customId: string) =>
      view.presses.some((one) => one.message === message.id && one.customId === customId && !one.failed),
    press: (customId: string) => actions.press(message.id, customId),
  };
  return [
    ...(message.content ? [renderMarkdown(message.content, context.nameOf)] : []),
    ...(message.components ?? []).map((component) => renderComponent(component, context)),
    ...(message.edited_timestamp ? [el('span', { class: 'edited' }, '(edited)')] : []),
  ];
}

function createNameOf(view: PageView): NameOf {
  return (target, id) => {
    if (target === 'channel') return view.channels.find((channel) => channel.id === id)?.name;
    if (target === 'user') return [view.member, view.bot].find((user) => user.id === id)?.name;
    return undefined;
  };
}

function hasFailedPress({ id }: APIMessage, view: PageView): boolean {
  return view.presses.some(({ message, failed }) => message === id && failed);
}

function renderFailure(text: string): HTMLElement {
  return el('div', { class: 'failure', role: 'alert' }, el('span', { 'aria-hidden': 'true' }, '⊗ '), text);
}

function renderEphemeralLine(id: string, actions: RowActions): HTMLElement {
  const dismiss = el('button', { type: 'button', class: 'dismiss' }, 'Dismiss message');
  dismiss.addEventListener('click', () => actions.dismiss(id));
  return el(
    'div',
    { class: 'only-you' },
    el('span', { class: 'eye', 'aria-hidden': 'true' }),
    'Only you can see this • ',
    dismiss,
  );
}

/** The menu of the commands that work on a message. */
function renderApps({ id }: APIMessage, view: PageView, actions: RowActions): HTMLElement | undefined {
  const commands = listMessageCommands(view.commands);
  if (commands.length === 0) return undefined;
  const menu = el(
    'details',
    { class: 'apps' },
    el('summary', { 'aria-label': 'Apps for this message' }, '⋯'),
  );
  const items = commands.map((name) => {
    const item = el('button', { type: 'button' }, name);
    item.addEventListener('click', () => {
      menu.open = false;
      actions.apply(id, name);
    });
    return item;
  });
  menu.append(el('div', { class: 'apps-list' }, el('span', { class: 'apps-title' }, 'Apps'), ...items));
  // As with any menu, it closes when something else is used.
  menu.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && menu.contains(relatedTarget))) menu.open = false;
  });
  menu.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
    event.stopPropagation();
  });
  return menu;
}

function renderDots(): HTMLElement {
  return el('span', { class: 'dots', 'aria-hidden': 'true' }, el('i'), el('i'), el('i'));
}
