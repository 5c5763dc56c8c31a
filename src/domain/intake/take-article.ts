import { fingerprint } from '../fingerprint.ts';
import type { ArchiveWriter, PutOutcome, Scope, StoryArchive } from '../story/archive.ts';
import { type StoryText, splitParagraphs } from '../story/story.ts';
import type { Article } from './article.ts';
import { SHARED } from './feed-book.ts';
import { type ArrivingStory, type IntakePorts, storeStory } from './store-story.ts';
import type { IncomingArticle, StoredArticle, StoryIntake } from './story-intake.ts';

/** The most stories of its own that a server may have. */
export const MOST_STORIES = 5000;

export interface TakeArticlePorts extends IntakePorts {
  readonly archive: IntakePorts['archive'] & Pick<ArchiveWriter, 'incoming'>;
  readonly counts: StoryArchive['counts'];
  /** Names a text among all others, at least 16 characters. */
  hash(text: string): string;
}

/** The intake over an archive: each story is stored for each owner, in turn. */
export function createStoryIntake(ports: TakeArticlePorts): StoryIntake {
  return {
    async store({
      article,
      identity,
      owners,
      source,
      isPatient = false,
    }: IncomingArticle): Promise<StoredArticle> {
      const text = describeStory(article, identity, ports.hash);
      const added: string[] = [];
      const changed: string[] = [];
      const full: string[] = [];
      let id = text.id;
      for (const name of owners) {
        const owner = ownerScope(name);
        const known = await ports.archive.find(owner, identity);
        if (!known && (await isFull(ports, owner))) full.push(name);
        else {
          const isLess = isPatient && text.isTeaser && known?.isTeaser === false;
          const whole = isLess ? await ports.archive.incoming(owner, known.id) : undefined;
          const arriving = { owner, source, identity, text: whole?.text ?? text };
          const { outcome, text: stored } = await storeFor(ports, arriving);
          if (outcome === 'new') added.push(name);
          if (outcome === 'changed') changed.push(name);
          // Servers know it by one id, whoever else has it.
          if (name !== SHARED || owners.length === 1) id = known?.id ?? stored.id;
        }
      }
      return { id, added, changed, full };
    },
    async withdraw(story, owners, at) {
      for (const name of owners) {
        const isMarked = await ports.archive.withdraw(ownerScope(name), story, at);
        if (!isMarked && name === SHARED) await ports.archive.withdraw({}, sharedName(story), at);
      }
    },
  };
}

/**
 * Stores a story that others may have brought already. A server has no copy of its own beside the shared one, which has the
 * same id; a shared one that servers have copies of has another.
 */
async function storeFor(
  ports: IntakePorts,
  arriving: ArrivingStory,
): Promise<{ readonly outcome: PutOutcome; readonly text: StoryText }> {
  const { text, owner } = arriving;
  const outcome = await storeStory(ports, arriving);
  if (outcome !== 'id taken') return { outcome, text };
  if (owner.guild !== undefined) return { outcome: 'same', text };
  const renamed = { ...text, id: sharedName(text.id) };
  return { outcome: await storeStory(ports, { ...arriving, text: renamed }), text: renamed };
}

/** The id of a shared story, where servers have copies of their own by this one. */
export function sharedName(id: string): string {
  return `${id}-shared`;
}

/** Whose a story is: a server's own, or everybody's. */
export function ownerScope(owner: string): Scope {
  return owner === SHARED ? {} : { guild: owner };
}

async function isFull({ counts }: TakeArticlePorts, owner: Scope): Promise<boolean> {
  return owner.guild !== undefined && (await counts(owner)).own >= MOST_STORIES;
}

function describeStory(article: Article, identity: string, hash: (text: string) => string): StoryText {
  const { title, dek, author, outlet, url, published, language = 'en', tags, text, isTeaser } = article;
  const fields = { title, dek, author, outlet, url, published };
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return {
    ...{ id: storyIdOf(identity), title, language, tags },
    ...Object.fromEntries(given),
    ...{ overrides: [], body: text, paragraphs: splitParagraphs(text) },
    ...(isTeaser && { isTeaser }),
    hash: hash(JSON.stringify([fields, tags, text, ...(isTeaser ? [{ isTeaser }] : [])])),
  };
}

/** The same for the same identity: the end of its address, where it has one, and a fingerprint. */
function storyIdOf(identity: string): string {
  const [, last = ''] = /^url:[^?]*\/([^/?]+)/.exec(identity) ?? [];
  const slug = last
    .replace(/\.\w{1,5}$/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');
  return [slug, fingerprint(identity)].filter(Boolean).join('-');
}
