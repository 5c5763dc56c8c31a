import { parseHTML } from 'linkedom';
import { cleanAddress } from '../../domain/intake/web-address.ts';

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf|feed)\+(?:xml|json)|json)\b/i;
const MOST_FEEDS = 10;

/** The feeds that a page names by `<link rel=alternate>`, in its order; those of comments last. */
export function findFeedLinks(html: string, address: string): string[] {
  const { document } = parseHTML(html);
  const links = [...document.querySelectorAll('link[href]')].filter(
    (link) =>
      /\balternate\b|\bfeed\b/i.test(link.getAttribute('rel') ?? '') &&
      FEED_TYPE.test(link.getAttribute('type') ?? ''),
  );
  const base = URL.parse(document.querySelector('base[href]')?.getAttribute('href') ?? '', address)?.href;
  const isOfComments = (link: (typeof links)[number]) =>
    /comment/i.test(`${link.getAttribute('title')} ${link.getAttribute('href')}`);
  const ordered = [...links.filter((link) => !isOfComments(link)), ...links.filter(isOfComments)];
  const feeds = ordered.flatMap(
    (link) => cleanAddress(link.getAttribute('href') ?? undefined, base ?? address) ?? [],
  );
  return [...new Set(feeds)].slice(0, MOST_FEEDS);
}
