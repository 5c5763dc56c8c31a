import type { Article } from '../../domain/intake/article.ts';
import type { RawDocument } from '../../domain/intake/documents.ts';
import type { FeedDocument } from '../../domain/intake/feed.ts';
import { decodeText } from './decode-text.ts';
import { findFeedLinks } from './feed-links.ts';
import { readFeed } from './feed-reader.ts';
import { readPage } from './page-reader.ts';

/** What the worker does: each takes its time, and a hostile document's for ever. */
export interface DocumentTasks {
  page(document: RawDocument): Article | undefined;
  feed(document: RawDocument): FeedDocument | undefined;
  feedLinks(document: RawDocument): readonly string[];
}

export const documentTasks: DocumentTasks = {
  page: ({ bytes, address, contentType }) => readPage(decodeText(bytes, contentType, false), address),
  feed: ({ bytes, address, contentType }) => readFeed(decodeText(bytes, contentType, true), address),
  feedLinks: ({ bytes, address, contentType }) =>
    findFeedLinks(decodeText(bytes, contentType, false), address),
};
