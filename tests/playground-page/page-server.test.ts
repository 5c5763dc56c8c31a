import { once } from 'node:events';
import { get } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { PageEvent } from '../../src/playground/page-protocol.ts';
import { type PageServer, startPageServer } from '../../src/playground/page-server.ts';
import { createFixtureBackend, createMessages, type FixtureBackend, NEWS } from './fixture-backend.ts';

const log = { debug() {}, info() {}, warn() {}, error() {} };
const message = createMessages();

let backend: FixtureBackend;
let server: PageServer;

beforeEach(async () => {
  backend = createFixtureBackend();
  server = await startPageServer({ backend, port: 0, log });
});

afterEach(() => server.close());

function request(path: string, host?: string): Promise<{ status: number; headers: object; body: string }> {
  return new Promise((resolve, reject) => {
    get(`${server.url}${path}`, { headers: host === undefined ? {} : { host } }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
      );
    }).on('error', reject);
  });
}

/** A page's connection: what it sends, and what it is told, one event after the other. */
async function openPage() {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/page`, { origin: server.url });
  const events: PageEvent[] = [];
  let arrived = Promise.withResolvers<void>();
  socket.on('message', (data) => {
    events.push(JSON.parse(String(data)));
    arrived.resolve();
    arrived = Promise.withResolvers();
  });
  await once(socket, 'open');
  return {
    send: (text: string | object) => socket.send(typeof text === 'string' ? text : JSON.stringify(text)),
    next: async (): Promise<PageEvent> => {
      for (;;) {
        const event = events.shift();
        if (event) return event;
        await arrived.promise;
      }
    },
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}

describe('the files', () => {
  it('serves the page with a policy that runs no foreign code', async () => {
    const { status, headers, body } = await request('/');
    expect(status).toBe(200);
    expect(body).toContain('<script type="module" src="/main.ts">');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/^default-src 'self';/),
    });
  });

  it('serves browser TypeScript as JavaScript, without its types', async () => {
    const { headers, body } = await request('/connection.ts');
    expect(headers).toMatchObject({ 'content-type': 'text/javascript; charset=utf-8' });
    expect(body).not.toMatch(/interface|import type/);
  });

  it.each(['/../page-server.ts', '/%2e%2e/start.ts', '/tsconfig.json', '/nothing', '//etc/passwd'])(
    'has nothing at %s',
    async (path) => {
      expect((await request(path)).status).toBe(404);
    },
  );

  it('answers only to its own name, so that no other site reaches it through DNS', async () => {
    expect((await request('/', 'attacker.example')).status).toBe(403);
    expect((await request('/', new URL(server.url).host.replace('127.0.0.1', 'localhost'))).status).toBe(200);
  });
});

describe('the connection', () => {
  it.each([undefined, 'http://attacker.example', 'null'])('refuses the origin %s', async (origin) => {
    const socket = new WebSocket(
      `${server.url.replace('http', 'ws')}/page`,
      origin === undefined ? {} : { origin },
    );
    const [error] = await once(socket, 'error').catch((reason: unknown) => [reason]);
    expect(String(error)).toContain('403');
  });

  it('tells the state first, then what happens', async () => {
    const page = await openPage();
    expect(await page.next()).toMatchObject({ type: 'state', guild: { name: 'The Newsroom' } });
    const made = message();
    backend.emit({ type: 'message', change: 'create', message: made });
    expect(await page.next()).toEqual({ type: 'message', change: 'create', message: made });
    await page.close();
  });

  it('runs commands, presses and questions, and answers each with its nonce', async () => {
    backend.onSuggest = () => Promise.resolve([{ name: 'A', value: 'a' }]);
    backend.onPress = () => Promise.resolve({ outcome: 'failed' });
    const page = await openPage();
    await page.next();
    const command = { channel: NEWS, name: 'quote', options: { speaker: 'R' } };
    page.send({ type: 'command', nonce: '1', ...command });
    expect(await page.next()).toEqual({ type: 'interaction', nonce: '1', outcome: 'acknowledged' });
    page.send({ type: 'autocomplete', nonce: '2', focused: 'speaker', ...command });
    expect(await page.next()).toEqual({ type: 'choices', nonce: '2', choices: [{ name: 'A', value: 'a' }] });
    page.send({ type: 'press', nonce: '3', message: '1', customId: 'x' });
    expect(await page.next()).toEqual({ type: 'interaction', nonce: '3', outcome: 'failed' });
    expect(backend.asked).toMatchObject([command, { focused: 'speaker' }, { customId: 'x' }]);
    await page.close();
  });

  it('outlives a fault while telling the state', async () => {
    const { state } = backend;
    backend.state = () => {
      throw new Error('broken');
    };
    const socket = new WebSocket(`${server.url.replace('http', 'ws')}/page`, { origin: server.url });
    const [code] = await once(socket, 'close');
    expect(code).toBe(1011);
    backend.state = state;
    const page = await openPage();
    expect(await page.next()).toMatchObject({ type: 'state' });
    await page.close();
  });

  it('answers a malformed request and goes on', async () => {
    const page = await openPage();
    await page.next();
    for (const bad of ['{', '[]', 'null', { type: 'nothing', nonce: 'n' }, { type: 'press', nonce: 'n' }]) {
      page.send(bad);
      expect(await page.next()).toMatchObject({ type: 'refused' });
    }
    backend.onRun = () => Promise.reject(new Error('broken'));
    page.send({ type: 'command', nonce: '4', channel: NEWS, name: 'quote', options: {} });
    expect(await page.next()).toMatchObject({ type: 'refused', nonce: '4' });
    page.send({ type: 'press', nonce: '5', message: '1', customId: 'x' });
    expect(await page.next()).toMatchObject({ type: 'interaction', nonce: '5' });
    await page.close();
  });
});

it('says which port is taken', async () => {
  const port = Number(new URL(server.url).port);
  await expect(startPageServer({ backend, port, log })).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
