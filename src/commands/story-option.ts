import { foldText } from '../domain/english/fold.ts';
import { UserError } from '../domain/errors.ts';
import type { StoryLibrary } from '../domain/ports.ts';
import type { Story } from '../domain/story/story.ts';
import type { Choice } from './command.ts';
import { echo } from './echo.ts';

/** Discord's limit for autocomplete choices. */
const MAX_CHOICES = 25;
const NEAREST = 3;

/** What is answered while nothing is stored. */
export const NO_STORY = 'No story is stored yet. An editor adds one as a Markdown file in content/.';

/** The declaration of a `story` option, the same in every command that has one. */
export const STORY_OPTION = {
  type: 3,
  name: 'story',
  description: 'A stored story: type words of its title (the newest when left out)',
  autocomplete: true,
  max_length: 300,
} as const;

/**
 * The story that a member named: by id, or by words of its title when they fit exactly one. The newest when
 * `named` is blank. Throws `UserError` with the nearest titles.
 */
export function resolveStory(library: StoryLibrary, named: string | undefined): Story {
  const [newest] = library.all();
  if (!newest) throw new UserError(NO_STORY);
  const wanted = named?.trim() ?? '';
  if (wanted === '') return newest;
  const exact = library.get(wanted);
  if (exact) return exact;
  const matches = findByTitle(library, wanted);
  const [match] = matches;
  if (match && matches.length === 1) return match;
  const nearest = (match ? matches : nearestByTitle(library, wanted)).slice(0, NEAREST);
  const opening = `${match ? 'Several stories match' : 'No stored story matches'} ${echo(wanted)}`;
  throw new UserError(
    `${opening}. Nearest: ${nearest.map(({ title }) => `“${title}”`).join('; ')}. /stories lists them all.`,
  );
}

/** Stories whose title holds every typed word or word beginning, newest first; all of them for a blank text. */
export function findByTitle(library: StoryLibrary, typed: string): Story[] {
  const wanted = wordsOf(typed);
  return library.all().filter((story) => {
    const words = wordsOf(story.title);
    return wanted.every((start) => words.some((word) => word.startsWith(start)));
  });
}

/** Choices for a `story` option. */
export function suggestStories(library: StoryLibrary, typed: string): Choice[] {
  return findByTitle(library, typed)
    .slice(0, MAX_CHOICES)
    .map(({ title, id }) => ({ name: title, value: id }));
}

function nearestByTitle(library: StoryLibrary, typed: string): Story[] {
  const wanted = new Set(wordsOf(typed));
  const shared = (story: Story): number => wordsOf(story.title).filter((word) => wanted.has(word)).length;
  return library.all().toSorted((a, b) => shared(b) - shared(a));
}

function wordsOf(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}
