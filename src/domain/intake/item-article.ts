import type { Article } from './article.ts';
import type { FeedItem } from './feed.ts';
import type { Feed } from './feed-book.ts';
import { siteOf } from './web-address.ts';

/** The story that an item gives; where it gives no text, its title stands for it. */
export function itemArticle(
  { title: feedTitle, site, url: feedUrl, language }: Pick<Feed, 'title' | 'site' | 'url' | 'language'>,
  { title, text, author, published, url, tags, isTeaser }: FeedItem,
): Article {
  const outlet = feedTitle || siteOf(site ?? feedUrl);
  return { title, author, outlet, published, url, language, tags, text: text || title, isTeaser };
}
