import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { archivePath, openArchive } from '../../src/adapters/archive/open-archive.ts';
import { openOperations } from '../../src/adapters/archive/sqlite/operations.ts';
import { createClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import { READING_VERSION } from '../../src/domain/quotes/read-story.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { type MinuteFeed, serveMinuteFeed } from '../crash/minute-feed.ts';
import { FIVE_MINUTES, scheduleOf } from '../domain/schedule/posting.ts';
import { createRecordingLog } from '../fixtures/log.ts';
import { createStory } from '../fixtures/story.ts';
import { percentiles, startBot, stopBot } from './bot-process.ts';
import { compareHalves, type FileHolding, lookIntoFile } from './kept-rows.ts';
import { report } from './results.ts';

const HOUR_MS = 60 * 60_000;
const DAY_MS = 24 * HOUR_MS;
/** A day passes in four minutes. */
const SPEED = 360;
const FEEDS = 12;
/** Each of them has a new story every so many minutes. */
const STORY_MINUTES = 60;
/** And shows those of so many hours: a story is kept for a day after that. */
const SHOWN = 6;
const SERVERS = 4;
const MEMBERS = 30;
/** How long a member thinks between an answer and the next question. */
const ASK_EVERY_MS = 2_000;
/** Until then caches fill; the day after is measured. */
const WARM_UP_MS = 4 * HOUR_MS;
const SAMPLES = 16;
const SAMPLE_EVERY_MS = DAY_MS / SAMPLES;
/** What the bot writes, by what it is called in the table. */
const FILES = { archive: 'pullquote.archive.sqlite', store: 'pullquote.sqlite' };

/** What the process holds at one moment; see inside.js. */
type Sample = Readonly<Record<string, number>>;

interface Place {
  readonly guild: string;
  readonly channel: string;
  readonly user: string;
}

/** What was done in the day, to show that it was a busy one. */
interface Deeds {
  asked: number;
  unanswered: number;
}

/** 24 accelerated hours of a busy server after a day of warming up: what the process and its files hold, second half against first. */
export async function benchDay(): Promise<void> {
  const epoch = new Date(Date.now() - 1000).toISOString();
  const clock = createClock({ epoch, speed: SPEED });
  const home = mkdtempSync(join(tmpdir(), 'pullquote-day-'));
  mkdirSync(join(home, 'data'));
  const storeUrl = `sqlite:${join(home, 'data', 'pullquote.sqlite')}`;
  const loopback = await createLoopbackDiscord({
    ...{ clock: clock.now, interactionDeadlineMs: DAY_MS, interactionTokenMs: HOUR_MS },
  });
  const feeds = await Promise.all(
    Array.from({ length: FEEDS }, (_, n) =>
      serveMinuteFeed(clock, { name: `harbour${n}`, everyMinutes: STORY_MINUTES, shown: SHOWN }),
    ),
  );
  const places = await furnish(loopback, storeUrl, feeds, clock.now());
  const guilds = [...new Set(places.map(({ guild }) => guild))];
  fillYesterday(archivePath(storeUrl), guilds, clock.now());
  const registered = new Promise((done) => loopback.on('commands', done));
  const file = join(home, 'inside.json');
  const { bot } = await startBot(loopback, home, {
    ...{ CLOCK_EPOCH: epoch, CLOCK_SPEED: String(SPEED), STORY_KEEP_DAYS: '1' },
    ...{ FETCH_ALLOW_LOOPBACK: 'on', STORE_URL: storeUrl, LOG_LEVEL: 'error' },
    ...{ NODE_OPTIONS: `--import ${resolve('tests/bench/inside.js')}`, INSIDE_FILE: file },
  });
  const over = new AbortController();
  try {
    await registered;
    const deeds: Deeds = { asked: 0, unanswered: 0 };
    const asking = keepAsking(loopback, places, deeds, over.signal);
    const began = clock.now();
    const samples: Sample[] = [];
    const holdings: Record<string, FileHolding>[] = [];
    for (let n = 1; n <= SAMPLES; n += 1) {
      const due = began + WARM_UP_MS + n * SAMPLE_EVERY_MS;
      await wait(Math.max(0, clock.realSpan(due - clock.now())));
      samples.push(await look(bot, file));
      holdings.push(
        Object.fromEntries(
          Object.entries(FILES).map(([name, path]) => [name, lookIntoFile(join(home, 'data', path))]),
        ),
      );
    }
    over.abort();
    await asking;
    print(samples, holdings);
    console.log(await describeDay(places, storeUrl, feeds, deeds, clock.now() - began));
  } finally {
    over.abort();
    await stopBot(bot);
    await Promise.all(feeds.map((feed) => feed.close()));
    await loopback.stop();
    rmSync(home, { recursive: true });
  }
}

/** What came in on the day before, so that stories expire from the first hour on as new ones come in. */
function fillYesterday(file: string, guilds: readonly string[], now: number): void {
  const operations = openOperations(file);
  const stories = (DAY_MS / (STORY_MINUTES * 60_000)) * FEEDS;
  for (let n = 0; n < stories; n += 1) {
    const text =
      `“We kept to the plan for quay ${n},” said Tomas Lindqvist, who runs the port of Marrow. `.repeat(5);
    for (const guild of guilds) {
      operations.put({
        ...{ story: createStory(text, { id: `quay-${n}`, title: `Quay ${n} opens` }), owner: { guild } },
        ...{ reading: READING_VERSION, source: { kind: 'feed', feed: 'https://yesterday.example/' } },
        ...{ identity: `quay ${n}`, at: now - DAY_MS + (n / stories) * DAY_MS },
      });
    }
  }
  operations.close();
}

/** Each server has a schedule that posts every five minutes, and follows every feed. */
async function furnish(
  loopback: LoopbackDiscord,
  storeUrl: string,
  feeds: readonly MinuteFeed[],
  since: number,
): Promise<Place[]> {
  const store = await openStore(storeUrl);
  for (const { url } of feeds) {
    const repeated = { url: false, guid: false };
    await store.feeds.enter({ url, title: url, repeated, nextPoll: since, failures: 0 });
  }
  const places: Place[] = [];
  for (let n = 0; n < SERVERS; n += 1) {
    const guild = loopback.addGuild({ name: `Day ${n}` }).id;
    const channel = loopback.addChannel({ guild, name: 'news' }).id;
    const schedule = scheduleOf({ id: `day${n}`, guild, channel, rule: FIVE_MINUTES, since, post: 'rotate' });
    await store.schedules.change(guild, () => [[schedule], undefined]);
    for (const [index, { url: feed }] of feeds.entries()) {
      await store.feeds.putFollow({
        ...{ guild, id: `feed-${index}`, feed, post: 'each', channel, only: '', readsPages: false },
        ...{ corrected: since, cursor: since },
      });
    }
    for (let m = 0; m < MEMBERS / SERVERS; m += 1)
      places.push({ guild, channel, user: loopback.addMember({ guild, name: `Ada ${m}` }).id });
  }
  await store.close();
  return places;
}

/** Members ask, type and turn pages until `signal`, at a normal pace; each waits for an answer before asking again. */
async function keepAsking(
  loopback: LoopbackDiscord,
  places: readonly Place[],
  deeds: Deeds,
  signal: AbortSignal,
): Promise<void> {
  await Promise.all(
    places.map(async (place, member) => {
      for (let n = member; !signal.aborted; n += places.length) {
        deeds.asked += 1;
        await ask(loopback, place, n).catch(() => {
          deeds.unanswered += 1;
        });
        await wait(ASK_EVERY_MS);
      }
    }),
  );
}

async function ask(loopback: LoopbackDiscord, place: Place, n: number): Promise<void> {
  const about = `berth ${n % 200}`;
  if (n % 7 === 0) {
    const use = { ...place, name: 'quote', options: { speaker: about.slice(0, 3) }, focused: 'speaker' };
    await loopback.autocomplete(use).choices();
    return;
  }
  const [name, options] = [
    ['summary', {}],
    ['ask', { question: `When did ${about} reopen?` }],
    ['stories', { search: about }],
    ['quote', { about }],
    ['stories', {}],
  ][n % 5] as [string, Record<string, string>];
  const { message } = await loopback.runCommand({ ...place, name, options }).reply();
  const button = name === 'summary' ? customIdOf(message) : undefined;
  if (button) await loopback.press({ message: message.id, customId: button, user: place.user }).outcome;
}

function customIdOf(message: object): string | undefined {
  return /"custom_id":"([^"]+)"/.exec(JSON.stringify(message))?.[1];
}

