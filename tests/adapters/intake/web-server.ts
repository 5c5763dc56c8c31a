import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of the loopback web. */
export interface WebServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** The paths asked for, in order. */
  readonly requests: string[];
  close(): void;
}

/** Serves `listener` on 127.0.0.1. */
export async function serveWeb(listener: RequestListener): Promise<WebServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url ?? '');
    listener(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
