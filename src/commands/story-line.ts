import type { StoryHead } from '../domain/story/story.ts';
import type { Block, Inline } from './reply.ts';

/** Outlet, author and date of a story, as far as it states them: "Antiwar.com · Dave DeCamp · 3 March 2026". */
export function storyLine(story: StoryHead): Inline[] {
  const parts: Inline[] = [];
  if (story.outlet) parts.push(story.outlet);
  if (story.author) parts.push(story.author);
  if (story.published) parts.push(publishedAt(story.published));
  return parts.flatMap((part, index) => (index === 0 ? [part] : [' · ', part]));
}

/** The story's title (linked where it has an address) and the line below it. */
export function storyHeading(story: StoryHead): Block[] {
  const title: Inline = story.url ? { link: { text: story.title, url: story.url } } : story.title;
  const line = storyLine(story);
  return [
    { kind: 'heading', text: [title] },
    ...(line.length > 0 ? [{ kind: 'note', text: line } as const] : []),
  ];
}

/** A date alone is shown as the story has it: turned into a moment it would shift with the reader's time zone. */
function publishedAt(published: string): Inline {
  if (published.includes('T')) return { unixSeconds: Math.floor(Date.parse(published) / 1000) };
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(published),
  );
}
