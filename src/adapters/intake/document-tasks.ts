import type { Article } from '../../domain/intake/article.ts';
import type { FeedDocument } from '../../domain/intake/feed.ts';
import { decodeText } from './decode-text.ts';
import { findFeedLinks } from './feed-links.ts';
import { readFeed } from './feed-reader.ts';
import { readPage } from './page-reader.ts';

/** A document as it was fetched. */
export interface RawDocument {
  readonly bytes: Uint8Array;
  /** Where it was found, for its relative links. */
  readonly address: string;
  readonly contentType?: string | undefined;
}

/** What can be read of a document; each takes its time, and a hostile document's for ever. */
export interface DocumentTasks {
  /** `undefined` where the page holds no article. */
  page(document: RawDocument): Article | undefined;
  /** `undefined` for what is no feed. */
  feed(document: RawDocument): FeedDocument | undefined;
  /** The feeds that a page names as its own, in its order. */
  feedLinks(document: RawDocument): readonly string[];
}

/** Done in the worker. */
export const documentTasks: DocumentTasks = {
  page: ({ bytes, address, contentType }) => readPage(decodeText(bytes, contentType, false), address),
  feed: ({ bytes, address, contentType }) => readFeed(decodeText(bytes, contentType, true), address),
  feedLinks: ({ bytes, address, contentType }) =>
    findFeedLinks(decodeText(bytes, contentType, false), address),
};
