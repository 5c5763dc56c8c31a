import type { Article } from './article.ts';
import type { FeedDocument } from './feed.ts';

/** A document as it was fetched. */
export interface RawDocument {
  readonly bytes: Uint8Array;
  /** Where it was found, for its relative links. */
  readonly address: string;
  readonly contentType?: string | undefined;
}

/** A document that cannot be read within bounds, or at which the reader fails. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}

/** Reads documents where it holds up nobody. Each method throws `DocumentError`. */
export interface DocumentReader {
  /** `undefined` where the page holds no article. */
  page(document: RawDocument): Promise<Article | undefined>;
  /** `undefined` for what is no feed. */
  feed(document: RawDocument): Promise<FeedDocument | undefined>;
  /** The feeds that a page names as its own, in its order. */
  feedLinks(document: RawDocument): Promise<readonly string[]>;
}
