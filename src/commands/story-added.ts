import type { AddedStory } from '../domain/intake/story-desk.ts';
import { openQuotes } from './quote.ts';
import type { Block } from './reply.ts';
import { storyHeading } from './story-line.ts';
import { openSummary } from './summary.ts';

const HEADINGS = {
  new: 'The story is stored',
  changed: 'This story was stored already: a new version of it is',
  same: 'This story is stored already',
} as const;

/** What is said of a story that was added by hand, with `notes` on how it came in and what can be done next. */
export function addedBlocks({ id, article, outcome }: AddedStory, notes: readonly string[] = []): Block[] {
  const { title, author, outlet, published, url } = article;
  const paragraphs = article.text.split('\n\n');
  const head = {
    ...{ id, title, language: 'en', tags: [], hash: '' },
    ...(author && { author }),
    ...(outlet && { outlet }),
    ...(published && { published }),
    ...(url && { url }),
  };
  return [
    { kind: 'heading', text: [HEADINGS[outcome]] },
    ...storyHeading(head),
    { kind: 'note', text: [paragraphs.length === 1 ? '1 paragraph' : `${paragraphs.length} paragraphs`] },
    ...notes.map((text): Block => ({ kind: 'note', text: [text] })),
    { kind: 'text', text: [paragraphs[0] ?? ''] },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Summary', action: openSummary({ id }) },
        { label: 'Quotes', action: openQuotes({ id }) },
        { label: 'Remove', style: 'danger', action: { command: 'story', press: 'remove', args: [id] } },
      ],
    },
  ];
}
