import type { PassageIndex, StoryLibrary } from '../domain/ports.ts';
import type { Story } from '../domain/story/story.ts';
import type { Command, Invocation, PageRequest, Press } from './command.ts';
import { echo } from './echo.ts';
import { PRIVATE_OPTION, readText, wantsPrivacy } from './options.ts';
import { pageOf, pagerBlocks, readOffset } from './paging.ts';
import type { Block, Button, Inline, Reply } from './reply.ts';
import { storyLine } from './story-line.ts';
import { findByTitle, NO_STORY } from './story-option.ts';
import { openSummary } from './summary.ts';

const PAGE = { offset: 0, limit: 5 };
/** Passages to look at for a search; each story may hold several. */
const MAX_PASSAGES = 200;

/** The declaration of `/stories`. */
export const STORIES_DATA = {
  name: 'stories',
  description: 'The stored stories, newest first',
  options: [
    { type: 3, name: 'search', description: 'Words of the title or the text', max_length: 200 },
    PRIVATE_OPTION,
  ],
} as const satisfies Command['data'];

export interface StoriesDeps {
  readonly library: StoryLibrary;
  readonly index: PassageIndex;
}

/** `/stories`: what is stored, in pages. */
export function createStoriesCommand(deps: StoriesDeps): Command {
  const show: Press['run'] = async ([search = '', offset]) =>
    showStories(deps, search, { ...PAGE, offset: readOffset(offset) });
  return {
    data: STORIES_DATA,
    isPrivate: wantsPrivacy,
    run: async ({ options, page = PAGE }: Invocation) =>
      showStories(deps, readText(options, 'search') ?? '', page),
    presses: { page: { answer: 'update', run: show } },
  };
}

function showStories(deps: StoriesDeps, search: string, { offset, limit }: PageRequest): Reply {
  const stories = findStories(deps, search);
  if (stories.length === 0) return { blocks: [{ kind: 'text', text: [emptyLine(search)] }] };
  const page = pageOf(stories, offset, limit);
  const count = stories.length === 1 ? '1 story' : `${stories.length} stories`;
  return {
    blocks: [
      { kind: 'heading', text: [search ? `${count} for ${echo(search)}` : `${count} stored`] },
      ...page.items.map(storyBlock),
      ...pagerBlocks(page, 'Stories', (to) => ({
        command: 'stories',
        press: 'page',
        args: [search, String(to)],
      })),
    ],
  };
}

/** Stories whose title fits first, then those whose text does, best first. */
export function findStories({ library, index }: StoriesDeps, search: string): Story[] {
  const byTitle = findByTitle(library, search);
  if (search === '') return byTitle;
  const byText = index.search(search, { limit: MAX_PASSAGES }).map(({ story }) => library.get(story));
  return [...new Set([...byTitle, ...byText])].filter((story) => story !== undefined);
}

function emptyLine(search: string): string {
  return search
    ? `No stored story matches ${echo(search)}. /stories without a search lists them all.`
    : NO_STORY;
}

function storyBlock(story: Story): Block {
  const line = storyLine(story);
  const title: Inline = story.url ? { link: { text: story.title, url: story.url } } : { bold: story.title };
  const button: Button = { label: 'Summary', action: openSummary(story) };
  return { kind: 'section', text: line.length > 0 ? [title, '\n', ...line] : [title], button };
}
