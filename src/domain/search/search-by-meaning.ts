import type { Embedder } from '../ports.ts';
import type { MeaningQuery, MeaningSearch } from '../story/meaning-search.ts';
import type { Nearness, VectorArchive } from '../story/vectors.ts';

/** How many of the nearest are taken into account. */
const NEAREST = 60;
/** By how many standard deviations something has to be nearer than the mean to count as near: among all stories, in one. */
const STANDS_OUT = 3;
const STANDS_OUT_IN_STORY = 1.5;
/** How many queries' vectors are kept: a member turns pages. */
const MOST_KEPT = 200;

/** Finds by the vectors of an embedding model. A fault of the model's server is no fault of the search. */
export function createMeaningSearch(ports: {
  readonly archive: Pick<VectorArchive, 'nearPassages' | 'nearQuotations'>;
  readonly embedder: Embedder;
}): MeaningSearch {
  const { archive, embedder } = ports;
  const kept = new Map<string, Promise<Float32Array | undefined>>();

  function vectorOf(query: string): Promise<Float32Array | undefined> {
    const known = kept.get(query);
    if (known !== undefined) return known;
    const asked = embedder.embed([query], embedder.startDeadline()).then(
      ([vector]) => vector,
      // The embedder tells the log; the next one to ask may have more luck.
      () => {
        kept.delete(query);
        return undefined;
      },
    );
    kept.set(query, asked);
    for (const oldest of [...kept.keys()].slice(0, kept.size - MOST_KEPT)) kept.delete(oldest);
    return asked;
  }

  async function search<T extends Nearness>(
    { query, story, also }: MeaningQuery,
    find: (near: Parameters<VectorArchive['nearPassages']>[1]) => Promise<readonly T[]>,
  ): Promise<T[]> {
    const text = query.trim();
    const vector = text === '' ? undefined : await vectorOf(text);
    if (!vector) return [];
    const found = await find({ model: embedder.name, vector, story, also, limit: NEAREST });
    const least = story === undefined ? STANDS_OUT : STANDS_OUT_IN_STORY;
    return found.filter(({ prominence }) => prominence >= least);
  }

  return {
    passages: (query) => search(query, (near) => archive.nearPassages(query.scope, near)),
    quotations: ({ speakers, direct, ...query }) =>
      search(query, (near) => archive.nearQuotations(query.scope, { ...near, speakers, direct })),
  };
}
