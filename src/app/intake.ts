import { createHash } from 'node:crypto';
import type { ProgramClock } from '../adapters/clock.ts';
import { createFeedPoller, type FeedPoller, userAgent } from '../adapters/feed-poller.ts';
import { createDocumentReader } from '../adapters/intake/document-reader.ts';
import type { FetcherSettings, SafeFetcher } from '../adapters/intake/safe-fetcher.ts';
import { readUpload } from '../adapters/intake/upload-reader.ts';
import { UserError } from '../domain/errors.ts';
import type { Article } from '../domain/intake/article.ts';
import type { FeedBook } from '../domain/intake/feed-book.ts';
import type { FeedDeskPorts } from '../domain/intake/feed-desk.ts';
import { FetchError } from '../domain/intake/fetching.ts';
import { isPageGone, PageError, readPage } from '../domain/intake/read-page.ts';
import { createRobots } from '../domain/intake/robots-memory.ts';
import type { StoryDeskPorts } from '../domain/intake/story-desk.ts';
import { createStoryIntake } from '../domain/intake/take-article.ts';
import type { Log, Meter, StoryReader } from '../domain/ports.ts';
import type { Announcer } from '../domain/schedule/announcer.ts';
import type { ArchiveWriter, StoryArchive } from '../domain/story/archive.ts';
import type { Config } from './config.ts';

export interface IntakeOptions {
  readonly archive: StoryArchive & ArchiveWriter;
  readonly feeds: FeedBook;
  /** Reads stories. */
  readonly reader: StoryReader;
  /** The program's own servers, which may be read though they are on this machine. */
  readonly origins?: readonly string[];
  readonly clock: ProgramClock;
  readonly log: Log;
  /** Nobody measures without. */
  readonly meter?: Meter;
  /** Posts what feeds brought; nothing is posted without. */
  postArrivals?(): Promise<void>;
  /** Corrects the posts of stories that their source has rewritten. */
  correctPosts?(): Promise<void>;
  readonly announcer?: Pick<Announcer, 'tellFailing'>;
}

/** The ways by which stories come in from outside: links, texts, feeds. */
export interface Intake {
  readonly stories: StoryDeskPorts;
  /** The story in a file or a pasted text; throws `UserError`. */
  readUpload(bytes: Uint8Array): Promise<Article>;
  readText(text: string): Promise<Article>;
  /** The story in a file at an address of Discord's; throws `UserError`. */
  readFile(url: string): Promise<Article>;
  readonly feeds: { readonly desk: FeedDeskPorts; readonly poller: FeedPoller };
  close(): Promise<void>;
}

/** Opens the fetcher and the thread that reads documents. Nothing is polled before `poller.start`. */
export function openIntake(config: Config, options: IntakeOptions): Intake {
  const { archive, clock, log } = options;
  const fetcher = openFetcher({
    userAgent: userAgent(),
    ports: config.FETCH_PORTS,
    origins: options.origins ?? [],
    allowsLoopback: config.FETCH_ALLOW_LOOPBACK === 'on',
  });
  const reader = createDocumentReader();
  const stories = createStoryIntake({
    ...{ archive, reader: options.reader, clock, log },
    counts: (scope) => archive.counts(scope),
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  const pages = { fetcher, reader, robots: createRobots({ fetcher, clock }) };
  return {
    stories: { ...pages, stories },
    readUpload: (bytes) => readUpload(reader, bytes),
    readText: (text) => readUpload(reader, Buffer.from(text)),
    async readFile(url) {
      const { status, body } = await fetcher.fetch({ url, accept: '*/*' }).catch((cause: unknown) => {
        throw cause instanceof FetchError ? new UserError(cause.message, { cause }) : cause;
      });
      if (status !== 200) throw new UserError('Discord does not give out the file any more.');
      return readUpload(reader, body);
    },
    feeds: openFeeds(config, options, options.feeds, { ...pages, stories }),
    async close() {
      await Promise.all([fetcher.close(), reader.close()]);
    },
  };
}

/** Loaded with the first request: its HTTP client takes 30 MB, and a bot without feeds and links makes none. */
function openFetcher(settings: FetcherSettings): SafeFetcher {
  let opened: Promise<SafeFetcher> | undefined;
  const open = () => {
    opened ??= import('../adapters/intake/safe-fetcher.ts').then((one) => one.createSafeFetcher(settings));
    return opened;
  };
  return {
    fetch: async (request) => (await open()).fetch(request),
    close: async () => (await opened)?.close(),
  };
}

function openFeeds(config: Config, options: IntakeOptions, book: FeedBook, desk: StoryDeskPorts) {
  const { clock, log, announcer, postArrivals = async () => {}, correctPosts = async () => {} } = options;
  const ports = {
    ...{ ...desk, book, clock, log, meter: options.meter },
    readPage: (url: string) =>
      readPage(desk, url).catch((error: unknown) => {
        if (!(error instanceof PageError)) throw error;
        log.info({ url, reason: error.message }, 'page of an item not read');
        return undefined;
      }),
    isPageGone: (url: string) => isPageGone(desk, url),
    everyMs: config.FEED_POLL_MINUTES * 60_000,
    random: Math.random,
  };
  const poller = createFeedPoller({
    ports,
    clock,
    log,
    postArrivals,
    correctPosts,
    ...(announcer && { announcer }),
  });
  return { desk: { ...desk, book, clock, poll: poller.poll }, poller };
}
