import { fingerprint } from '../fingerprint.ts';
import type { FeedItem } from './feed.ts';

/** Fields that a feed was seen to give to several items: they are no identity in it, from then on. */
export interface RepeatedFields {
  readonly url: boolean;
  readonly guid: boolean;
}

/** An item with what makes it the same story in another text, and a name for its text. */
export interface IdentifiedItem extends FeedItem {
  readonly identity: string;
  /** The same for the same title and text, whatever their dates, case, marks and blanks. */
  readonly content: string;
}

/** Texts that are shorter may be alike by chance. */
const SHORTEST_ALIKE = 200;

/** What of `items`, the items of one feed, repeats among them, with what was known to repeat before. */
export function findRepeats(items: readonly FeedItem[], known: RepeatedFields): RepeatedFields {
  // The same item twice, as careless feeds have it, is one item and repeats nothing.
  const distinct = distinctBy(items, contentOf);
  return {
    url: known.url || repeats(distinct.map(({ url }) => url)),
    guid: known.guid || repeats(distinct.map(({ guid }) => guid)),
  };
}

/**
 * The items, each once, by canonical address, else by guid, else by title and text. `feed`, an address, sets its guids
 * apart from those of other feeds.
 */
export function identifyItems(
  feed: string,
  items: readonly FeedItem[],
  repeated: RepeatedFields,
): IdentifiedItem[] {
  const identified = items.map((item) => {
    const content = contentOf(item);
    return { ...item, content, identity: identityOf(feed, item, content, repeated) };
  });
  return distinctBy(identified, ({ identity }) => identity);
}

/** The identity of the story at a clean address, whatever its scheme. */
export function addressIdentity(url: string): string {
  return `url:${url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '')}`;
}

/** The identity of a story that has neither address nor feed. */
export function textIdentity(story: Pick<FeedItem, 'title' | 'text'>): string {
  return `text:${contentOf(story)}`;
}

/** Whether two items of the same `content` may be taken for one story by that alone. */
export function isDistinctive({ text }: FeedItem): boolean {
  return text.length >= SHORTEST_ALIKE;
}

function identityOf(
  feed: string,
  { url, guid }: FeedItem,
  content: string,
  repeated: RepeatedFields,
): string {
  if (url && !repeated.url) return addressIdentity(url);
  if (guid && !repeated.guid) return `guid:${feed} ${guid}`;
  return `text:${content}`;
}

function contentOf({ title, text }: Pick<FeedItem, 'title' | 'text'>): string {
  const words = `${title}\n${text}`.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ');
  return fingerprint(words.trim());
}

function repeats(values: readonly (string | undefined)[]): boolean {
  const given = values.filter((value) => value !== undefined);
  return new Set(given).size < given.length;
}

function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(keyOf(item)) && seen.add(keyOf(item)));
}
