// What the ledger remembers of a post: the story, the version of it and the quotation, each as one string.

import { fingerprint } from '../fingerprint.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Story, StoryHead } from '../story/story.ts';

/** The beginning of a subject that names a story, and of one that names the version of it that a post rests on. */
const STORY = 'story:';
const VERSION = 'version:';
const VERSION_LENGTH = 16;

/** How the ledger names a story. */
export function storySubject(id: string): string {
  return `${STORY}${id}`;
}

/** How the ledger names the version of a story that a post rests on. */
export function versionSubject({ id, hash }: StoryHead): string {
  return `${VERSION}${id}:${hash.slice(0, VERSION_LENGTH)}`;
}

/** The story's id and the beginning of its version's hash. */
export function readVersionSubject(subject: string): [string, string][] | undefined {
  const end = subject.lastIndexOf(':');
  if (!subject.startsWith(VERSION) || end < VERSION.length) return undefined;
  return [[subject.slice(VERSION.length, end), subject.slice(end + 1)]];
}

/** The ids of the stories that these subjects name. */
export function storiesOf(subjects: readonly string[]): string[] {
  return subjects.flatMap((subject) => readStorySubject(subject) ?? []);
}

function readStorySubject(subject: string): string | undefined {
  return subject.startsWith(STORY) ? subject.slice(STORY.length) : undefined;
}

/** How the ledger names a quotation of a story. */
export function quotationSubject(story: Story, { text }: Quotation): string {
  return `quote:${story.id}:${fingerprint(text)}`;
}
