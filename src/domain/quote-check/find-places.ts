import type { Scope, StoryArchive } from '../story/archive.ts';
import type { FindPlaces } from './check-quotations.ts';

/** Looks for words in the stories that the scope sees, or in one of them. */
export function createFindPlaces(
  archive: Pick<StoryArchive, 'passages' | 'get'>,
  { scope, story }: { readonly scope: Scope; readonly story?: string | undefined },
): FindPlaces {
  return async (words, limit) => {
    const passages = await archive.passages(scope, words, { limit, story });
    const ids = [...new Set(passages.map((passage) => passage.story))];
    const stories = new Map(
      await Promise.all(ids.map(async (id) => [id, await archive.get(scope, id)] as const)),
    );
    return passages.flatMap(({ story: id, paragraph }) => {
      const found = stories.get(id);
      return found ? [{ story: found, paragraph }] : [];
    });
  };
}
