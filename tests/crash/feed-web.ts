import { serveWeb } from '../adapters/intake/web-server.ts';
import type { Random } from '../fuzz/random.ts';

/** A story as its source has it now. */
export interface WebItem {
  readonly n: number;
  readonly feed: number;
  readonly title: string;
  /** What the port's man says in it. */
  readonly said: string;
  /** It was there when the feed was followed. */
  readonly isFirst: boolean;
  readonly isEdited: boolean;
  readonly isDeleted: boolean;
}

/** Feeds on servers of their own, whose stories come, are rewritten and deleted, each once at most. */
export interface FeedWeb {
  readonly urls: readonly string[];
  readonly items: readonly WebItem[];
  /** Something comes, is rewritten, or is deleted. */
  happen(): void;
  /** The oldest story of each feed that can be is rewritten. */
  rewriteOldest(): void;
  close(): Promise<void>;
}

const PROSE = 'The harbour bridge reopened on Monday after eleven weeks of repairs, the council said.';
/** Items that a feed shows. What is about to fall out of it is not rewritten: nobody might see it any more. */
const SHOWN = 150;
const REWRITTEN = 100;

export async function createFeedWeb(size: number, random: Random): Promise<FeedWeb> {
  const items: WebItem[] = [];
  const add = (feed: number, isFirst = false) => {
    const n = items.length + 1;
    const said = `We kept promise number ${n} to the very day`;
    items.push({
      n,
      feed,
      title: `Story ${n} of the bridge`,
      said,
      isFirst,
      isEdited: false,
      isDeleted: false,
    });
  };
  for (let feed = 0; feed < size; feed += 1) for (let n = 0; n < 2; n += 1) add(feed, true);
  const shown = (feed: number) => items.filter((item) => item.feed === feed).slice(-SHOWN);
  const servers = await Promise.all(
    Array.from({ length: size }, (_, feed) =>
      serveWeb((_request, response) => {
        response.writeHead(200, { 'content-type': 'text/xml' }).end(render(shown(feed)));
      }),
    ),
  );
  return {
    items,
    urls: servers.map(({ url }) => `${url}/feed`),
    happen() {
      if (random.chance(0.6)) add(random.int(size));
      const item = random.pick(shown(random.int(size)).slice(-REWRITTEN));
      const chosen = items.indexOf(item);
      if (item.isFirst || item.isDeleted || random.chance(0.4)) return;
      if (random.chance(0.4)) items[chosen] = { ...item, isDeleted: true };
      else if (!item.isEdited) items[chosen] = rewrite(item);
    },
    rewriteOldest() {
      for (let feed = 0; feed < size; feed += 1) {
        const item = shown(feed).find(
          ({ isFirst, isEdited, isDeleted }) => !isFirst && !isEdited && !isDeleted,
        );
        if (item) items[items.indexOf(item)] = rewrite(item);
      }
    },
    async close() {
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

function rewrite(item: WebItem): WebItem {
  const title = `Story ${item.n} of the tunnel`;
  return { ...item, isEdited: true, title, said: `We broke promise number ${item.n} on the very first day` };
}

function render(items: readonly WebItem[]): string {
  const entries = items.map(({ n, title, said, isDeleted }) => {
    if (isDeleted) return `<at:deleted-entry ref="story ${n}" when="2026-01-01T00:00:00Z"/>`;
    const html = `&lt;p&gt;${PROSE} It is number ${n}.&lt;/p&gt;&lt;p&gt;“${said},” said Tomas Lindqvist, who runs the port.&lt;/p&gt;`;
    return `<item><title>${title}</title><guid isPermaLink="false">story ${n}</guid><link>https://ledger.example/story/${n}</link><description>${html}</description></item>`;
  });
  return `<rss version="2.0" xmlns:at="http://purl.org/atompub/tombstones/1.0"><channel><title>The Northport Ledger</title>${entries.reverse().join('')}</channel></rss>`;
}
