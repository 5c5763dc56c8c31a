import { once } from 'node:events';
import { createServer } from 'node:http';

/** What the health address tells: `ready` decides between 200 and 503. */
export interface Health {
  readonly ready: boolean;
  readonly [fact: string]: unknown;
}

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves `read()` as JSON at `/healthz` on 127.0.0.1; port 0 takes a free one. Rejects when the port is taken. */
export async function serveHealth(port: number, read: () => Health): Promise<HealthServer> {
  const server = createServer((request, response) => {
    if (request.url !== '/healthz') return void response.writeHead(404).end();
    const health = read();
    response.writeHead(health.ready ? 200 : 503, { 'content-type': 'application/json' });
    response.end(`${JSON.stringify(health)}\n`);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}/healthz`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
