import { UserError } from '../domain/errors.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
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
export async function resolveStory(
  archive: StoryArchive,
  scope: Scope,
  named: string | undefined,
): Promise<Story> {
  const wanted = named?.trim() ?? '';
  const exact = wanted === '' ? undefined : await archive.get(scope, wanted);
  if (exact) return exact;
  const { stories, total } = await archive.newest(scope, { title: wanted }, { limit: NEAREST });
  const [match] = stories;
  const story = match && (wanted === '' || total === 1) ? await archive.get(scope, match.id) : undefined;
  if (story) return story;
  const nearest = match ? stories : await archive.nearest(scope, wanted, NEAREST);
  if (nearest.length === 0) throw new UserError(NO_STORY);
  const opening = `${match ? 'Several stories match' : 'No stored story matches'} ${echo(wanted)}`;
  throw new UserError(
    `${opening}. Nearest: ${nearest.map(({ title }) => title).join('; ')}. /stories lists them all.`,
  );
}

/** Choices for a `story` option: stories whose title holds every typed word or word beginning, newest first. */
export async function suggestStories(archive: StoryArchive, scope: Scope, typed: string): Promise<Choice[]> {
  const { stories } = await archive.newest(scope, { title: typed }, { limit: MAX_CHOICES });
  return stories.map(({ title, id }) => ({ name: title, value: id }));
}
