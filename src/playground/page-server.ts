import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import type { Log } from '../domain/ports.ts';
import type { PageBackend } from './page-backend.ts';
import { createPageFiles, type PageFile } from './page-files.ts';
import { servePage } from './page-session.ts';
import { SAMPLE_FEED_PATH, sampleFeed } from './sample-feed.ts';

export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

const MAX_REQUEST_BYTES = 64 * 1024;

/** Headers of every answer. Not every browser counts the WebSocket as part of 'self', so it is named. */
function protect(port: number | undefined): Record<string, string> {
  const connect = `connect-src 'self' ${ownHosts(port)
    .map((host) => `ws://${host}`)
    .join(' ')}`;
  const closed = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";
  return {
    'Content-Security-Policy': `default-src 'self'; ${connect}; ${closed}`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-cache',
  };
}

/**
 * Serves the playground's page and its WebSocket on 127.0.0.1 only. Other sites cannot reach it through a browser:
 * the Host header must name this address, and a WebSocket must come from the page itself. Port 0 takes a free one.
 */
export async function startPageServer(options: {
  readonly backend: PageBackend;
  readonly port: number;
  readonly log: Log;
}): Promise<PageServer> {
  const { backend, port, log } = options;
  const findPageFile = createPageFiles();
  const start = Date.now();
  const findFile = (path: string) =>
    path === SAMPLE_FEED_PATH ? sampleFeed('/', start, Date.now()) : findPageFile(path);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_REQUEST_BYTES });
  const server = createServer((request, response) => send(response, answer(request, findFile)));
  server.on('upgrade', (request, socket, head) => {
    if (request.url !== '/page' || !isOwnHost(request) || !isOwnOrigin(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (client) => servePage(client, backend, log));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

interface Answer extends PageFile {
  readonly status: number;
}

function answer(request: IncomingMessage, findFile: (path: string) => PageFile | undefined): Answer {
  const refuse = (status: number, why: string) => ({
    status,
    type: 'text/plain; charset=utf-8',
    body: `${why}\n`,
  });
  if (!isOwnHost(request)) return refuse(403, 'This address is not served here.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, 'Only GET is served.');
  const file = findFile(request.url?.split('?')[0] ?? '/');
  return file ? { status: 200, ...file } : refuse(404, 'There is no such page.');
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  response.writeHead(status, { ...protect(response.req.socket.localPort), 'Content-Type': type });
  // Node leaves the body of an answer to HEAD out by itself.
  response.end(body);
}

function ownHosts(port: number | undefined): string[] {
  // A browser leaves the usual port out.
  return ['127.0.0.1', 'localhost'].map((host) => (port === 80 ? host : `${host}:${port}`));
}

function isOwnHost({ socket, headers }: IncomingMessage): boolean {
  return ownHosts(socket.localPort).includes(headers.host ?? '');
}

function isOwnOrigin(request: IncomingMessage): boolean {
  return request.headers.origin === `http://${request.headers.host}`;
}
