import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../domain/errors.ts';
import type { Log, StoryLibrary } from '../domain/ports.ts';
import { compareNewestFirst, type Story } from '../domain/story/story.ts';
import { type FolderWatch, watchFolder } from './folder-watch.ts';
import type { FileFault } from './story-front-matter.ts';
import { parseStory, StoryFileError } from './story-parser.ts';

/** Why a story file could not be read. */
export interface StoryFault extends FileFault {
  readonly file: string;
}

/** The stories of a folder, kept in memory and re-read when their files change. */
export interface StoryFolder extends StoryLibrary {
  /** Faults of the files as they are now, by file name. The last good version of such a story stays. */
  faults(): readonly StoryFault[];
  /** Re-reads what changed on disk; says whether any story did. */
  refresh(): boolean;
  /** Calls `changed` after each re-read that changed a story, until `close`. */
  watch(changed: () => void): void;
  close(): void;
}

interface KnownFile {
  readonly stamp: string;
  readonly story?: Story;
  readonly faults?: readonly StoryFault[];
}

/** Reads every `*.md` of `folder`. A broken file is a fault, never an exception; an unreadable folder is a `UserError`. */
export function openStoryFolder(folder: string, log: Log): StoryFolder {
  let files = new Map<string, KnownFile>();
  let stories: readonly Story[] = [];
  let byId = new Map<string, Story>();
  let watching: FolderWatch | undefined;

  function refresh(): boolean {
    const before = files;
    const names = listStoryFiles(folder);
    files = new Map(names.map((name) => [name, readStory(folder, name, before.get(name), log)]));
    const next = [...files.values()].flatMap(({ story }) => (story ? [story] : [])).sort(compareNewestFirst);
    const changed = next.length !== stories.length || next.some((story, i) => story !== stories[i]);
    stories = next;
    byId = new Map(next.map((story) => [story.id, story]));
    return changed;
  }

  refresh();
  return {
    all: () => stories,
    get: (id) => byId.get(id),
    faults: () => [...files.values()].flatMap(({ faults }) => faults ?? []),
    refresh,
    watch(changed) {
      watching = watchFolder(folder, () => refresh() && changed(), log);
    },
    close: () => watching?.close(),
  };
}

/** The names of the story files in a folder; throws `UserError` where it cannot be read. */
export function listStoryFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.md'));
  } catch (cause) {
    const reason = `CONTENT_DIR: the folder ${folder} cannot be read (${errorCode(cause)})`;
    throw new UserError(reason, { cause });
  }
}

function readStory(folder: string, name: string, known: KnownFile | undefined, log: Log): KnownFile {
  try {
    const path = join(folder, name);
    const { mtimeMs, size, ino } = statSync(path);
    const stamp = `${mtimeMs} ${size} ${ino}`;
    if (known?.stamp === stamp) return known;
    const bytes = readFileSync(path);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 32);
    if (known?.story?.hash === hash && !known.faults) return { ...known, stamp };
    return parseFile(name, bytes, { hash, stamp, known }, log);
  } catch (cause) {
    // A file that vanished between listing and reading, or may not be read: one fault, the rest goes on.
    return keepLast(name, known, [{ line: 1, reason: `cannot be read (${errorCode(cause)})` }], '', log);
  }
}

function parseFile(
  name: string,
  bytes: Buffer,
  { hash, stamp, known }: { hash: string; stamp: string; known: KnownFile | undefined },
  log: Log,
): KnownFile {
  try {
    return { stamp, story: parseStory(name.slice(0, -'.md'.length), bytes, hash) };
  } catch (cause) {
    if (!(cause instanceof StoryFileError)) throw cause;
    return keepLast(name, known, cause.faults, stamp, log);
  }
}

function keepLast(
  file: string,
  known: KnownFile | undefined,
  problems: readonly FileFault[],
  stamp: string,
  log: Log,
): KnownFile {
  const faults = problems.map((problem): StoryFault => ({ file, ...problem }));
  const kept = known?.story ? 'its last good version stays' : 'it is left out';
  for (const fault of faults)
    log.warn({ ...fault }, `story file ${file}:${fault.line}: ${fault.reason}; ${kept}`);
  return known?.story ? { stamp, story: known.story, faults } : { stamp, faults };
}

/** The system's word for what went wrong with a file. */
export function errorCode(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown fault';
}
