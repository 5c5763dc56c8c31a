import { type AnyFeed, type AtomFeed, type JsonFeed, parseFeed, type RdfFeed, type RssFeed } from 'feedsmith';

type Text = string | undefined;

/** An item as its format has it, before anything is cleaned. */
export interface RawItem {
  readonly guid?: Text;
  /** The likeliest first. */
  readonly links: readonly Text[];
  readonly title?: Text;
  readonly author?: Text;
  readonly dates: readonly Text[];
  readonly tags: readonly Text[];
  /** HTML or plain text: the whole story where the item has it, and what announces it. */
  readonly texts: readonly Text[];
}

export interface RawFeed {
  readonly title?: Text;
  readonly site?: Text;
  /** What relative links count from. */
  readonly base?: Text;
  readonly language?: Text;
  readonly ttlMinutes?: number | undefined;
  readonly items: readonly RawItem[];
}

/** Reads a feed of any format; `undefined` for what is none, or too broken for the parser. */
export function parseAnyFeed(source: string): RawFeed | undefined {
  try {
    return describe(parseFeed(source));
  } catch {
    return undefined;
  }
}

function describe(parsed: AnyFeed): RawFeed {
  switch (parsed.format) {
    case 'rss':
      return describeRss(parsed.feed);
    case 'rdf':
      return describeRdf(parsed.feed);
    case 'atom':
      return describeAtom(parsed.feed);
    case 'json':
      return describeJson(parsed.feed);
  }
}

function describeRss(feed: RssFeed.Feed<string>): RawFeed {
  const { title, link, language, ttl, items = [] } = feed;
  return {
    title,
    site: link,
    base: feed.xml?.base,
    language,
    ttlMinutes: ttl,
    items: items.map(describeRssItem),
  };
}

function describeRssItem(item: RssFeed.Item<string>): RawItem {
  const { guid } = item;
  const permalink = guid?.isPermaLink === false ? undefined : guid?.value;
  return {
    guid: guid?.value,
    links: [
      item.link,
      item.atom?.links && linkOf(item.atom.links),
      isAddress(permalink) ? permalink : undefined,
    ],
    title: [item.title, item.media?.title?.value].find(Boolean),
    author: joinNames(item.dc?.creators ?? item.authors?.map(({ name, email }) => name ?? email)),
    dates: [item.pubDate, ...(item.dc?.dates ?? []), item.atom?.published, item.atom?.updated],
    tags: item.categories?.map(({ name }) => name) ?? item.dc?.subjects ?? [],
    texts: [item.content?.encoded, item.atom?.content, item.description, item.media?.description?.value].map(
      (text) => (typeof text === 'string' ? text : text?.value),
    ),
  };
}

function describeRdf(feed: RdfFeed.Feed<string>): RawFeed {
  const { title, link, items = [] } = feed;
  return {
    title,
    site: link,
    base: feed.xml?.base,
    language: feed.dc?.languages?.[0],
    items: items.map((item) => ({
      guid: item.rdf?.about,
      links: [item.link, item.rdf?.about],
      title: item.title ?? item.dc?.titles?.[0],
      author: joinNames(item.dc?.creators),
      dates: item.dc?.dates ?? [],
      tags: item.dc?.subjects ?? [],
      texts: [item.content?.encoded, item.description],
    })),
  };
}

function describeAtom(feed: AtomFeed.Feed<string>): RawFeed {
  const { title, links = [], entries = [] } = feed;
  return {
    title: title?.value,
    site: linkOf(links),
    base: feed.xml?.base,
    items: entries.map((entry) => ({
      guid: entry.id,
      links: [linkOf(entry.links ?? [])],
      title: entry.title?.value,
      author: joinNames((entry.authors ?? feed.authors)?.map(({ name }) => name)),
      dates: [entry.published, ...(entry.dc?.dates ?? []), entry.updated],
      tags: entry.categories?.map(({ label, term }) => label ?? term) ?? [],
      texts: [entry.content?.value, entry.summary?.value, entry.media?.description?.value],
    })),
  };
}

function describeJson(feed: JsonFeed.Feed<string>): RawFeed {
  const { title, home_page_url: site, language, items = [] } = feed;
  return {
    title,
    site,
    language,
    items: items.map((item) => ({
      guid: item.id,
      links: [item.url, item.external_url],
      title: item.title,
      author: joinNames((item.authors ?? feed.authors)?.map(({ name }) => name)),
      dates: [item.date_published, item.date_modified],
      tags: item.tags ?? [],
      texts: [item.content_html ?? item.content_text, item.summary],
    })),
  };
}

/** The page that the links lead to, not the feed itself, its pictures or its comments. */
function linkOf(links: readonly { href?: string; rel?: string }[]): Text {
  return links.find(({ rel = 'alternate' }) => rel === 'alternate')?.href;
}

function joinNames(names: readonly Text[] | undefined): Text {
  return names?.filter(Boolean).join(', ');
}

function isAddress(text: Text): boolean {
  return /^https?:\/\//.test(text ?? '');
}
