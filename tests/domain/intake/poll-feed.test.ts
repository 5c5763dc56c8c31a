import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createDocumentReader } from '../../../src/adapters/intake/document-reader.ts';
import { createSafeFetcher } from '../../../src/adapters/intake/safe-fetcher.ts';
import { createMeter } from '../../../src/adapters/metrics.ts';
import { openStore } from '../../../src/adapters/store/store.ts';
import type { Follow } from '../../../src/domain/intake/feed-book.ts';
import { pollFeed } from '../../../src/domain/intake/poll-feed.ts';
import type { PollPorts } from '../../../src/domain/intake/poll-ports.ts';
import type { IncomingArticle } from '../../../src/domain/intake/story-intake.ts';
import { serveWeb } from '../../adapters/intake/web-server.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 12, 9);
const LONG = 'The harbour bridge reopened on Monday after eleven weeks of repairs, the council said. '.repeat(
  6,
);
const open: { close(): unknown }[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

interface Item {
  readonly n: number;
  readonly title?: string;
  readonly text?: string;
  readonly date?: string;
}

function rss(items: readonly Item[]): string {
  const entries = items.map(
    ({
      n,
      title = `Story ${n}`,
      text = `${LONG} It is number ${n}.`,
      date = `2026-03-${String(n).padStart(2, '0')}`,
    }) =>
      `<item><title>${title}</title><link>https://a.example/${n}</link><pubDate>${date}</pubDate><description>${text}</description></item>`,
  );
  return `<rss version="2.0"><channel><title>Ledger</title>${entries.join('')}</channel></rss>`;
}

/** A feed on a server of its own, polled for `guilds`; the stories that come in are written down. */
async function setStage(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  guilds = ['1'],
) {
  const server = await serveWeb(answer);
  open.push(server);
  const { feeds: book, close } = await openStore('sqlite::memory:');
  open.push({ close });
  const fetcher = createSafeFetcher({ userAgent: 'Pullquote/0', allowsLoopback: true, paceMs: 0 });
  const reader = createDocumentReader();
  open.push(fetcher, reader);
  const stored: IncomingArticle[] = [];
  const meter = createMeter();
  const clock = { time: START, now: () => clock.time };
  const ports: PollPorts = {
    ...{ book, fetcher, reader, clock },
    stories: {
      async store(incoming) {
        stored.push(incoming);
        return { id: `id of ${incoming.identity}`, added: incoming.owners, changed: [], full: [] };
      },
    },
    readPage: async (url) => ({ title: 'The page', url, tags: [], text: `${LONG} From the page.` }),
    log: { debug() {}, info() {}, warn() {}, error() {} },
    meter,
    everyMs: 15 * MINUTE,
    random: () => 0,
  };
  const url = `${server.url}/feed`;
  await book.enter({ url, title: '', repeated: { url: false, guid: false }, nextPoll: START, failures: 0 });
  const follow = (guild: string, fields: Partial<Follow> = {}) =>
    book.putFollow({
      guild,
      id: `f${guild}`,
      feed: url,
      post: 'none',
      only: '',
      readsPages: false,
      cursor: clock.time,
      corrected: 0,
      ...fields,
    });
  for (const guild of guilds) await follow(guild);
  return {
    ...{ server, book, stored, clock, follow, url, meter },
    async poll(isFull = false) {
      clock.time += 15 * MINUTE;
      const [feed] = await book.due(Number.MAX_SAFE_INTEGER, 1);
      if (!feed) throw new Error('no feed is due');
      return pollFeed(ports, feed, isFull);
    },
  };
}

describe('a first poll', () => {
  it('stores the newest ten, knows the others, and none of them is news to who follows', async () => {
    const items = Array.from({ length: 14 }, (_, index) => ({ n: index + 1 }));
    const stage = await setStage((_request, response) => response.end(rss(items)));
    const { arrived } = await stage.poll();
    expect(arrived).toHaveLength(14);
    expect(stage.stored.map(({ article }) => article.title)).toEqual(
      [5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((n) => `Story ${n}`),
    );
    expect(await stage.book.waiting()).toEqual([]);
    expect((await stage.poll()).arrived).toEqual([]);
    const measured = await stage.meter.render();
    expect(measured).toContain('pullquote_polls_total{result="read"} 2\n');
    expect(measured).toContain('pullquote_items_total{decision="new"} 14\n');
  });
});

describe('later polls', () => {
  it('bring what is new, once for all servers, oldest first', async () => {
    let items: Item[] = [{ n: 1 }];
    const stage = await setStage((_request, response) => response.end(rss(items)), ['1', '2', '3']);
    await stage.poll();
    items = [{ n: 3 }, { n: 2 }, { n: 1 }];
    const { arrived } = await stage.poll();
    expect(arrived.map(({ title }) => title)).toEqual(['Story 2', 'Story 3']);
    expect(stage.stored.at(-1)).toMatchObject({
      owners: ['1', '2', '3'],
      article: { title: 'Story 3', outlet: 'Ledger' },
    });
    expect(stage.server.requests).toHaveLength(2);
    expect((await stage.book.waiting()).map(({ guild }) => guild)).toEqual(['1', '2', '3']);
  });

  it('take no other date, order, case or blanks for news, and another text for a change', async () => {
    let items: Item[] = [{ n: 1 }, { n: 2 }];
    const stage = await setStage((_request, response) => response.end(rss(items)));
    await stage.poll();
    items = [
      { n: 2, date: '2026-03-30', title: 'STORY  2' },
      { n: 1, date: '2026-03-31' },
    ];
    expect(await stage.poll()).toMatchObject({ arrived: [], changed: [] });
    items = [{ n: 2, text: 'It was never reopened.' }, { n: 1 }];
    const { arrived, changed } = await stage.poll();
    expect(arrived).toEqual([]);
    expect(changed.map(({ title }) => title)).toEqual(['Story 2']);
    expect((await stage.poll()).changed).toEqual([]);
  });

  it('ask only for what changed since', async () => {
    const stage = await setStage((request, response) => {
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"v1"' }).end(rss([{ n: 1 }]));
    });
    expect((await stage.poll()).outcome).toBe('read');
    expect((await stage.poll()).outcome).toBe('unchanged');
    expect((await stage.poll(true)).outcome).toBe('read');
  });

  it('read the page of a teaser only for who allowed it', async () => {
    const stage = await setStage((_request, response) => response.end(rss([{ n: 1, text: 'In short.' }])));
    await stage.follow('2', { readsPages: true });
    await stage.poll();
    expect(stage.stored.map(({ owners, article }) => [owners, article.text.slice(-14)])).toEqual([
      [['1'], 'In short.'],
      [['2'], 'From the page.'],
    ]);
  });

  it('store the newest items again for a server that follows later', async () => {
    const stage = await setStage((_request, response) => response.end(rss([{ n: 1 }, { n: 2 }])));
    await stage.poll();
    await stage.follow('2');
    expect((await stage.poll(true)).arrived).toEqual([]);
    expect(stage.stored.slice(-2).map(({ owners }) => owners)).toEqual([
      ['1', '2'],
      ['1', '2'],
    ]);
  });

  it('know a story that another feed brought by its text', async () => {
    const first = await setStage((_request, response) => response.end(rss([{ n: 1 }])));
    await first.poll();
    const { identity = '' } = (await first.book.latest(first.url, 1))[0] ?? {};
    const again = { ...first, url: 'https://b.example/feed' };
    expect(await again.book.alike((await first.book.latest(first.url, 1))[0]?.content ?? '')).toMatchObject({
      identity,
    });
  });
});

describe('a feed that fails', () => {
  it.each([
    ['a status of failure', (response: ServerResponse) => response.writeHead(500).end(), /status 500/],
    ['a page instead', (response: ServerResponse) => response.end('<html><p>Hello</p></html>'), /no feed/],
    [
      'ten megabytes',
      (response: ServerResponse) => response.end(Buffer.alloc(10_000_000, 'a')),
      /larger than 5 MB/,
    ],
    ['a lost connection', (response: ServerResponse) => response.destroy(), /cannot be reached/],
  ])('with %s says so and is tried later', async (_what, answer, reason) => {
    const stage = await setStage((_request, response) => answer(response));
    expect(await stage.poll()).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(reason) });
    expect(await stage.book.feed(stage.url)).toMatchObject({
      failures: 1,
      nextPoll: stage.clock.now() + 30 * MINUTE,
    });
  });

  it('waits as long as its server asks', async () => {
    const stage = await setStage((_request, response) =>
      response.writeHead(503, { 'retry-after': '7200' }).end(),
    );
    await stage.poll();
    expect((await stage.book.feed(stage.url))?.nextPoll).toBe(stage.clock.now() + 120 * MINUTE);
  });

  it('that is gone is never asked again', async () => {
    const stage = await setStage((_request, response) => response.writeHead(410).end());
    expect((await stage.poll()).outcome).toBe('gone');
    expect(await stage.book.due(START * 2, 10)).toEqual([]);
  });

  it('that has moved is known by its new address, with all that follows it', async () => {
    const stage = await setStage((request, response) => {
      if (request.url === '/feed') response.writeHead(301, { location: '/new' }).end();
      else response.end(rss([{ n: 1 }]));
    });
    await stage.poll();
    const moved = `${stage.server.url}/new`;
    expect(await stage.book.feed(stage.url)).toBeUndefined();
    expect(await stage.book.followers(moved)).toHaveLength(1);
    expect(await stage.book.latest(moved, 5)).toHaveLength(1);
    await stage.poll();
    expect(stage.server.requests).toEqual(['/feed', '/new', '/new']);
  });
});
