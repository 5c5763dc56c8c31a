import { createFeedPoller } from '../../../src/adapters/feed-poller.ts';
import { readFeed } from '../../../src/adapters/intake/feed-reader.ts';
import { openStore, type Store } from '../../../src/adapters/store/store.ts';
import { compareWithPost } from '../../../src/domain/intake/compare-with-post.ts';
import { correctPosts } from '../../../src/domain/intake/correct-posts.ts';
import type { FeedBook } from '../../../src/domain/intake/feed-book.ts';
import { FetchError, type Fetcher } from '../../../src/domain/intake/fetching.ts';
import { followOrder } from '../../../src/domain/intake/follow-order.ts';
import type { PollPorts } from '../../../src/domain/intake/poll-ports.ts';
import { postArrivals } from '../../../src/domain/intake/post-arrivals.ts';
import type { StoryIntake } from '../../../src/domain/intake/story-intake.ts';
import { createAgenda } from '../../../src/domain/schedule/agenda.ts';
import { postDue } from '../../../src/domain/schedule/post-due.ts';
import { createQueue } from '../../../src/domain/schedule/queue.ts';
import { createScheduleBook } from '../../../src/domain/schedule/schedule-book.ts';
import type { StoryArchive } from '../../../src/domain/story/archive.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { createStory } from '../../fixtures/story.ts';
import { createFakeChannels } from '../schedule/posting.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 23, 8);
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

export interface FeedDaysOptions {
  readonly feeds: number;
  readonly guilds: number;
  readonly days: number;
  /** Of this many calls of the store and of Discord one ends the program, before or after it is done. */
  readonly killEvery: number;
  readonly seed: number;
}

/** What became of the days. */
export interface FeedDaysVerdict {
  readonly polls: number;
  readonly unchanged: number;
  /** Polls that found the feed as the poll before had been given it, which the server can answer with 304. */
  readonly answerable: number;
  readonly kills: number;
  /** Stories that came in while the servers followed. */
  readonly stories: number;
  readonly posts: number;
  /** Posts and list entries of a story that its channel had. */
  readonly duplicates: number;
  /** Stories that no post of a server names, though their feed was read since. */
  readonly lost: number;
  /** Arrivals without a row in the ledger. */
  readonly unrecorded: number;
  /** Posts that were edited, and edits of a post that was edited before for the same. */
  readonly corrected: number;
  readonly editedTwice: number;
  /** Posts that show what does not stand in the story any more, and were not edited. */
  readonly uncorrected: number;
}

interface Item {
  readonly truth: number;
  link: string;
  title: string;
  text: string;
  date: number;
}

/**
 * Feeds whose items come, are edited, re-dated, reordered and published again in other feeds, followed by servers, with a
 * program that is ended at random and starts again. Everything but the network, Discord and reading is real.
 */
export async function runFeedDays(options: FeedDaysOptions): Promise<FeedDaysVerdict> {
  const random = createRandom(options.seed);
  const chance = (share: number) => random() < share;
  const web = createWeb(options.feeds, random);
  const store = await openStore('sqlite::memory:');
  const channels = createFakeChannels();
  const stories = createStories();
  const clock = { time: START, now: () => clock.time, realSpan: (spanMs: number) => spanMs };
  const count = { polls: 0, unchanged: 0, answerable: 0, kills: 0 };
  const { feeds } = store;
  const guilds = Array.from({ length: options.guilds }, (_, index) => String(1000 + index));
  for (const url of web.urls) {
    await feeds.enter({
      url,
      title: url,
      repeated: { url: false, guid: false },
      nextPoll: START,
      failures: 0,
    });
    for (const guild of guilds) {
      const id = `feed-${url.replace(/\D/g, '')}${guild}`;
      await feeds.putFollow({
        guild,
        id,
        feed: url,
        post: 'each',
        channel: `c${guild}`,
        only: '',
        readsPages: false,
        cursor: START,
        corrected: 0,
      });
    }
  }
  let program = start();

  function start() {
    return startProgram({
      store,
      feeds: feeds as FeedBook,
      channels,
      stories,
      clock,
      web,
      random,
      count,
      isKilled: () => chance(1 / options.killEvery),
    });
  }
  const end = START + options.days * 24 * 60 * MINUTE;
  for (let next = START; clock.time < end; clock.time += 5 * MINUTE) {
    if (clock.time >= next) {
      web.happen(clock.time);
      next = clock.time + 30 * MINUTE;
    }
    if (chance(0.02)) channels.faults.push({ fault: chance(0.5) ? 'fails' : 'is lost' });
    if (chance(0.05)) channels.editFaults.push('unsettled');
    if (await program.tick()) continue;
    count.kills += 1;
    program = start();
  }
  // What is left is dealt with by a program that nobody ends.
  channels.faults = [];
  channels.editFaults = [];
  program = startProgram({
    store,
    feeds,
    channels,
    stories,
    clock,
    web,
    random,
    count,
    isKilled: () => false,
  });
  for (let tick = 0; tick < 40; tick += 1) {
    clock.time += 5 * MINUTE;
    await program.tick();
  }
  return judge({ store, feeds, channels, web, guilds, stories, count });
}

