import { fitsTitle } from '../domain/search/title-words.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
import type { StoryHead } from '../domain/story/story.ts';
import { type Command, type Invocation, type PageRequest, type Press, scopeOf } from './command.ts';
import { echo, echoBold } from './echo.ts';
import { PRIVATE_OPTION, readText, wantsPrivacy } from './options.ts';
import { clampOffset, type Page, pagerBlocks, readOffset } from './paging.ts';
import type { Block, Button, Inline, Reply } from './reply.ts';
import { storyLine } from './story-line.ts';
import { NO_STORY } from './story-option.ts';
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
  readonly archive: StoryArchive;
}

/** `/stories`: what is stored, in pages. */
export function createStoriesCommand({ archive }: StoriesDeps): Command {
  const show: Press['run'] = ([search = '', offset], { caller }) =>
    showStories(archive, scopeOf(caller), search, { ...PAGE, offset: readOffset(offset) });
  return {
    data: STORIES_DATA,
    isPrivate: wantsPrivacy,
    run: ({ options, caller, page = PAGE }: Invocation) =>
      showStories(archive, scopeOf(caller), readText(options, 'search') ?? '', page),
    presses: { page: { answer: 'update', run: show } },
  };
}

async function showStories(
  archive: StoryArchive,
  scope: Scope,
  search: string,
  wanted: PageRequest,
): Promise<Reply> {
  const page = await findStories(archive, scope, search, wanted);
  const { total } = page;
  if (total === 0) return { blocks: [{ kind: 'text', text: [emptyLine(search)] }] };
  const count = total === 1 ? '1 story' : `${total} stories`;
  return {
    blocks: [
      { kind: 'heading', text: search ? [`${count} for `, echoBold(search)] : [`${count} stored`] },
      ...page.items.map(storyBlock),
      ...pagerBlocks(page, 'Stories', (to) => ({
        command: 'stories',
        press: 'page',
        args: [search, String(to)],
      })),
    ],
  };
}

/** Stories whose title fits first, newest first, then those whose text does, best first. */
export async function findStories(
  archive: StoryArchive,
  scope: Scope,
  search: string,
  { offset: wanted, limit }: PageRequest,
): Promise<Page<StoryHead>> {
  const { total } = await archive.newest(scope, { title: search }, { limit: 0 });
  const others = search === '' ? [] : await findByText(archive, scope, search);
  const offset = clampOffset(wanted, total + others.length, limit);
  const { stories } = await archive.newest(scope, { title: search }, { offset, limit });
  const rest = others.slice(Math.max(0, offset - total), Math.max(0, offset + limit - total));
  return { items: [...stories, ...rest], offset, total: total + others.length, size: limit };
}

async function findByText(archive: StoryArchive, scope: Scope, search: string): Promise<StoryHead[]> {
  const passages = await archive.passages(scope, search, { limit: MAX_PASSAGES });
  const heads = await archive.heads(scope, [...new Set(passages.map(({ story }) => story))]);
  return heads.filter(({ title }) => !fitsTitle(title, search));
}

function emptyLine(search: string): string {
  return search
    ? `No stored story matches ${echo(search)}. /stories without a search lists them all.`
    : NO_STORY;
}

function storyBlock(story: StoryHead): Block {
  const title: Inline = story.url ? { link: { text: story.title, url: story.url } } : { bold: story.title };
  const button: Button = { label: 'Summary', action: openSummary(story) };
  return { kind: 'section', text: [title], note: storyLine(story), button };
}
