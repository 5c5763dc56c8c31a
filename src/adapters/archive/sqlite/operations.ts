import type { IncomingStory } from '../../../domain/story/archive.ts';
import { openArchiveFile } from './archive-file.ts';
import { putStory } from './put.ts';
import { createSpeakerQueries } from './speaker-queries.ts';
import { createStoryQueries } from './story-queries.ts';
import { createTextQueries } from './text-queries.ts';
import { createUpkeep } from './upkeep.ts';
import { createVectorQueries } from './vector-queries.ts';

/** Opens an archive's file; everything that can be asked of it, done at once. For a thread of its own, or a file in memory. */
export function openOperations(path: string) {
  const db = openArchiveFile(path);
  return {
    ...createStoryQueries(db),
    ...createTextQueries(db),
    ...createSpeakerQueries(db),
    ...createUpkeep(db),
    ...createVectorQueries(db),
    put: (incoming: IncomingStory) => putStory(db, incoming),
    close: () => db.close(),
  };
}

export type Operations = ReturnType<typeof openOperations>;
export type OperationName = Exclude<keyof Operations, 'close'>;
