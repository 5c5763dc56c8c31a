import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStore } from '../../src/adapters/store/store.ts';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { childrenMb, percentiles, residentMb, startBot, stopBot } from './bot-process.ts';
import { report } from './results.ts';

/** Hosts are asked for one feed a second each. */
const HOSTS = 200;
const FEEDS_A_HOST = 5;
const ITEMS = 3;
const FEEDS = HOSTS * FEEDS_A_HOST;
const LONGEST_MS = 2 * 60_000;

/** A thousand feeds that are all due at the start, new to a server, while members go on asking. */
export async function benchFeeds(): Promise<void> {
  const loopback = await createLoopbackDiscord();
  const guild = loopback.addGuild({ name: 'Bench' }).id;
  const place = {
    channel: loopback.addChannel({ guild, name: 'news' }).id,
    user: loopback.addMember({ guild, name: 'Ada' }).id,
  };
  const home = mkdtempSync(join(tmpdir(), 'pullquote-feeds-'));
  const polled = { count: 0 };
  let started: { kill(): unknown } | undefined;
  const servers = await Promise.all(Array.from({ length: HOSTS }, () => serve(polled)));
  try {
    await seed(`sqlite:${join(home, 'store.sqlite')}`, guild, servers.map(urlOf));
    const delayFile = join(home, 'delay.json');
    const startedAt = performance.now();
    const { bot } = await startBot(loopback, home, {
      STORE_URL: `sqlite:${join(home, 'store.sqlite')}`,
      FETCH_ALLOW_LOOPBACK: 'on',
      NODE_OPTIONS: `--import ${resolve('tests/bench/loop-delay.js')}`,
      LOOP_DELAY_FILE: delayFile,
    });
    started = bot;
    // READY comes before the commands are registered.
    while (loopback.commands().length === 0) await wait(50);
    bot.kill('SIGUSR2');
    const { acknowledgedMs, peakMb, readerMb } = await askMeanwhile(
      loopback,
      place,
      bot,
      () => polled.count >= FEEDS,
    );
    const tookMs = performance.now() - startedAt;
    await stopBot(bot);
    const { p50, p95, max } = percentiles(acknowledgedMs);
    const sorted = acknowledgedMs.toSorted((a, b) => a - b);
    report('feeds', {
      'feeds polled': { value: `${polled.count} in ${(tookMs / 1000).toFixed(0)} s`, wanted: String(FEEDS) },
      'acknowledgement meanwhile, ms': {
        value: `p50 ${p50}, p95 ${p95}, p99 ${Math.round(sorted[Math.ceil(0.99 * sorted.length) - 1] ?? 0)}, max ${max} of ${sorted.length}`,
        wanted: 'p99 ≤ 50',
      },
      'event loop delay, ms': { value: readFileSync(delayFile, 'utf8'), wanted: 'max ≤ 50' },
      'memory at most, MB': {
        value: `${peakMb}, the reader of documents ${readerMb}`,
        wanted: '≤ 200',
      },
    });
  } finally {
    started?.kill();
    for (const server of servers) server.close();
    await loopback.stop();
    rmSync(home, { recursive: true });
  }
}

async function askMeanwhile(
  loopback: LoopbackDiscord,
  place: { readonly channel: string; readonly user: string },
  bot: ChildProcess,
  isOver: () => boolean,
): Promise<{ acknowledgedMs: number[]; peakMb: number; readerMb: number }> {
  const acknowledgedMs: number[] = [];
  let peakMb = 0;
  let readerMb = 0;
  const end = performance.now() + LONGEST_MS;
  while (!isOver() && performance.now() < end) {
    const outcome = await loopback.runCommand({ ...place, name: 'stories' }).outcome;
    acknowledgedMs.push(outcome.kind === 'acknowledged' ? outcome.afterMs : Number.POSITIVE_INFINITY);
    peakMb = Math.max(peakMb, residentMb(bot));
    readerMb = Math.max(readerMb, childrenMb(bot));
    await wait(100);
  }
  return { acknowledgedMs, peakMb, readerMb };
}

async function seed(storeUrl: string, guild: string, hosts: readonly string[]): Promise<void> {
  const store = await openStore(storeUrl);
  const now = Date.now();
  for (const host of hosts) {
    for (let index = 0; index < FEEDS_A_HOST; index += 1) {
      const url = `${host}/${index}`;
      await store.feeds.enter({
        url,
        title: url,
        repeated: { url: false, guid: false },
        nextPoll: now,
        failures: 0,
      });
      await store.feeds.putFollow({
        guild,
        id: `feed-${url}`,
        feed: url,
        post: 'none',
        only: '',
        readsPages: false,
        corrected: 0,
        cursor: now,
      });
    }
  }
  await store.close();
}

function serve(polled: { count: number }): Promise<Server> {
  const server = createServer((request, response) => {
    polled.count += 1;
    const host = request.headers.host ?? '';
    const text = '“We kept that promise to the day,” said Tomas Lindqvist, who runs the port. '.repeat(25);
    const items = Array.from(
      { length: ITEMS },
      (_, n) =>
        `<item><title>Story ${n} of ${host}${request.url}</title><link>http://${host}${request.url}/${n}</link><description>${n} ${text}</description></item>`,
    );
    response.end(`<rss version="2.0"><channel><title>Feed</title>${items.join('')}</channel></rss>`);
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server)));
}

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}
