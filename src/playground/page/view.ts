import type { APIApplicationCommand, APIMessage } from 'discord-api-types/v10';
import type { PageEvent } from '../page-protocol.ts';

type State = Extract<PageEvent, { type: 'state' }>;

/** A command on its way: shown until the bot acknowledges it, or for good when it did not. */
export interface SentCommand {
  readonly nonce: string;
  readonly channel: string;
  readonly title: string;
  readonly sentMs: number;
  readonly failed: boolean;
}

/** A pressed button whose answer is waited for, or that failed. */
export interface Press {
  readonly nonce: string;
  readonly message: string;
  readonly customId: string;
  readonly failed: boolean;
}

/** All that the page shows. Messages are in the order of their ids, oldest first. */
export interface PageView extends Omit<State, 'type'> {
  readonly channel: string;
  readonly unread: ReadonlySet<string>;
  readonly sent: readonly SentCommand[];
  readonly presses: readonly Press[];
}

const EPHEMERAL = 64;
const LOADING = 128;

export const isEphemeral = (message: APIMessage): boolean => ((message.flags ?? 0) & EPHEMERAL) !== 0;
export const isLoading = (message: APIMessage): boolean => ((message.flags ?? 0) & LOADING) !== 0;

/** The names of the commands in a message's menu. */
export function listMessageCommands(commands: readonly APIApplicationCommand[]): string[] {
  return commands.filter(({ type }) => type === 3).map(({ name }) => name);
}

/** The view after an event; the same object when the event changes nothing that is shown. */
export function applyEvent(view: PageView | undefined, event: PageEvent): PageView | undefined {
  if (event.type === 'state') return applyState(view, event);
  if (!view) return undefined;
  switch (event.type) {
    case 'commands':
      return { ...view, commands: event.commands };
    case 'presence':
      return { ...view, bot: { ...view.bot, online: event.online } };
    case 'message':
      return applyMessage(view, event);
    case 'interaction':
      return settle(view, event.nonce, event.outcome === 'failed');
    case 'refused':
      return event.nonce === undefined ? view : settle(view, event.nonce, true);
    default:
      return view;
  }
}

/** On connecting again, private messages stay: only the page has them. */
function applyState(view: PageView | undefined, { type: _, ...state }: State): PageView {
  const kept = view?.messages.filter(isEphemeral) ?? [];
  const known = state.channels.some(({ id }) => id === view?.channel);
  return {
    ...state,
    channel: (known ? view?.channel : state.channels[0]?.id) ?? '',
    unread: view?.unread ?? new Set(),
    messages: [...state.messages, ...kept].sort((a, b) => compareIds(a.id, b.id)),
    sent: view?.sent ?? [],
    presses: view?.presses ?? [],
  };
}

function applyMessage(view: PageView, event: Extract<PageEvent, { type: 'message' }>): PageView {
  if (event.change === 'delete') return removeMessage(view, event.id);
  const { message } = event;
  const others = view.messages.filter(({ id }) => id !== message.id);
  if (event.change === 'update') {
    if (others.length === view.messages.length) return view;
    return { ...view, messages: view.messages.map((old) => (old.id === message.id ? message : old)) };
  }
  return {
    ...view,
    messages: [...others, message].sort((a, b) => compareIds(a.id, b.id)),
    unread: message.channel_id === view.channel ? view.unread : new Set([...view.unread, message.channel_id]),
  };
}

/** Takes a message off the page; a dismissed private message is gone for good. */
export function removeMessage(view: PageView, id: string): PageView {
  return {
    ...view,
    messages: view.messages.filter((message) => message.id !== id),
    sent: view.sent.filter(({ nonce }) => nonce !== id),
    presses: view.presses.filter(({ message }) => message !== id),
  };
}

export function openChannel(view: PageView, channel: string): PageView {
  return { ...view, channel, unread: new Set([...view.unread].filter((id) => id !== channel)) };
}

export function addSent(view: PageView, sent: Omit<SentCommand, 'failed'>): PageView {
  return { ...view, sent: [...view.sent, { ...sent, failed: false }] };
}

/** A new press of a message replaces the failure shown for an earlier one. */
export function addPress(view: PageView, press: Omit<Press, 'failed'>): PageView {
  const others = view.presses.filter(({ message, failed }) => !failed || message !== press.message);
  return { ...view, presses: [...others, { ...press, failed: false }] };
}

/** Nothing that was under way can be answered any more: the connection is gone. */
export function failPending(view: PageView): PageView {
  return {
    ...view,
    sent: view.sent.map((sent) => ({ ...sent, failed: true })),
    presses: view.presses.map((press) => ({ ...press, failed: true })),
  };
}

function settle(view: PageView, nonce: string, failed: boolean): PageView {
  const settleOne = <T extends { readonly nonce: string }>(items: readonly T[]): T[] =>
    items.flatMap((item) => (item.nonce !== nonce ? [item] : failed ? [{ ...item, failed }] : []));
  return { ...view, sent: settleOne(view.sent), presses: settleOne(view.presses) };
}

/** Snowflakes are decimal numbers too large for a double: the longer one is the later one. */
function compareIds(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);
}
