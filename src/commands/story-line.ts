import type { StoryHead } from '../domain/story/story.ts';
import type { Block, Inline, Link } from './reply.ts';

/** Outlet and author of a story, as far as it states them, its date, and its marks: "Antiwar.com · Dave DeCamp · 3 March 2026". */
export function storyLine(story: StoryHead): Inline[] {
  const parts: Inline[] = [];
  if (story.outlet) parts.push(story.outlet);
  if (story.author) parts.push(story.author);
  parts.push(story.published ? publishedAt(story.published) : 'undated');
  return [...parts.flatMap((part, index) => (index === 0 ? [part] : [' · ', part])), ...storyMarks(story)];
}

/** What a reader has to know of a story that stands elsewhere no more, or not whole here, behind other small print. */
export function storyMarks({ withdrawn, isTeaser }: Pick<StoryHead, 'withdrawn' | 'isTeaser'>): Inline[] {
  return [
    ...(withdrawn === undefined
      ? []
      : [' · Withdrawn at the source on ', { unixSeconds: Math.floor(withdrawn / 1000) }]),
    ...(isTeaser ? [' · The feed gives only a teaser'] : []),
  ];
}

/** The story's title (linked where it has an address) and the line below it. */
export function storyHeading(story: StoryHead): Block[] {
  const title: Inline = story.url ? { link: { text: story.title, url: story.url } } : story.title;
  return [
    { kind: 'heading', text: [title] },
    { kind: 'note', text: storyLine(story) },
  ];
}

/** The link to a story's page; none where it states no address. */
export function sourceLinks({ url, outlet }: Pick<StoryHead, 'url' | 'outlet'>): Link[] {
  return url ? [{ label: outlet ? `Read at ${outlet}` : 'Read the story', url }] : [];
}

/** A date alone is shown as the story has it: turned into a moment it would shift with the reader's time zone. */
function publishedAt(published: string): Inline {
  if (published.includes('T')) return { unixSeconds: Math.floor(Date.parse(published) / 1000) };
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(published),
  );
}
