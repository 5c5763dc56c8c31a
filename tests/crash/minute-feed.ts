import { once } from 'node:events';
import { createServer } from 'node:http';
import type { ProgramClock } from '../../src/adapters/clock.ts';

const MINUTE_MS = 60_000;
/** By default the items of more than an hour, so that a long outage misses none. */
const DEFAULTS = { name: 'ledger', everyMinutes: 2, shown: 90 };

/** A feed that has a new story every so many minutes of the program's time. */
export interface MinuteFeed {
  readonly url: string;
  /** How often it was asked for. */
  polls(): number;
  /** The addresses of all items until a moment, after the first poll's. */
  itemsUntil(moment: number): string[];
  close(): Promise<void>;
}

export async function serveMinuteFeed(
  clock: ProgramClock,
  options: Partial<typeof DEFAULTS> = {},
): Promise<MinuteFeed> {
  const { name, everyMinutes, shown } = { ...DEFAULTS, ...options };
  const start = clock.now();
  let polls = 0;
  const count = (moment: number) => 1 + Math.floor((moment - start) / (everyMinutes * MINUTE_MS));
  const server = createServer((_request, response) => {
    polls += 1;
    const newest = count(clock.now());
    const items = Array.from({ length: Math.min(newest, shown) }, (_, index) => itemOf(name, newest - index));
    const channel = `<channel><title>${name}</title>${items.join('')}</channel>`;
    response.setHeader('content-type', 'application/rss+xml').end(`<rss version="2.0">${channel}</rss>`);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/feed`,
    polls: () => polls,
    itemsUntil: (moment) =>
      Array.from({ length: Math.max(count(moment) - 1, 0) }, (_, n) => linkOf(name, n + 2)),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function linkOf(name: string, n: number): string {
  return `https://${name}.example/${n}`;
}

function itemOf(name: string, n: number): string {
  const text =
    `The ${name} of berth ${n} reopened on Monday after eleven weeks of repairs, the council said. `.repeat(
      5,
    );
  return `<item><title>Berth ${n} of the ${name} reopens</title><link>${linkOf(name, n)}</link><description>${text}</description></item>`;
}
