import { once } from 'node:events';
import { createServer } from 'node:http';
import type { PrometheusMeter } from './metrics.ts';

/** Whether each part that answers depend on works now, by name; a fault is said in words. */
export type Readiness = Readonly<Record<string, true | string>>;

export interface HealthSources {
  /** What `/readyz` tells: 200 when all parts are `true`, otherwise 503. */
  readiness(): Promise<Readiness>;
  /** Facts for people that `/readyz` adds: numbers of stories, faults of story files. */
  facts(): Promise<object>;
  readonly meter: Pick<PrometheusMeter, 'render' | 'contentType'>;
}

export interface HealthServer {
  readonly url: string;
  close(): Promise<void>;
}

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/**
 * Serves on 127.0.0.1 `/livez` (the process answers), `/readyz` (it can do its work) and `/metrics` (Prometheus); port
 * 0 takes a free one. Rejects when the port is taken.
 */
export async function serveHealth(port: number, sources: HealthSources): Promise<HealthServer> {
  const pages: Readonly<Record<string, () => Promise<Page>>> = {
    '/livez': async () => ({ status: 200, type: 'text/plain', body: 'alive\n' }),
    '/readyz': () => readyPage(sources),
    '/metrics': async () => ({
      status: 200,
      type: sources.meter.contentType,
      body: await sources.meter.render(),
    }),
  };
  const server = createServer((request, response) => {
    const page = pages[request.url?.split('?')[0] ?? ''];
    if (!page) return void response.writeHead(404).end();
    page().then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${actual}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function readyPage({ readiness, facts }: HealthSources): Promise<Page> {
  const parts = await readiness();
  const ready = Object.values(parts).every((state) => state === true);
  const body = { ready, parts, ...(await facts()) };
  return { status: ready ? 200 : 503, type: 'application/json', body: `${JSON.stringify(body)}\n` };
}
