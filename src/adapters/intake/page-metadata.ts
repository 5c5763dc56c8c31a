import { type Article, LONGEST } from '../../domain/intake/article.ts';
import { readDate } from '../../domain/intake/dates.ts';
import { readLanguage } from '../../domain/intake/language-tag.ts';
import { cleanField, cleanLine } from '../../domain/intake/plain-text.ts';
import { cleanAddress, isSameSite, siteOf } from '../../domain/intake/web-address.ts';
import type { DomRoot } from './dom.ts';
import { htmlToLine } from './html-text.ts';
import { readLinkedData } from './linked-data.ts';

export type PageMetadata = Omit<Article, 'text'> & { readonly url: string };

const MOST_TAGS = 10;
const PUBLISHED = [
  'article:published_time',
  'og:published_time',
  'datepublished',
  'date',
  'pubdate',
  'publish-date',
]
  .concat([
    'parsely-pub-date',
    'sailthru.date',
    'dc.date',
    'dc.date.issued',
    'dcterms.created',
    'dcterms.date',
  ])
  .concat(['article.published', 'publishdate', 'cxenseparse:recs:publishtime']);

/**
 * What the page says about its article, from JSON-LD, Open Graph, meta elements and marks in the text, in this order.
 * Read it before the document is changed.
 */
export function readMetadata(document: DomRoot, address: string): PageMetadata {
  const data = readLinkedData(document);
  const meta = readMeta(document);
  const url = findAddress(document, meta, address);
  const outlet = data.publisher ?? meta.get('og:site_name') ?? meta.get('application-name') ?? siteOf(url);
  const dates = [data.datePublished, ...PUBLISHED.map((name) => meta.get(name)), findTime(document)];
  const tags = data.keywords ?? meta.get('news_keywords')?.split(',') ?? [];
  return {
    title: findTitle(document, [data.headline, meta.get('og:title'), meta.get('twitter:title')], outlet),
    dek: cleanField(meta.get('og:description') ?? meta.get('description') ?? data.description, LONGEST.dek),
    author: findAuthor(document, data.author, meta),
    outlet: cleanField(outlet, LONGEST.outlet),
    published: dates.flatMap((date) => readDate(date ?? '') ?? [])[0],
    url,
    language: readLanguage(
      document.querySelector('html')?.getAttribute('lang') ?? data.inLanguage ?? meta.get('og:locale'),
    ),
    tags: tags
      .flatMap((tag) => (tag.includes('@') ? [] : (cleanField(tag, LONGEST.tag) ?? [])))
      .slice(0, MOST_TAGS),
  };
}

/** The first content of each name or property, by its name in lower case. */
function readMeta(document: DomRoot): ReadonlyMap<string, string> {
  const meta = new Map<string, string>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const [name] = ['property', 'name', 'itemprop'].flatMap(
      (attribute) => element.getAttribute(attribute)?.toLowerCase() ?? [],
    );
    const content = element.getAttribute('content')?.trim();
    // Many templates escape what is escaped already.
    if (name && content && !meta.has(name)) meta.set(name, htmlToLine(content));
  }
  return meta;
}

/** Only an address of the page's own site: another's would let any page stand in for that site's story. */
function findAddress(document: DomRoot, meta: ReadonlyMap<string, string>, address: string): string {
  const canonical = document.querySelector('link[rel="canonical"]')?.getAttribute('href');
  for (const named of [canonical, meta.get('og:url')]) {
    const clean = cleanAddress(named ?? undefined, address);
    // A front page named as canonical by a careless template would make one story of all.
    if (clean && isSameSite(clean, address) && new URL(clean).pathname !== '/') return clean;
  }
  return cleanAddress(address) ?? address;
}

function findTitle(
  document: DomRoot,
  named: readonly (string | undefined)[],
  outlet: string | undefined,
): string {
  const headings = [...document.querySelectorAll('h1')].map((heading) =>
    cleanLine(heading.textContent ?? ''),
  );
  const ofDocument = document.querySelector('title')?.textContent ?? '';
  const title = [...named, ofDocument, ...headings]
    .map((one) => cleanLine(htmlToLine(one ?? '')))
    .find((one) => one !== '');
  return cleanField(withoutOutlet(title ?? '', outlet, headings), LONGEST.title) ?? '';
}

/** `Title | Outlet` → `Title`: where the part at the end is the outlet, or what stands before it is a heading. */
function withoutOutlet(title: string, outlet: string | undefined, headings: readonly string[]): string {
  const match = /^(.+?)\s+[|\-–—·»:]\s+([^|–—·»]+)$/.exec(title);
  if (!match) return title;
  const [, before = '', after = ''] = match;
  const fold = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const isOutlet = outlet !== undefined && fold(after) !== '' && fold(outlet).includes(fold(after));
  return isOutlet || headings.includes(before) ? before : title;
}

function findAuthor(
  document: DomRoot,
  named: readonly string[] | undefined,
  meta: ReadonlyMap<string, string>,
): string | undefined {
  const marked = document.querySelector(
    '[rel~="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"]',
  );
  const candidates = [
    named?.filter(isName).join(', '),
    ...['author', 'article:author', 'parsely-author', 'sailthru.author', 'dc.creator', 'byl'].map((name) =>
      meta.get(name),
    ),
    marked?.textContent,
  ];
  const author = candidates
    .map((one) => cleanLine(one ?? '').replace(/^by:?\s+/i, ''))
    .find((one) => one !== '' && isName(one));
  return cleanField(author, LONGEST.author);
}

/** An address or an account stands where many sites should have a name. */
function isName(text: string): boolean {
  return text.length < LONGEST.author && !/^https?:|^@|@\w+\.\w|^www\./.test(text);
}

function findTime(document: DomRoot): string | undefined {
  const time = document.querySelector('time[datetime], [itemprop="datePublished"]');
  return time?.getAttribute('datetime') ?? time?.getAttribute('content') ?? undefined;
}
