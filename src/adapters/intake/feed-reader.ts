import { LONGEST } from '../../domain/intake/article.ts';
import { readDate } from '../../domain/intake/dates.ts';
import type { FeedDocument, FeedItem } from '../../domain/intake/feed.ts';
import { readLanguage } from '../../domain/intake/language-tag.ts';
import { cleanField } from '../../domain/intake/plain-text.ts';
import { isTeaser } from '../../domain/intake/teaser.ts';
import { cleanAddress } from '../../domain/intake/web-address.ts';
import { parseAnyFeed, type RawFeed, type RawItem } from './feed-formats.ts';
import { rescueItems } from './feed-rescue.ts';
import { htmlToLine } from './html-text.ts';
import { readItemText } from './item-text.ts';
import { readTombstones } from './tombstones.ts';

/** What is read of one feed; a poll brings a few, and an archive of years is no news. */
const MOST_ITEMS = 200;
const MOST_TAGS = 10;
const LONGEST_GUID = 500;

/** The feed in `text`, whatever its format and most of its faults; `undefined` for what is no feed. */
export function readFeed(text: string, address: string): FeedDocument | undefined {
  const feed = parseLeniently(text);
  if (!feed) return undefined;
  const site = cleanAddress(feed.site, address);
  const base = cleanAddress(feed.base, address) ?? site ?? address;
  return {
    title: cleanField(htmlToLine(feed.title ?? ''), LONGEST.title) ?? new URL(address).hostname,
    site,
    language: readLanguage(feed.language),
    ttlMinutes: feed.ttlMinutes,
    items: feed.items.slice(0, MOST_ITEMS).flatMap((item) => cleanItem(item, base) ?? []),
    deleted: readTombstones(text, { most: MOST_ITEMS, longest: LONGEST_GUID }),
  };
}

/** The parser takes most of what feeds get wrong; what it does not is mended here. */
function parseLeniently(text: string): RawFeed | undefined {
  const source = cutDocumentType(text).replaceAll('\0', '').trimStart();
  const parsed = parseAnyFeed(source) ?? parseAnyFeed(closeCutFeed(source));
  return rescueItems(source, parsed, MOST_ITEMS);
}

/**
 * No feed needs what a document type declares, and its entities are how bombs are made. Each search begins where the last
 * one ended: one pattern for all of it takes minutes where a feed only ever opens it.
 */
function cutDocumentType(text: string): string {
  const start = text.search(/<!DOCTYPE/i);
  if (start < 0) return text;
  const rest = text.slice(start);
  const [opened] = /[[>]/.exec(rest) ?? [];
  const end = rest.search(opened === '[' ? /\]\s*>/ : />/);
  return end < 0 ? text : text.slice(0, start) + rest.slice(rest.indexOf('>', end) + 1);
}

/** A feed that breaks off within an item, up to its last whole one. */
function closeCutFeed(source: string): string {
  const end = Math.max(source.lastIndexOf('</item>'), source.lastIndexOf('</entry>'));
  if (end < 0) return source;
  const whole = source.slice(0, source.indexOf('>', end) + 1);
  if (/<rdf:RDF[\s>]/i.test(whole)) return `${whole}</rdf:RDF>`;
  return whole.endsWith('</entry>') ? `${whole}</feed>` : `${whole}</channel></rss>`;
}

function cleanItem(item: RawItem, base: string): FeedItem | undefined {
  const guid = cleanField(item.guid, LONGEST_GUID);
  const links = item.links.flatMap((link) => cleanAddress(link, base) ?? []);
  const [url] = links;
  const title = cleanField(htmlToLine(item.title ?? ''), LONGEST.title);
  const texts = item.texts.map((html) => readItemText(html ?? '', title ?? '', url ?? base));
  const text = texts.reduce((longest, one) => (one.length > longest.length ? one : longest), '');
  if (!title && !text) return undefined;
  return {
    guid,
    url,
    title: title ?? cleanField(text, LONGEST.title / 3) ?? '',
    author: cleanField(htmlToLine(item.author ?? '').replace(/^\S+@\S+\s*\((.+)\)$/, '$1'), LONGEST.author),
    published: item.dates.flatMap((date) => readDate(date ?? '') ?? [])[0],
    tags: item.tags
      .flatMap((tag) => cleanField(htmlToLine(tag ?? ''), LONGEST.tag) ?? [])
      .slice(0, MOST_TAGS),
    text,
    isTeaser: isTeaser(text),
  };
}