type Web = ReturnType<typeof createWeb>;

function createWeb(size: number, random: () => number) {
  const urls = Array.from({ length: size }, (_, index) => `https://feed.example/${index}`);
  const items = urls.map((): Item[] => []);
  const pick = <T>(some: readonly T[]): T | undefined => some[Math.floor(random() * some.length)];
  let truths = 0;
  const published = (time: number, index: number): Item => {
    truths += 1;
    const words = (from: number) =>
      Array.from({ length: 20 }, (_, n) => `word${(truths * 7 + (from + n) * 13) % 977}`).join(' ');
    return {
      truth: truths,
      link: `https://news.example/${index}/${truths}`,
      title: `Title ${truths}`,
      text: `Story ${truths} says ${words(0)}. It adds ${words(20)}.`,
      date: time,
    };
  };
  for (const [index, list] of items.entries())
    for (let n = 0; n < 3; n += 1) list.push(published(START, index));
  return {
    ...{ urls, items, served: new Map<string, string>() },
    born: () => truths,
    /** Half an hour of the web. */
    happen(time: number): void {
      for (const [index, list] of items.entries()) {
        if (random() < 0.12) list.unshift(published(time, index));
        if (random() < 0.01)
          Object.assign(pick(list) ?? {}, { text: `The story of ${time} is another. ${list[0]?.text}` });
        if (random() < 0.02) Object.assign(pick(list) ?? {}, { date: time });
        if (random() < 0.02) list.reverse();
        const copied = pick(items[(index + 1) % items.length] ?? []);
        // Under its own address, or under another one.
        if (copied && random() < 0.02)
          list.unshift({
            ...copied,
            ...(random() < 0.5 && { link: `https://copy.example/${index}/${copied.truth}` }),
          });
        list.splice(30);
      }
    },
    render(url: string): string {
      const list = items[urls.indexOf(url)] ?? [];
      const entries = list.map(
        ({ link, title, text, date }) =>
          `<item><title>${title}</title><link>${link}</link><pubDate>${new Date(date).toUTCString()}</pubDate><description>${text}</description></item>`,
      );
      return `<rss version="2.0"><channel><title>Feed</title>${entries.join('')}</channel></rss>`;
    },
  };
}

function createStories() {
  /** Every version of each owner's stories, newest first. */
  const byOwner = new Map<string, Map<string, Story[]>>();
  const intake: StoryIntake = {
    async store({ article, identity, owners }) {
      const id = identity.replace(/[^a-z0-9]+/gi, '-').slice(-90);
      for (const owner of owners) {
        const stored = byOwner.get(owner) ?? new Map<string, Story[]>();
        byOwner.set(owner, stored);
        const versions = stored.get(id) ?? [];
        if (versions[0]?.body !== article.text)
          stored.set(id, [createStory(article.text, { id, title: article.title }), ...versions]);
      }
      return { id, added: owners, changed: [], full: [] };
    },
    withdraw: async () => {},
  };
  const archive: Pick<StoryArchive, 'get' | 'newest'> = {
    get: async ({ guild = '' }, id, version = '') =>
      byOwner
        .get(guild)
        ?.get(id)
        ?.find(({ hash }) => hash.startsWith(version)),
    newest: async () => ({ stories: [], total: 0 }),
  };
  return { intake, archive };
}

interface ProgramOptions {
  readonly store: Store;
  readonly feeds: FeedBook;
  readonly channels: ReturnType<typeof createFakeChannels>;
  readonly stories: ReturnType<typeof createStories>;
  readonly clock: { now(): number; realSpan(spanMs: number): number };
  readonly web: Web;
  readonly count: { polls: number; unchanged: number; answerable: number };
  random(): number;
  isKilled(): boolean;
}

let started = 0;

