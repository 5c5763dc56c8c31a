import { UserError } from '../errors.ts';
import type { Article } from './article.ts';
import { SHARED } from './feed-book.ts';
import { addressIdentity, textIdentity } from './item-identity.ts';
import { PageError, type PagePorts, readPage } from './read-page.ts';
import type { StoryIntake } from './story-intake.ts';
import { MOST_STORIES } from './take-article.ts';
import { cleanAddress } from './web-address.ts';

export interface StoryDeskPorts extends PagePorts {
  readonly stories: StoryIntake;
}

/** A story that somebody added by hand. */
export interface AddedStory {
  readonly id: string;
  readonly article: Article;
  /** `changed`: it was stored already, in another text; `same`: in this one. */
  readonly outcome: 'new' | 'changed' | 'same';
}

/** Reads the page at an address and stores its story for `owner`. Throws `UserError`. */
export async function addLink(ports: StoryDeskPorts, owner: string, address: string): Promise<AddedStory> {
  const clean = cleanAddress(/^https?:\/\//i.test(address.trim()) ? address : `https://${address.trim()}`);
  if (clean === undefined) throw new UserError('That is no address of a page.');
  const article = await readPage(ports, clean).catch((cause: unknown) => {
    throw cause instanceof PageError ? new UserError(cause.message, { cause }) : cause;
  });
  return store(ports, owner, article, addressIdentity(article.url ?? clean), 'link');
}

/** Stores a story that was pasted or sent as a file. Throws `UserError`. */
export function addArticle(ports: StoryDeskPorts, owner: string, article: Article): Promise<AddedStory> {
  const identity = article.url ? addressIdentity(article.url) : textIdentity(article);
  return store(ports, owner, article, identity, 'upload');
}

async function store(
  { stories }: StoryDeskPorts,
  owner: string,
  article: Article,
  identity: string,
  kind: 'link' | 'upload',
): Promise<AddedStory> {
  const stored = await stories.store({ article, identity, owners: [owner], source: { kind } });
  const { id, added, changed, full } = stored;
  if (full.length > 0 && owner !== SHARED)
    throw new UserError(
      `A server can have ${MOST_STORIES} stories of its own. Remove some first: /story remove.`,
    );
  return { id, article, outcome: added.length > 0 ? 'new' : changed.length > 0 ? 'changed' : 'same' };
}
