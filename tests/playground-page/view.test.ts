import { expect, it } from 'vitest';
import {
  addPress,
  addSent,
  applyEvent,
  failPending,
  openChannel,
  type PageView,
  removeMessage,
} from '../../src/playground/page/view.ts';
import type { PageEvent } from '../../src/playground/page-protocol.ts';
import { createFixtureBackend, createMessages, EPHEMERAL, HEADLINES, NEWS } from './fixture-backend.ts';

const message = createMessages();

function after(view: PageView | undefined, ...events: readonly PageEvent[]): PageView {
  const next = events.reduce((now, event) => applyEvent(now, event), view);
  if (!next) throw new Error('no state yet');
  return next;
}

function start(): PageView {
  return after(undefined, createFixtureBackend().state());
}

const created = (one: ReturnType<typeof message>): PageEvent => ({
  type: 'message',
  change: 'create',
  message: one,
});

it('opens the first channel and counts what arrives elsewhere as unread', () => {
  const view = after(start(), created(message({ channel_id: HEADLINES })));
  expect(view.channel).toBe(NEWS);
  expect([...view.unread]).toEqual([HEADLINES]);
  expect([...openChannel(view, HEADLINES).unread]).toEqual([]);
});

it('keeps private messages over a new connection, in their place', () => {
  const first = message();
  const secret = message({ flags: EPHEMERAL });
  const last = message();
  const view = after(start(), created(first), created(secret));
  const again = after(view, { ...createFixtureBackend().state(), messages: [first, last] } as PageEvent);
  expect(again.messages).toEqual([first, secret, last]);
});

it('does not bring a dismissed message back when it is edited', () => {
  const secret = message({ flags: EPHEMERAL });
  const view = removeMessage(after(start(), created(secret)), secret.id);
  expect(after(view, { type: 'message', change: 'update', message: secret }).messages).toEqual([]);
});

it('shows a sent command until it is acknowledged, and for good when it failed', () => {
  const sent = (nonce: string) => ({ nonce, channel: NEWS, title: 'quote', sentMs: 0 });
  const view = addSent(addSent(start(), sent('a')), sent('b'));
  const settled = after(
    view,
    { type: 'interaction', nonce: 'a', outcome: 'acknowledged' },
    { type: 'interaction', nonce: 'b', outcome: 'failed' },
  );
  expect(settled.sent).toEqual([{ ...sent('b'), failed: true }]);
});

it('marks a press as failed until the message is pressed again', () => {
  const press = { nonce: 'p', message: '1', customId: 'x' };
  const view = failPending(addPress(start(), press));
  expect(view.presses).toEqual([{ ...press, failed: true }]);
  expect(addPress(view, { ...press, nonce: 'q' }).presses).toEqual([{ ...press, nonce: 'q', failed: false }]);
});
