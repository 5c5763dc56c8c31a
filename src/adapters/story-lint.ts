import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Story } from '../domain/story/story.ts';
import { errorCode, listStoryFiles } from './story-files.ts';
import type { FileFault } from './story-front-matter.ts';
import { parseStory, StoryFileError } from './story-parser.ts';

/** A story file as it is on disk now: the story, or all that keeps it from being one. */
export interface LintedFile {
  readonly file: string;
  readonly story?: Story;
  readonly faults: readonly FileFault[];
}

/** The folder's story files one after the other. Throws `UserError` where the folder cannot be read. */
export function* lintStories(folder: string): Generator<LintedFile> {
  for (const file of listStoryFiles(folder)) yield lintFile(folder, file);
}

function lintFile(folder: string, file: string): LintedFile {
  try {
    const story = parseStory(file.slice(0, -'.md'.length), readFileSync(join(folder, file)), '');
    return { file, story, faults: [] };
  } catch (cause) {
    if (cause instanceof StoryFileError) return { file, faults: cause.faults };
    return { file, faults: [{ line: 1, reason: `cannot be read (${errorCode(cause)})` }] };
  }
}