async function look(bot: ChildProcess, file: string): Promise<Sample> {
  rmSync(file, { force: true });
  bot.kill('SIGUSR2');
  while (!existsSync(file)) await wait(20);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function print(samples: readonly Sample[], holdings: readonly Readonly<Record<string, FileHolding>>[]): void {
  const half = samples.length / 2;
  const median = (some: readonly Sample[], key: string) => percentiles(some.map((one) => one[key] ?? 0)).p50;
  const rows = Object.keys(samples[0] ?? {}).map((key) => {
    const [first, second] = [median(samples.slice(0, half), key), median(samples.slice(half), key)];
    const ratio = first === second ? '1.00' : (second / first).toFixed(2);
    return [key, { 'first half': first, 'second half': second, ratio, wanted: '≤ 1.10' }];
  });
  // Slots and arrivals are kept for 90 days, a story for a day after it was last shown, by a rotation too: files may
  // grow by as much as there is more of them. The ratio says whether pages grow by more than rows hold.
  const files = Object.keys(FILES).flatMap((name) =>
    compareHalves(
      name,
      holdings.flatMap((one) => one[name] ?? []),
    ),
  );
  report('day', Object.fromEntries([...rows, ...files]));
}

async function describeDay(
  places: readonly Place[],
  storeUrl: string,
  feeds: readonly MinuteFeed[],
  { asked, unanswered }: Deeds,
  spanMs: number,
): Promise<string> {
  const store = await openStore(storeUrl);
  const guilds = [...new Set(places.map(({ guild }) => guild))];
  const slots = (
    await Promise.all(guilds.map((guild) => store.ledger.list({ guild, limit: 1_000_000 })))
  ).flat();
  const arrivals = await Promise.all(feeds.map(({ url }) => store.feeds.arrivals(url, 0, 1_000_000)));
  await store.close();
  const archive = await openArchive(storeUrl, { now: Date.now }, createRecordingLog());
  const counts = await Promise.all(guilds.map((guild) => archive.counts({ guild })));
  const stories = counts.reduce((sum, { stories: own }) => sum + own, 0);
  await archive.close();
  const posted = slots.filter(({ state }) => state === 'posted').length;
  return (
    `${(spanMs / HOUR_MS).toFixed(0)} h in all: ${asked} asked, ${unanswered} of them without an answer; ` +
    `${feeds.reduce((sum, feed) => sum + feed.polls(), 0)} polls, ${arrivals.flat().length} stories came in, ${stories} of ${guilds.length} servers are kept; ` +
    `${slots.length} slots, ${posted} posted.`
  );
}
