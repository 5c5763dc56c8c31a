import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { lstat, open, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { StoryText } from '../../domain/story/story.ts';
import type { FileFault } from './story-front-matter.ts';
import { parseStory, StoryFileError } from './story-parser.ts';

/** A story is at most this long: reading time and memory grow with it, and no news story comes near. */
export const LARGEST_STORY_BYTES = 1024 * 1024;

const TOO_LARGE = `is over ${LARGEST_STORY_BYTES / 1024 / 1024} MB, too large for a story`;

/** A file's bytes, and how they are told from others. */
export interface StoryFile {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/**
 * Reads a story's file. Throws StoryFileError for what is no regular file in the folder, such as a pipe, a device or a link
 * that leads elsewhere, and for one that is too large; never waits for a writer.
 */
export async function readStoryFile(folder: string, name: string): Promise<StoryFile> {
  const path = await resolveInside(folder, name);
  // Without O_NONBLOCK, opening a pipe waits for whoever writes into it.
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOFOLLOW);
  try {
    const stats = await handle.stat();
    if (!stats.isFile()) throw refuse('is no regular file');
    if (stats.size > LARGEST_STORY_BYTES) throw refuse(TOO_LARGE);
    const bytes = Buffer.alloc(stats.size + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length);
      if (bytesRead === 0) break;
      length += bytesRead;
      // It grows while it is read: its writer is not done.
      if (length === bytes.length) throw refuse('was being written while it was read');
    }
    const read = bytes.subarray(0, length);
    return { bytes: read, hash: createHash('sha256').update(read).digest('hex').slice(0, 32) };
  } finally {
    await handle.close();
  }
}

/** A link within the folder is as good as a file; one that leads out of it could show anything on this machine. */
async function resolveInside(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  if (!(await lstat(path)).isSymbolicLink()) return path;
  const target = await realpath(path);
  if (target.startsWith((await realpath(folder)) + sep)) return target;
  throw refuse('is a link that leads out of the folder');
}

function refuse(reason: string): StoryFileError {
  return new StoryFileError([{ line: 1, reason }]);
}

/** The story that a file holds. Throws StoryFileError with the line of the fault. */
export function parseStoryFile(name: string, { bytes, hash }: StoryFile): StoryText {
  return parseStory(storyId(name), bytes, hash);
}

/** A file's story's id. */
export function storyId(name: string): string {
  return name.slice(0, -'.md'.length);
}

/** What to tell of a story file that could not be used; what is no fault of a file is thrown again. */
export function explainFileFault(cause: unknown): readonly FileFault[] {
  if (cause instanceof StoryFileError) return cause.faults;
  if (cause instanceof Error && 'code' in cause && 'syscall' in cause) {
    // A file that vanished between listing and reading, or may not be read: one fault, the rest goes on.
    return [{ line: 1, reason: `cannot be read (${String(cause.code)})` }];
  }
  throw cause;
}
