import { readStory } from '../../domain/quotes/read-story.ts';
import type { Story } from '../../domain/story/story.ts';
import { listStoryFiles } from './folder-changes.ts';
import { explainFileFault, parseStoryFile, readStoryFile } from './story-file.ts';
import type { FileFault } from './story-front-matter.ts';

/** A story file as it is on disk now: the story, read, or all that keeps it from being one. */
export interface LintedFile {
  readonly file: string;
  readonly story?: Story;
  readonly faults: readonly FileFault[];
}

/** The folder's story files one after the other, by name. Throws `UserError` where the folder cannot be read. */
export async function* lintStories(folder: string): AsyncGenerator<LintedFile> {
  for (const file of [...(await listStoryFiles(folder))].sort()) yield await lintFile(folder, file);
}

async function lintFile(folder: string, file: string): Promise<LintedFile> {
  try {
    const text = parseStoryFile(file, await readStoryFile(folder, file));
    return { file, story: { ...text, ...readStory(text) }, faults: [] };
  } catch (cause) {
    return { file, faults: explainFileFault(cause) };
  }
}
