import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClock } from '../../src/adapters/clock.ts';
import { openStore } from '../../src/adapters/store/store.ts';
import {
  createLoopbackDiscord,
  type FaultSpec,
  type LoopbackDiscord,
} from '../../src/playground/loopback/loopback.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import { createRandom } from '../fuzz/random.ts';
import { createFeedWeb, type FeedWeb } from './feed-web.ts';

export interface FeedKillsOptions {
  readonly kills: number;
  readonly seed: number;
}

/** What became of the stories; the lists are empty when all is well. */
export interface FeedKillsVerdict {
  readonly stories: number;
  readonly edited: number;
  readonly deleted: number;
  readonly posts: number;
  readonly corrected: number;
  readonly withdrawn: number;
  /** Edits of a post that was edited before: of another story in its list, or again, to the same, where a kill or a lost answer hid the first. */
  readonly editedAgain: number;
  readonly duplicates: readonly string[];
  readonly lost: readonly string[];
  /** Posts that show what their source has taken back or deleted, and do not say so. */
  readonly uncorrected: readonly string[];
}

/** Five minutes of the bot's time, from one poll of a feed to the next, pass in a second. */
const SPEED = 300;
const FEEDS = 3;
const START_MS = 2_500;
const LIFE_MS = 4_000;
/** So long a last bot runs in peace: digests come once an hour of its time, which is 12 seconds. */
const CALM_MS = 30_000;

const FAULTS: readonly FaultSpec[] = [
  { method: 'POST', action: { kind: 'drop', when: 'after' } },
  { method: 'POST', action: { kind: 'respond', when: 'after', status: 500 } },
  { method: 'POST', action: { kind: 'respond', when: 'before', status: 503 } },
  { method: 'POST', path: '/threads', action: { kind: 'drop', when: 'after' } },
  { method: 'PATCH', action: { kind: 'drop', when: 'after' } },
  { method: 'PATCH', action: { kind: 'drop', when: 'before' } },
  { method: 'PATCH', action: { kind: 'respond', when: 'before', status: 500 } },
];

/**
 * Kills the whole bot at random moments while feeds that it follows bring stories and rewrite them, posts them one by one, as
 * threads of a forum and in digests, and judges what members see at the end.
 */
