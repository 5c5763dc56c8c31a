import { StoreError } from '../../../domain/errors.ts';
import type { ArchiveWriter, StoryArchive } from '../../../domain/story/archive.ts';
import type { VectorArchive } from '../../../domain/story/vectors.ts';
import { createShownStories } from '../shown-stories.ts';
import { openOperations } from './operations.ts';
import { shareReads } from './shared-reads.ts';
import { createArchiveThread, type OperationCaller } from './thread-client.ts';

/** The writing thread ends after this long without work: it is for bursts, and memory is dear. */
const WRITER_IDLE_MS = 5_000;

export interface SqliteArchiveOptions {
  /** The time, in Unix milliseconds, that stories are remembered to have been shown at. */
  now(): number;
}

/** An open archive; `close` finishes what was asked before. */
export interface OpenArchive extends StoryArchive, ArchiveWriter, VectorArchive {
  /** Connections of the database by state; absent for a file. */
  connections?(): Readonly<Record<'total' | 'idle' | 'waiting', number>>;
  close(): Promise<void>;
}

/**
 * Opens the archive in a SQLite file (`:memory:` for none). A file is read by one thread and written by another, since
 * SQLite holds up whoever asks it: neither waits for the other, and nobody else for either. Throws StoreError for a file
 * that cannot be used.
 */
export async function openSqliteArchive(path: string, { now }: SqliteArchiveOptions): Promise<OpenArchive> {
  const reader = path === ':memory:' ? createCaller(path) : createArchiveThread(path, { isFair: true });
  const writer = path === ':memory:' ? reader : createArchiveThread(path, { idleMs: WRITER_IDLE_MS });
  await reader.call('folder');
  const shown = createShownStories((ids, at) => writer.call('touch', ids, at), now);
  const { call: read, renew } = shareReads(reader);
  const write: OperationCaller['call'] = (...asked) => writer.call(...asked).finally(renew);
  return {
    async get(scope, id, version) {
      const story = await read('get', scope, id, version);
      if (story) shown.add(story.id);
      return story;
    },
    heads: (...args) => read('heads', ...args),
    getByFingerprint: (...args) => read('getByFingerprint', ...args),
    newest: (...args) => read('newest', ...args),
    nearest: (...args) => read('nearest', ...args),
    passages: (...args) => read('passages', ...args),
    quotations: (...args) => read('quotations', ...args),
    speakers: (...args) => read('speakers', ...args),
    counts: (...args) => read('counts', ...args),
    versions: (...args) => read('versions', ...args),
    find: (...args) => read('find', ...args),
    incoming: (...args) => read('incoming', ...args),
    outdated: (...args) => read('outdated', ...args),
    countOutdated: (...args) => read('countOutdated', ...args),
    files: (...args) => read('files', ...args),
    folder: () => read('folder'),
    withoutVectors: (...args) => write('withoutVectors', ...args),
    putVectors: (...args) => write('putVectors', ...args),
    nearPassages: (...args) => read('nearPassages', ...args),
    nearQuotations: (...args) => read('nearQuotations', ...args),
    put: (...args) => write('put', ...args),
    remove: (...args) => write('remove', ...args),
    removeOwn: (...args) => write('removeOwn', ...args),
    owners: () => read('owners'),
    pin: (...args) => write('pin', ...args),
    withdraw: (...args) => write('withdraw', ...args),
    touch: (...args) => write('touch', ...args),
    expire: (...args) => write('expire', ...args),
    tidy: () => write('tidy'),
    noteFiles: (...args) => write('noteFiles', ...args),
    dropFiles: (...args) => write('dropFiles', ...args),
    enterFolder: (...args) => write('enterFolder', ...args),
    async close() {
      await shown.flush();
      await writer.close();
      if (writer !== reader) await reader.close();
    },
  };
}

/** The same without threads, for an archive in memory, which lives in one connection. */
function createCaller(path: string): OperationCaller {
  const operations = openOperations(path);
  return {
    async call(name, ...args) {
      try {
        return Reflect.apply(operations[name], operations, args) as never;
      } catch (cause) {
        throw new StoreError(`The archive failed at ${name}.`, { cause });
      }
    },
    close: async () => operations.close(),
  };
}
