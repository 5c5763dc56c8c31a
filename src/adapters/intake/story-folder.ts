import { resolve } from 'node:path';
import { type IntakePorts, storeStory } from '../../domain/intake/store-story.ts';
import type { ArchiveWriter, KnownFile } from '../../domain/story/archive.ts';
import { type ChangedFile, findChanges, listStoryFiles } from './folder-changes.ts';
import { type FolderWatch, watchFolder } from './folder-watch.ts';
import { explainFileFault, parseStoryFile, readStoryFile } from './story-file.ts';
import type { FileFault } from './story-front-matter.ts';
import { StoryFileError } from './story-parser.ts';

/** How many files are noted and dropped at a time. */
const NOTED_AT_ONCE = 50;
const DROPPED_AT_ONCE = 20;

/** Why a story file could not be used. */
export interface StoryFault extends FileFault {
  readonly file: string;
}

export interface StoryFolderPorts extends IntakePorts {
  readonly archive: IntakePorts['archive'] &
    Pick<ArchiveWriter, 'files' | 'noteFiles' | 'dropFiles' | 'folder' | 'enterFolder'>;
}

/** A content folder whose stories the archive has. */
export interface StoryFolder {
  /** Stores what has changed since the last time and removes what is gone; at most one such scan runs, another follows it. */
  scan(): Promise<void>;
  /** Scans after each change, until `close`. */
  watch(): void;
  /** Faults of the files as they were last seen, by name. The last good version of such a story stays. */
  faults(): readonly StoryFault[];
  /** How many changed files are still to be looked into. */
  waiting(): number;
  /** Stops a scan that runs, after the story that it is at. */
  close(): Promise<void>;
}

/** Opens a content folder. Throws UserError, also at each scan, for one that cannot be read. */
export async function openStoryFolder(folder: string, ports: StoryFolderPorts): Promise<StoryFolder> {
  const { archive, log } = ports;
  const faults = new Map<string, readonly FileFault[]>();
  const closing = new AbortController();
  let watching: FolderWatch | undefined;
  let waiting = 0;
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  async function scanOnce(): Promise<void> {
    waiting = 0;
    const { changed, gone, faulty } = await findChanges(folder, archive);
    faults.clear();
    for (const known of faulty) faults.set(known.name, known.faults);
    waiting = changed.length;
    await inSlices(changed, NOTED_AT_ONCE, storeChanged);
    await inSlices(gone, DROPPED_AT_ONCE, (names) => archive.dropFiles(names));
    if (changed.length > 0 || gone.length > 0) {
      log.info(
        { changed: changed.length, removed: gone.length },
        'the stories of the content folder changed',
      );
    }
  }

  async function storeChanged(files: readonly ChangedFile[]): Promise<void> {
    const noted: KnownFile[] = [];
    for (const file of files) {
      if (closing.signal.aborted) break;
      noted.push(await storeFile(file));
      waiting -= 1;
    }
    await archive.noteFiles(noted);
  }

  async function storeFile(changed: ChangedFile): Promise<KnownFile> {
    const { name, stamp, before } = changed;
    try {
      const file = await readStoryFile(folder, name);
      if (before?.hash === file.hash && before.faults.length === 0) return { ...before, stamp };
      const text = parseStoryFile(name, file);
      const arriving = { owner: {}, source: { kind: 'file' }, identity: `file:${text.id}`, text } as const;
      const outcome = await storeStory(ports, arriving);
      if (outcome === 'id taken') {
        throw new StoryFileError([{ line: 1, reason: `another story has the id ${text.id}` }]);
      }
      return { name, stamp, hash: file.hash, story: text.id, faults: [] };
    } catch (cause) {
      if (closing.signal.aborted) throw cause;
      return keepLast(changed, explainFileFault(cause));
    }
  }

  function keepLast({ name, stamp, before }: ChangedFile, found: readonly FileFault[]): KnownFile {
    faults.set(name, found);
    const { story, hash = '' } = before ?? {};
    const kept = story === undefined ? 'it is left out' : 'its last good version stays';
    for (const { line, reason } of found) {
      log.warn({ file: name, line, reason }, `story file ${name}:${line}: ${reason}; ${kept}`);
    }
    return { name, stamp, hash, ...(story !== undefined && { story }), faults: found };
  }

  async function inSlices<T>(
    items: readonly T[],
    size: number,
    work: (slice: readonly T[]) => Promise<void>,
  ): Promise<void> {
    for (let from = 0; from < items.length && !closing.signal.aborted; from += size) {
      await work(items.slice(from, from + size));
    }
  }

  async function scan(): Promise<void> {
    // A change while a scan runs may have come too late for it: one more scan follows, for however many changes.
    if (running !== undefined) {
      following ??= running
        .catch(() => undefined)
        .then(() => {
          following = undefined;
          return scan();
        });
      return following;
    }
    running = scanOnce().finally(() => {
      running = undefined;
    });
    return running;
  }

  await listStoryFiles(folder);
  const path = resolve(folder);
  if ((await archive.folder()) !== path) await archive.enterFolder(path);
  return {
    scan,
    watch() {
      watching = watchFolder(folder, scan, log);
    },
    faults: () =>
      [...faults]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([file, found]) => found.map((fault) => ({ file, ...fault }))),
    waiting: () => waiting,
    async close() {
      watching?.close();
      closing.abort();
      await Promise.allSettled([running, following]);
    },
  };
}
