import type { Article } from './article.ts';

/** A story that comes in, for the servers, or `SHARED`, whose own it becomes. */
export interface IncomingArticle {
  readonly article: Article;
  /** What makes it the same story in another text. */
  readonly identity: string;
  readonly owners: readonly string[];
  /** It does not take the place of a whole story where it is only a teaser. */
  readonly isPatient?: boolean | undefined;
  readonly source: { readonly kind: 'link' | 'upload' } | { readonly kind: 'feed'; readonly feed: string };
}

/** What became of it: `id` names the story for every owner that has it. */
export interface StoredArticle {
  readonly id: string;
  /** Owners that had no such story. */
  readonly added: readonly string[];
  /** Owners that had another text of it, which stays as a version before. */
  readonly changed: readonly string[];
  /** Owners that have no room for it. */
  readonly full: readonly string[];
}

/**
 * The way of stories into the archive: read once, and stored for each owner. The same article again changes nothing, but
 * that a story which its source had deleted is there again.
 */
export interface StoryIntake {
  store(incoming: IncomingArticle): Promise<StoredArticle>;
  /** Marks the story, by the id that servers know it by, as deleted at its source, for those of the owners that have it. */
  withdraw(story: string, owners: readonly string[], at: number): Promise<void>;
}
