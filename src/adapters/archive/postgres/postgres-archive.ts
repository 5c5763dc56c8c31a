import type { Log } from '../../../domain/ports.ts';
import { openPostgres, type PostgresOptions } from '../../postgres/postgres.ts';
import { withStoreFault } from '../../store/store-fault.ts';
import { createShownStories } from '../shown-stories.ts';
import type { OpenArchive } from '../sqlite/sqlite-archive.ts';
import { putStory } from './put.ts';
import { createSpeakerQueries } from './speaker-queries.ts';
import { createStoryQueries } from './story-queries.ts';
import { createTextQueries } from './text-queries.ts';
import { createUpkeep } from './upkeep.ts';
import { createVectorQueries } from './vector-queries.ts';

/** pg_trgm: how much of a misspelt word has to be in a name; its default of 0.6 misses two changed letters of eight. */
const MISSPELT_SIMILARITY = 0.4;

export interface PostgresArchiveOptions extends Omit<PostgresOptions, 'settings'> {
  readonly log: Log;
  /** The time, in Unix milliseconds, that stories are remembered to have been shown at. */
  now(): number;
}

/** Opens the archive in PostgreSQL, for any number of processes. Throws StoreError where it cannot be used. */
export async function openPostgresArchive(
  url: string,
  options: PostgresArchiveOptions,
): Promise<OpenArchive> {
  const settings = { 'pg_trgm.word_similarity_threshold': String(MISSPELT_SIMILARITY) };
  const db = await openPostgres(url, { ...options, settings });
  const [stories, texts, speakers, upkeep, vectors] = [
    createStoryQueries(db),
    createTextQueries(db),
    createSpeakerQueries(db),
    createUpkeep(db),
    createVectorQueries(db),
  ];
  const shown = createShownStories(upkeep.touch, options.now);
  const parts = { ...stories, ...texts, ...speakers, ...upkeep, ...vectors };
  const guarded = <A extends unknown[], R>(name: string, call: (...args: A) => Promise<R>) =>
    ((...args: A) => withStoreFault(`asking the archive (${name})`, () => call(...args))) as typeof call;
  return {
    async get(scope, id, version) {
      const story = await withStoreFault('asking the archive (get)', () => stories.get(scope, id, version));
      if (story) shown.add(story.id);
      return story;
    },
    heads: guarded('heads', parts.heads),
    getByFingerprint: guarded('getByFingerprint', parts.getByFingerprint),
    newest: guarded('newest', parts.newest),
    nearest: guarded('nearest', parts.nearest),
    passages: guarded('passages', parts.passages),
    quotations: guarded('quotations', parts.quotations),
    speakers: guarded('speakers', parts.speakers),
    counts: guarded('counts', parts.counts),
    versions: guarded('versions', parts.versions),
    find: guarded('find', parts.find),
    incoming: guarded('incoming', parts.incoming),
    outdated: guarded('outdated', parts.outdated),
    countOutdated: guarded('countOutdated', parts.countOutdated),
    files: guarded('files', parts.files),
    folder: guarded('folder', parts.folder),
    withoutVectors: guarded('withoutVectors', parts.withoutVectors),
    putVectors: guarded('putVectors', parts.putVectors),
    nearPassages: guarded('nearPassages', parts.nearPassages),
    nearQuotations: guarded('nearQuotations', parts.nearQuotations),
    put: guarded('put', (incoming) => putStory(db, incoming)),
    remove: guarded('remove', parts.remove),
    removeOwn: guarded('removeOwn', parts.removeOwn),
    owners: guarded('owners', parts.owners),
    pin: guarded('pin', parts.pin),
    withdraw: guarded('withdraw', parts.withdraw),
    touch: guarded('touch', parts.touch),
    expire: guarded('expire', parts.expire),
    // The server tidies up by itself (autovacuum).
    tidy: async () => false,
    noteFiles: guarded('noteFiles', parts.noteFiles),
    dropFiles: guarded('dropFiles', parts.dropFiles),
    enterFolder: guarded('enterFolder', parts.enterFolder),
    connections: () => db.stats(),
    async close() {
      // What was shown last is of no weight where the server is away.
      await shown.flush().catch(() => undefined);
      await db.close();
    },
  };
}
