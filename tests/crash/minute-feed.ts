import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ProgramClock } from '../../src/adapters/clock.ts';

const MINUTE_MS = 60_000;
/** How many items the feed shows: those of more than an hour, so that a long outage misses none. */
const SHOWN = 90;

/** A feed that has a new story every second minute of the program's time. */
export interface MinuteFeed {
  readonly url: string;
  /** The addresses of all items until a moment, after the first poll's. */
  itemsUntil(moment: number): string[];
  close(): Promise<void>;
}

export async function serveMinuteFeed(clock: ProgramClock): Promise<MinuteFeed> {
  const start = clock.now();
  const count = (moment: number) => 1 + Math.floor((moment - start) / (2 * MINUTE_MS));
  const server = createServer((_request, response) => {
    const newest = count(clock.now());
    const items = Array.from({ length: Math.min(newest, SHOWN) }, (_, index) => itemOf(newest - index));
    const channel = `<channel><title>Ledger</title>${items.join('')}</channel>`;
    response.setHeader('content-type', 'application/rss+xml').end(`<rss version="2.0">${channel}</rss>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/feed`,
    itemsUntil: (moment) => Array.from({ length: Math.max(count(moment) - 1, 0) }, (_, n) => linkOf(n + 2)),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function linkOf(n: number): string {
  return `https://ledger.example/${n}`;
}

function itemOf(n: number): string {
  const text =
    `The harbour of berth ${n} reopened on Monday after eleven weeks of repairs, the council said. `.repeat(
      5,
    );
  return `<item><title>Berth ${n} reopens</title><link>${linkOf(n)}</link><description>${text}</description></item>`;
}
