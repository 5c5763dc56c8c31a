import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startPlayground } from '../../src/playground/start.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** What a page is told first by a playground that is started and stopped for it. */
async function readState(): Promise<unknown> {
  const playground = await startPlayground({ port: 0, log });
  const page = new WebSocket(`${playground.url.replace('http', 'ws')}/page`, { origin: playground.url });
  const [state] = await once(page, 'message');
  await playground.close();
  return JSON.parse(String(state));
}

it('has one server with its channels and a member, whose ids are the same after a restart', async () => {
  const places = { guild: expect.anything(), channels: expect.anything(), member: expect.anything() };
  const state = await readState();
  expect(state).toMatchObject({
    type: 'state',
    guild: { name: 'The Newsroom' },
    channels: [{ name: 'news' }, { name: 'headlines' }],
    ...{ bot: { online: false }, messages: [], commands: [] },
  });
  const { guild, channels, member } = state as typeof places;
  expect(await readState()).toMatchObject({ guild, channels, member });
});

it('serves many pages without a warning of Node', async () => {
  const playground = await startPlayground({ port: 0, log });
  const warnings: Error[] = [];
  const keep = (warning: Error) => void warnings.push(warning);
  process.on('warning', keep);
  const pages = Array.from(
    { length: 15 },
    () => new WebSocket(`${playground.url.replace('http', 'ws')}/page`, { origin: playground.url }),
  );
  await Promise.all(pages.map((page) => once(page, 'message')));
  // Warnings are told in a later turn.
  await setImmediate();
  process.off('warning', keep);
  await playground.close();
  expect(warnings).toEqual([]);
});
