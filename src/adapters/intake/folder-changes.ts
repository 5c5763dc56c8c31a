import { lstatSync, type Stats } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as yieldToOthers } from 'node:timers/promises';
import { UserError } from '../../domain/errors.ts';
import type { ArchiveWriter, KnownFile } from '../../domain/story/archive.ts';

/** How long the event loop is held at a time; a stat takes microseconds, but a folder may hold a hundred thousand files. */
const SLICE_MS = 5;
const ENTRIES_A_READ = 256;
/** How many known files are asked of the archive at a time. */
const PAGE = 1000;

/** A file that is not as it was when it was last looked into, or new. */
export interface ChangedFile {
  readonly name: string;
  /** Changes whenever a file of this name may hold other bytes. */
  readonly stamp: string;
  /** In Unix milliseconds. */
  readonly modified: number;
  readonly before: KnownFile | undefined;
}

/** What is not in a folder as the archive knows it. */
export interface FolderChanges {
  /** Newest first. */
  readonly changed: readonly ChangedFile[];
  /** Names of known files that are not there any more. */
  readonly gone: readonly string[];
  /** Known files that are there as they were, and that have faults. */
  readonly faulty: readonly KnownFile[];
}

/**
 * The names of a folder's story files; hidden ones and those of editors (`.#a.md`, `#a.md#`) are passed over. Throws
 * UserError for a folder that cannot be read.
 */
export async function listStoryFiles(folder: string): Promise<Set<string>> {
  try {
    const names = new Set<string>();
    for await (const { name } of await opendir(folder, { bufferSize: ENTRIES_A_READ })) {
      if (name.endsWith('.md') && !/^[.#]/.test(name)) names.add(name);
    }
    return names;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown fault';
    throw new UserError(`CONTENT_DIR: the folder ${folder} cannot be read (${code})`, { cause });
  }
}

/** Compares a folder with what the archive knows of it, by size, time and place of each file. */
export async function findChanges(
  folder: string,
  archive: Pick<ArchiveWriter, 'files'>,
): Promise<FolderChanges> {
  const names = await listStoryFiles(folder);
  const changed: ChangedFile[] = [];
  const gone: string[] = [];
  const faulty: KnownFile[] = [];
  const rest = createRests();
  for await (const page of knownFiles(archive)) {
    for (const known of page) {
      if (rest.isDue()) await rest.take();
      const file = names.delete(known.name) ? look(folder, known.name, known) : undefined;
      if (!file) gone.push(known.name);
      else if (file.stamp !== known.stamp) changed.push(file);
      else if (known.faults.length > 0) faulty.push(known);
    }
  }
  for (const name of names) {
    if (rest.isDue()) await rest.take();
    const file = look(folder, name, undefined);
    if (file) changed.push(file);
  }
  return { changed: changed.sort((a, b) => b.modified - a.modified), gone, faulty };
}

/** A file as it is now; `undefined` when it has vanished or is a folder. */
function look(folder: string, name: string, before: KnownFile | undefined): ChangedFile | undefined {
  const stats = lstatSync(join(folder, name), { throwIfNoEntry: false });
  if (!stats || stats.isDirectory()) return undefined;
  return { name, stamp: stampOf(stats), modified: stats.mtimeMs, before };
}

function stampOf({ mtimeMs, ctimeMs, size, ino }: Stats): string {
  return `${mtimeMs} ${ctimeMs} ${size} ${ino}`;
}

async function* knownFiles(archive: Pick<ArchiveWriter, 'files'>): AsyncGenerator<readonly KnownFile[]> {
  for (let after = ''; ; ) {
    const page = await archive.files(after, PAGE);
    yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.name;
  }
}

/** Lets others have the event loop whenever it was held for long enough; to await nothing for each file costs as much as its stat. */
function createRests() {
  let until = performance.now() + SLICE_MS;
  return {
    isDue: () => performance.now() >= until,
    async take(): Promise<void> {
      await yieldToOthers();
      until = performance.now() + SLICE_MS;
    },
  };
}