/** One life of the program; `tick` is false when it ended in the middle. */
function startProgram({
  store,
  feeds,
  channels,
  stories,
  clock,
  web,
  count,
  random,
  isKilled,
}: ProgramOptions) {
  const killed = Promise.withResolvers<boolean>();
  let isDead = false;
  const never = new Promise<never>(() => {});
  const kill = () => {
    isDead = true;
    killed.resolve(false);
    return never;
  };
  /** The same port, each of whose calls may be the last thing that the program does. */
  const mortal = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...args: unknown[]) => {
          if (isDead) return never;
          if (isKilled()) return kill();
          const result: unknown = await Reflect.apply(method, target, args);
          return isDead ? never : isKilled() ? kill() : result;
        };
      },
    });
  const book = mortal(feeds);
  const fetcher: Fetcher = {
    async fetch({ url, headers = {} }) {
      count.polls += 1;
      if (random() < 0.01) throw new FetchError('unreachable', 'The server cannot be reached.');
      const body = web.render(url);
      const etag = String(body.length) + body.slice(0, 400).length + hash(body);
      const isKnown = headers['if-none-match'] === etag;
      if (web.served.get(url) === etag) count.answerable += 1;
      web.served.set(url, etag);
      if (isKnown) count.unchanged += 1;
      return {
        url,
        status: isKnown ? 304 : 200,
        isMoved: false,
        headers: { etag },
        body: Buffer.from(isKnown ? '' : body),
      };
    },
  };
  const ports: PollPorts = {
    ...{ book, fetcher, clock, log: SILENT, everyMs: 15 * MINUTE, random, stories: stories.intake },
    reader: {
      feed: async ({ bytes, address }) => readFeed(Buffer.from(bytes).toString(), address),
      page: async () => undefined,
      feedLinks: async () => [],
    },
    readPage: async () => undefined,
    isPageGone: async () => false,
  };
  const ledger = mortal(store.ledger);
  const agenda = createAgenda();
  started += 1;
  const posting = {
    ...{
      ledger,
      agenda,
      clock,
      archive: stories.archive,
      announcer: mortal(channels),
      log: SILENT,
      owner: `life ${started}`,
    },
    book: createScheduleBook({ ...store, ledger, agenda, log: SILENT, serves: () => true }),
    ...{
      busy: new Set<string>(),
      inTurn: createQueue(),
      serves: () => true,
      pace: async () => true,
      feeds: book,
    },
    async findFollow(guild: string, id: string) {
      const follow = await book.follow(guild, id);
      return follow && followOrder({ feeds: book, archive: stories.archive }, follow);
    },
  };
  const poller = createFeedPoller({
    ports,
    clock,
    log: SILENT,
    postArrivals: () => postArrivals(posting),
    correctPosts: () => correctPosts(posting),
  });
  return {
    async tick(): Promise<boolean> {
      const work = (async () => {
        const due = await book.due(clock.now(), 1000);
        for (const { url } of due) await poller.poll(url, false);
        await postArrivals(posting);
        await correctPosts(posting);
        await postDue(posting, clock.now());
        return true;
      })();
      return Promise.race([work, killed.promise]);
    },
  };
}

function hash(text: string): number {
  let value = 0;
  for (let index = 0; index < text.length; index += 1)
    value = (Math.imul(value, 31) + text.charCodeAt(index)) | 0;
  return value;
}

/** mulberry32, public domain. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

async function judge({
  store,
  feeds,
  channels,
  web,
  guilds,
  stories: { archive },
  count,
}: Pick<ProgramOptions, 'store' | 'feeds' | 'channels' | 'web' | 'stories'> & {
  readonly guilds: readonly string[];
  readonly count: { polls: number; unchanged: number; answerable: number; kills: number };
}): Promise<FeedDaysVerdict> {
  let [duplicates, lost, unrecorded, stories] = [0, 0, 0, 0];
  const arrivals = (await Promise.all(web.urls.map((url) => feeds.arrivals(url, START, 100_000)))).flat();
  for (const guild of guilds) {
    const rows = await store.ledger.list({ guild, limit: 1_000_000 });
    const posted = rows
      .filter(({ state }) => state === 'posted')
      .flatMap(({ subjects }) => subjects.filter((one) => one.startsWith('story:')));
    duplicates += posted.length - new Set(posted).size;
    const messages = channels.messages.filter((one) => one.guild === guild);
    duplicates += messages.length - rows.filter(({ state }) => state === 'posted').length;
    const known = new Set(posted);
    const wanted = new Set(arrivals.filter(({ story }) => story !== '').map(({ story }) => `story:${story}`));
    stories = wanted.size;
    lost += [...wanted].filter((subject) => !known.has(subject)).length;
    const recorded = new Set(rows.map(({ schedule, slot }) => `${schedule} ${slot}`));
    for (const follow of await feeds.follows(guild))
      unrecorded += arrivals.filter(
        ({ feed, at }) => feed === follow.feed && !recorded.has(`${follow.id} ${at}`),
      ).length;
  }
  const edited = new Set(channels.edits.map(({ message }) => message));
  let uncorrected = 0;
  for (const { id, guild, headline } of channels.messages) {
    const posted = headline.kind === 'story' ? [headline] : headline.stories.map((story) => ({ story }));
    for (const one of posted) {
      const now = await archive.get({ guild }, one.story.id);
      if (now && compareWithPost(one, now) && !edited.has(id)) uncorrected += 1;
    }
  }
  const keys = channels.edits.map(({ message, corrections }) => `${message} ${[...corrections.keys()]}`);
  const corrections = {
    corrected: edited.size,
    editedTwice: keys.length - new Set(keys).size,
    uncorrected,
  };
  return {
    ...{ ...count, stories, posts: channels.messages.length, duplicates, lost, unrecorded },
    ...corrections,
  };
}
