import { readFile } from 'node:fs/promises';
import { readOpml, writeOpml } from '../../adapters/intake/opml.ts';
import type { Intake } from '../../app/intake.ts';
import { UserError } from '../../domain/errors.ts';
import { SHARED } from '../../domain/intake/feed-book.ts';
import { type FeedDeskPorts, followFeed } from '../../domain/intake/feed-desk.ts';
import { UsageError } from '../flags.ts';
import { withIntake } from '../intake-run.ts';
import { formatTable } from '../table.ts';
import type { Output, Task } from '../task.ts';

type Feeds = Intake['feeds'];
type Work = (feeds: Feeds, words: readonly string[], out: Output) => Promise<boolean>;

const WORKS: Readonly<Record<string, Work>> = {
  add,
  list,
  poll,
  remove,
  import: importList,
  export: exportList,
};

const NONE = 'No feed is followed for every server.';

/** `pullquote feed`. */
export const FEED: Task = {
  words: 'add URL|list|poll [URL]|remove URL|import OPML|export',
  about: 'Feeds whose stories every server sees',
  more: 'poll asks all of them at once, or one. import and export take and give an OPML list.',
  flags: {},
  async run({ config, words: [name = 'list', ...words], out }) {
    const work = Object.hasOwn(WORKS, name) ? WORKS[name] : undefined;
    if (!work) throw new UsageError(`There is no pullquote feed ${name}. See: pullquote feed --help`);
    return withIntake(config, ({ feeds }) => work(feeds, words, out));
  },
};

async function add(feeds: Feeds, [address = '']: readonly string[], out: Output): Promise<boolean> {
  if (address === '') throw new UsageError('Which feed? pullquote feed add URL');
  const { feed, report } = await followFor(feeds.desk, address);
  await out.print(`${feed.title}: ${report.reason ?? 'followed; its newest stories are stored'}\n`);
  return report.outcome === 'read';
}

function followFor(desk: FeedDeskPorts, address: string) {
  return followFeed(desk, SHARED, address, { post: 'none', only: '', readsPages: false });
}

async function list({ desk: { book } }: Feeds, _words: readonly string[], out: Output): Promise<boolean> {
  const rows = await Promise.all(
    (await book.follows(SHARED)).map(async ({ feed: url }) => {
      const feed = await book.feed(url);
      const read = feed?.readAt === undefined ? 'never' : new Date(feed.readAt).toISOString();
      return [feed?.title ?? '', url, read, feed?.fault ?? ''];
    }),
  );
  await out.print(
    rows.length === 0
      ? `${NONE}\n`
      : `${formatTable([['title', 'address', 'last read', 'fault'], ...rows]).join('\n')}\n`,
  );
  return true;
}

async function poll(
  { desk: { book }, poller }: Feeds,
  words: readonly string[],
  out: Output,
): Promise<boolean> {
  const urls = words.length > 0 ? words : (await book.follows(SHARED)).map(({ feed }) => feed);
  if (urls.length === 0) await out.print(`${NONE}\n`);
  let failed = 0;
  for (const [index, url] of urls.entries()) {
    const { outcome, reason, arrived, changed } = await poller.poll(url, false);
    if (reason !== undefined) failed += 1;
    const brought = `${arrived.length} new, ${changed.length} changed`;
    await out.print(
      `${index + 1}/${urls.length} ${url}: ${reason ?? (outcome === 'unchanged' ? outcome : brought)}\n`,
    );
  }
  return failed === 0;
}

async function remove(
  { desk: { book } }: Feeds,
  [address = '']: readonly string[],
  out: Output,
): Promise<boolean> {
  const found = (await book.follows(SHARED)).find(({ feed }) => feed === address);
  if (!found)
    throw new UserError('That feed is not followed for every server: pullquote feed list shows them.');
  await book.dropFollow(SHARED, found.id);
  await out.print('Removed. Its stories stay for their days.\n');
  return true;
}

async function importList(feeds: Feeds, [path = '']: readonly string[], out: Output): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UserError('There is no such file that can be read.', { cause });
  });
  const listed = readOpml(text);
  let failed = 0;
  for (const [index, { url, title }] of listed.entries()) {
    const result = await followFor(feeds.desk, url).catch((error: unknown) => {
      if (error instanceof UserError) return error;
      throw error;
    });
    if (result instanceof UserError) failed += 1;
    await out.print(
      `${index + 1}/${listed.length} ${title}: ${result instanceof UserError ? result.message : 'followed'}\n`,
    );
  }
  return failed === 0;
}

async function exportList(
  { desk: { book } }: Feeds,
  _words: readonly string[],
  out: Output,
): Promise<boolean> {
  const follows = await book.follows(SHARED);
  // A list of none is no OPML, and whoever keeps what is printed is to hear of it.
  if (follows.length === 0) throw new UserError(NONE);
  const feeds = await Promise.all(follows.map(({ feed }) => book.feed(feed)));
  await out.print(`${writeOpml(feeds.filter((feed) => feed !== undefined))}\n`);
  return true;
}