export async function killWithFeeds({ kills, seed }: FeedKillsOptions): Promise<FeedKillsVerdict> {
  const random = createRandom(seed);
  const folder = mkdtempSync(join(tmpdir(), 'pullquote-feed-kills-'));
  const epoch = new Date().toISOString();
  // Posts are looked up by when they were made: Discord and the bot go by one clock.
  const clock = createClock({ epoch, speed: SPEED });
  const loopback = await createLoopbackDiscord({ clock: clock.now });
  const web = await createFeedWeb(FEEDS, random);
  const storeUrl = `sqlite:${join(folder, 'store.sqlite')}`;
  const env = {
    ...{ PATH: process.env.PATH, DISCORD_TOKEN: loopback.token, DISCORD_API_URL: loopback.url },
    ...{ STORE_URL: storeUrl, CONTENT_DIR: STORIES_DIR, PROMPTS_DIR: resolve('prompts') },
    ...{ CLOCK_EPOCH: epoch, CLOCK_SPEED: String(SPEED), FEED_POLL_MINUTES: '5' },
    ...{ FETCH_ALLOW_LOOPBACK: 'on', LOG_LEVEL: 'silent' },
  };
  try {
    const guild = await follow(loopback, web, storeUrl, clock.now());
    // What a feed has at its first poll is not posted.
    await run(env, () => haveBeenRead(storeUrl, web.urls));
    const happening = setInterval(web.happen, 400);
    for (let kill = 0; kill < kills; kill += 1) {
      const fault = random.pick([undefined, ...FAULTS]);
      if (fault) loopback.fault({ path: '/channels/', ...fault });
      if (random.chance(0.5)) loopback.forgetNonces();
      await run(env, () => wait(random.chance(0.25) ? random.int(START_MS) : START_MS + random.int(LIFE_MS)));
    }
    clearInterval(happening);
    loopback.clearFaults();
    // Posted long ago, however few kills there were.
    web.rewriteOldest();
    await run(env, () => wait(START_MS + CALM_MS));
    return judge({ loopback, web, guild, posted: await readPosted(storeUrl, guild) });
  } finally {
    await web.close();
    await loopback.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Lets a bot run `until` then, and kills it. */
async function run(env: NodeJS.ProcessEnv, until: () => Promise<unknown>): Promise<void> {
  const child = spawn(process.execPath, [resolve('src/main.ts')], { stdio: 'ignore', env });
  const exited = once(child, 'exit');
  await until();
  child.kill('SIGKILL');
  await exited;
}

async function haveBeenRead(storeUrl: string, urls: readonly string[]): Promise<void> {
  const { feeds, close } = await openStore(storeUrl);
  const isRead = async (url: string) => (await feeds.feed(url))?.readAt !== undefined;
  while (!(await Promise.all(urls.map(isRead))).every(Boolean)) await wait(200);
  await close();
}

/** A channel, a forum and a channel of digests, each following each feed. */
async function follow(
  loopback: LoopbackDiscord,
  web: FeedWeb,
  storeUrl: string,
  now: number,
): Promise<string> {
  const { id: guild } = loopback.addGuild({ name: 'Harbour' });
  const places = [
    { channel: loopback.addChannel({ guild, name: 'each' }).id, post: 'each' },
    { channel: loopback.addForum({ guild, name: 'forum' }).id, post: 'each' },
    { channel: loopback.addChannel({ guild, name: 'digest' }).id, post: 'digest' },
  ] as const;
  const { feeds, close } = await openStore(storeUrl);
  const repeated = { url: false, guid: false };
  for (const [index, url] of web.urls.entries()) {
    await feeds.enter({ url, title: `Feed ${index}`, repeated, nextPoll: now, failures: 0 });
    for (const [place, wishes] of places.entries()) {
      const id = `feed-${index}${place}`;
      const rest = { only: '', readsPages: false, cursor: now, corrected: 0 };
      await feeds.putFollow({ guild, id, feed: url, ...wishes, ...rest });
    }
  }
  await close();
  return guild;
}

interface Evidence {
  readonly loopback: LoopbackDiscord;
  readonly web: FeedWeb;
  readonly guild: string;
  /** By channel: what the ledger says that its posts name, also where a list says "and 4 more". */
  readonly posted: ReadonlyMap<string, ReadonlySet<string>>;
}

async function readPosted(storeUrl: string, guild: string): Promise<Evidence['posted']> {
  const { ledger, close } = await openStore(storeUrl);
  const rows = (await ledger.list({ guild, limit: 100_000 })).filter(({ state }) => state === 'posted');
  await close();
  const byChannel = Map.groupBy(rows, ({ channel }) => channel);
  return new Map(
    [...byChannel].map(([channel, some]) => [
      channel,
      new Set(
        some.flatMap(({ subjects }) => subjects.flatMap((one) => /^story:(\d+)-/.exec(one)?.[1] ?? [])),
      ),
    ]),
  );
}

function judge({ loopback, web, guild, posted }: Evidence): FeedKillsVerdict {
  const byPlace = readPosts(loopback, guild);
  const stories = web.items.filter(({ isFirst }) => !isFirst);
  const [duplicates, lost, uncorrected]: string[][] = [[], [], []];
  let [posts, corrected, withdrawn] = [0, 0, 0];
  for (const { id, name: place, texts } of byPlace) {
    posts += texts.length;
    corrected += texts.filter((text) => text.includes(CORRECTED)).length;
    withdrawn += texts.filter((text) => text.includes(WITHDRAWN)).length;
    for (const { n, title, said, isDeleted } of stories) {
      const found = texts.filter((text) => new RegExp(`/story/${n}\\b`).test(text));
      const name = `story ${n} in ${place}`;
      if (found.length > 1) duplicates?.push(name);
      const [text] = found;
      // What was deleted before it was posted is not posted.
      if (text === undefined && !isDeleted && !posted.get(id)?.has(String(n))) lost?.push(name);
      if (text === undefined) continue;
      if (isDeleted) {
        if (!text.includes(WITHDRAWN)) uncorrected?.push(name);
        // A list shows titles only.
      } else if (!text.includes(text.includes('new stories') ? title : said) && !text.includes(CORRECTED))
        uncorrected?.push(name);
    }
  }
  const edits = loopback.requests.flatMap(({ method, path, status }) =>
    method === 'PATCH' && path.includes('/messages/') && status === 200 ? [path] : [],
  );
  return {
    ...{ stories: stories.length, edited: stories.filter(({ isEdited }) => isEdited).length },
    deleted: stories.filter(({ isDeleted }) => isDeleted).length,
    ...{ posts, corrected, withdrawn, editedAgain: edits.length - new Set(edits).size },
    ...{ duplicates: duplicates ?? [], lost: lost ?? [], uncorrected: uncorrected ?? [] },
  };
}

const CORRECTED = 'Corrected at the source';
const WITHDRAWN = 'Withdrawn at the source';

/** What members see of the bot's posts, by where: each message's components as one text. */
function readPosts(loopback: LoopbackDiscord, guild: string) {
  const places = loopback.channels(guild);
  const textsOf = (channel: string) =>
    loopback.messages(channel).map(({ message }) => JSON.stringify(message.components));
  return places
    .filter(({ parent }) => parent === null)
    .map(({ id, name }) => {
      const threads = places.filter(({ parent }) => parent === id).map((thread) => thread.id);
      return { id, name, texts: [id, ...threads].flatMap(textsOf) };
    });
}
