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
  const withdrawn: unknown[] = [];
  const sought: string[] = [];
  const gone = new Set<string>();
  const meter = createMeter();
  const clock = { time: START, now: () => clock.time };
  const ports: PollPorts = {
    ...{ book, fetcher, reader, clock },
    stories: {
      async store(incoming) {
        stored.push(incoming);
        return { id: `id of ${incoming.identity}`, added: incoming.owners, changed: [], full: [] };
      },
      withdraw: async (...story) => void withdrawn.push(story),
    },
    isPageGone: async (url) => {
      sought.push(url);
      return gone.has(url);
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
    ...{ server, book, stored, withdrawn, sought, gone, clock, follow, url, meter },
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

/** Entries 1 to n of an Atom feed that are not in `deleted`, and tombstones for those that are. */
function atom(count: number, deleted: readonly number[] = [], more = ''): string {
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  const entries = numbers.map((n) =>
    deleted.includes(n)
      ? `<at:deleted-entry when="2026-03-12T08:30:00Z" ref='tag:a.example,2026:a&amp;b/${n}'/>`
      : `<entry><id>tag:a.example,2026:a&amp;b/${n}</id><title>Story ${n}</title><link href="https://a.example/${n}"/>
           <published>2026-03-0${n}T08:00:00Z</published><content>${LONG} It is number ${n}.</content></entry>`,
  );
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"><title>Ledger</title>
    ${entries.join('')}${more}</feed>`;
}

describe('a story that its source deletes', () => {
  it('is marked for all who follow, once, and is there again when the feed shows it again', async () => {
    let feed = atom(3);
    const stage = await setStage((_request, response) => response.end(feed), ['1', '2']);
    await stage.poll();
    feed = atom(3, [2]);
    const { changed } = await stage.poll();
    expect(changed).toMatchObject([{ title: 'Story 2', isWithdrawn: true }]);
    expect(stage.withdrawn).toEqual([
      ['id of url:a.example/2', ['1', '2'], Date.parse('2026-03-12T08:30:00Z')],
    ]);
    expect((await stage.book.correcting()).map(({ guild }) => guild)).toEqual(['1', '2']);
    expect((await stage.poll()).changed).toEqual([]);
    expect(stage.withdrawn).toHaveLength(1);
    expect(await stage.meter.render()).toContain('pullquote_items_total{decision="withdrawn"} 1\n');
    const stored = stage.stored.length;
    feed = atom(3);
    expect((await stage.poll()).changed).toMatchObject([{ title: 'Story 2', isWithdrawn: false }]);
    expect(stage.stored.slice(stored)).toMatchObject([{ article: { title: 'Story 2' } }]);
    expect((await stage.poll()).changed).toEqual([]);
  });

  it.each([
    ['the feed shows it still', atom(3, [], "<at:deleted-entry ref='tag:a.example,2026:a&amp;b/2'/>")],
    [
      'a comment or a text only speaks of it',
      atom(1, [], `<!-- ${atom(3, [2])} --><x><![CDATA[${atom(3, [2])}]]></x>`),
    ],
    ['the mark is no tombstone', atom(3, [2]).replace('purl.org', 'example.org')],
    ['it drops off the end', atom(3).replace(/<entry>.*?<\/entry>/s, '')],
  ])('is not said to be where %s', async (_what, then) => {
    let feed = atom(3);
    const stage = await setStage((_request, response) => response.end(feed));
    await stage.follow('2', { readsPages: true });
    for (const n of [1, 2, 3]) stage.gone.add(`https://b.example/${n}`);
    await stage.poll();
    feed = then;
    expect((await stage.poll()).changed).toEqual([]);
    expect(stage.withdrawn).toEqual([]);
  });

  it('stays where another feed brings it too, until that one deletes it as well', async () => {
    let feed = atom(3);
    const stage = await setStage((_request, response) => response.end(feed));
    await stage.poll();
    const other = { url: 'https://other.example', title: '', repeated: { url: false, guid: false } };
    const there = { ...other, nextPoll: Number.MAX_SAFE_INTEGER, failures: 0 };
    await stage.book.enter(there);
    await stage.follow('3', { feed: other.url });
    const [arrival] = await stage.book.named(stage.url, ['tag:a.example,2026:a&b/2']);
    if (!arrival) throw new Error('the arrival is not known');
    const poll = { feed: there, changed: [], sought: [], held: [] };
    await stage.book.record({ ...poll, arrived: [{ ...arrival, feed: other.url }] }, START);
    feed = atom(3, [2]);
    expect((await stage.poll()).changed).toMatchObject([{ isWithdrawn: true }]);
    expect(stage.withdrawn).toEqual([]);
    // The other one deletes it first, then this one: who follows only the other has to hear of it.
    await stage.book.record(
      { ...poll, arrived: [], changed: [{ ...arrival, feed: other.url, isWithdrawn: true, changed: 9 }] },
      START,
    );
    feed = atom(3);
    await stage.poll();
    feed = atom(3, [2]);
    await stage.poll();
    expect(stage.withdrawn).toMatchObject([[arrival.story, ['1', '3'], expect.any(Number)]]);
  });

  it('by its page is known once it goes missing in a feed’s midst, where somebody lets pages be read', async () => {
    let items = [1, 2, 3, 4].map((n) => ({ n }));
    const stage = await setStage((_request, response) => response.end(rss(items)));
    await stage.poll();
    stage.gone.add('https://a.example/1').add('https://a.example/3');
    items = [2, 4].map((n) => ({ n }));
    await stage.poll();
    expect(stage.sought).toEqual([]);
    await stage.follow('2', { readsPages: true });
    expect((await stage.poll()).changed).toMatchObject([{ title: 'Story 3', isWithdrawn: true }]);
    expect(stage.sought).toEqual(['https://a.example/3']);
    expect(stage.withdrawn).toEqual([['id of url:a.example/3', ['1', '2'], stage.clock.now()]]);
    await stage.poll();
    expect(stage.sought).toHaveLength(1);
  });

  it('of one page is none where another feed has the story from another page', async () => {
    let items = [1, 2, 3].map((n) => ({ n }));
    const stage = await setStage((_request, response) => response.end(rss(items)));
    await stage.follow('2', { readsPages: true });
    await stage.poll();
    const other = { url: 'https://other.example', title: '', repeated: { url: false, guid: false } };
    const there = { ...other, nextPoll: Number.MAX_SAFE_INTEGER, failures: 0 };
    await stage.book.enter(there);
    await stage.follow('3', { feed: other.url });
    const copies = (await stage.book.latest(stage.url, 3)).map((arrival) => ({
      ...arrival,
      feed: other.url,
    }));
    const [, copy] = copies;
    if (!copy) throw new Error('the arrivals are not known');
    const poll = { feed: there, changed: [], sought: [], held: [] };
    await stage.book.record({ ...poll, arrived: [{ ...copy, url: 'https://other.example/copy' }] }, START);
    stage.gone.add('https://a.example/2');
    items = [1, 3].map((n) => ({ n }));
    expect((await stage.poll()).changed).toMatchObject([{ title: 'Story 2', isWithdrawn: true }]);
    expect(stage.withdrawn).toEqual([]);
  });

  it('that has its page still is looked for once a day, for two weeks', async () => {
    let items = [1, 2, 3].map((n) => ({ n }));
    const stage = await setStage((_request, response) => response.end(rss(items)));
    await stage.follow('2', { readsPages: true });
    await stage.poll();
    items = [1, 3].map((n) => ({ n }));
    for (let hours = 0; hours < 20 * 24; hours += 6) {
      await stage.poll();
      stage.clock.time += 345 * MINUTE;
    }
    expect(stage.withdrawn).toEqual([]);
    expect(new Set(stage.sought)).toEqual(new Set(['https://a.example/2']));
    expect(stage.sought.length).toBeLessThanOrEqual(14);
    expect(stage.sought.length).toBeGreaterThanOrEqual(13);
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
