import { expect, it, onTestFinished } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { createFeedPoller } from '../../src/adapters/feed-poller.ts';
import { createDocumentReader } from '../../src/adapters/intake/document-reader.ts';
import { createSafeFetcher } from '../../src/adapters/intake/safe-fetcher.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { StoreError } from '../../src/domain/errors.ts';
import type { Attempt, JobQueue, Work } from '../../src/domain/jobs.ts';
import { QUIET_METER } from '../../src/domain/quiet-meter.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { serveWeb } from './intake/web-server.ts';

const ITEM =
  '<item><title>One</title><link>https://a.example/1</link><description>Text.</description></item>';
const RSS = `<rss version="2.0"><channel><title>Ledger</title>${ITEM}</channel></rss>`;
const FIRST: Attempt = { signal: new AbortController().signal, isLast: false };

/** A feed that is due, and a poller on a queue whose jobs the test itself does. */
async function setStage() {
  let polls = 0;
  const server = await serveWeb((_request, response) => {
    polls += 1;
    response.setHeader('content-type', 'application/rss+xml').end(RSS);
  });
  const store = await openStore('sqlite::memory:');
  const fetcher = createSafeFetcher({ userAgent: 'Pullquote/0', allowsLoopback: true, paceMs: 0 });
  const reader = createDocumentReader();
  const log = createRecordingLog();
  const clock = createClock({});
  const url = `${server.url}/feed`;
  const book = store.feeds;
  await book.enter({ url, title: '', repeated: { url: false, guid: false }, nextPoll: 0, failures: 0 });
  await book.putFollow({
    ...{
      guild: '1',
      id: 'f1',
      feed: url,
      post: 'none',
      only: '',
      readsPages: false,
      corrected: 0,
      cursor: 0,
    },
  });
  const faults: Error[] = [];
  const poller = createFeedPoller({
    ports: {
      ...{ book, fetcher, reader, clock, log, meter: QUIET_METER, everyMs: 60_000, random: () => 0 },
      stories: {
        async store({ identity, owners }) {
          const fault = faults.pop();
          if (fault) throw fault;
          return { id: identity, changed: owners, added: owners, full: [] };
        },
        withdraw: async () => {},
      },
      readPage: async () => undefined,
      isPageGone: async () => false,
    },
    ...{ clock, log },
    postArrivals: async () => {},
    correctPosts: async () => {},
  });
  const added: unknown[] = [];
  const opened = Promise.withResolvers<Work>();
  const queue: JobQueue = {
    work: async (_name, _policy, work) => opened.resolve(work),
    async add(_name, key, data) {
      added.push([key, data]);
      return true;
    },
    dead: async () => [],
    retry: async () => false,
    depths: async () => new Map(),
    close: async () => {},
  };
  const running = await poller.start(queue);
  onTestFinished(async () => {
    await running.stop(1000);
    await Promise.all([fetcher.close(), reader.close(), server.close()]);
    await store.close();
  });
  return { book, url, faults, added, polls: () => polls, work: await opened.promise };
}

it('adds one job for each host that has a feed due', async () => {
  const { added, url } = await setStage();
  await expect.poll(() => added).toEqual([[new URL(url).host, { url }]]);
});

it('polls a feed once where a job of it comes twice', async () => {
  const { work, url, polls } = await setStage();
  await work({ url }, FIRST);
  await work({ url }, FIRST);
  expect(polls()).toBe(1);
});

it('leaves a feed due while its job is tried again, and puts it off when the last try has failed', async () => {
  const { work, url, faults, book } = await setStage();
  faults.push(new StoreError('The archive is away.'), new StoreError('The archive is away.'));
  await expect(work({ url }, FIRST)).rejects.toThrow('away');
  expect((await book.feed(url))?.nextPoll).toBe(0);
  await expect(work({ url }, { ...FIRST, isLast: true })).rejects.toThrow('away');
  expect(await book.feed(url)).toMatchObject({ failures: 1, fault: 'It could not be polled.' });
  expect((await book.feed(url))?.nextPoll).toBeGreaterThan(Date.now());
});

it('knows nothing to do for a feed that nobody follows any more', async () => {
  const { work, polls } = await setStage();
  await work({ url: 'https://gone.example/feed' }, FIRST);
  expect(polls()).toBe(0);
});
