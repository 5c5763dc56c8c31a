import type { AddedStory } from '../domain/intake/story-desk.ts';
import { openQuotes } from './quote.ts';
import type { Block } from './reply.ts';
import { storyHeading } from './story-line.ts';
import { openSummary } from './summary.ts';

/** What is said of a story that was added by hand, with what can be done next. */
export function addedBlocks({ id, article, isKnown }: AddedStory): Block[] {
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
    { kind: 'heading', text: [isKnown ? 'This story is stored already' : 'The story is stored'] },
    ...storyHeading(head),
    { kind: 'note', text: [paragraphs.length === 1 ? '1 paragraph' : `${paragraphs.length} paragraphs`] },
    { kind: 'quote', text: paragraphs[0] ?? '' },
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
