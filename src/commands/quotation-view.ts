import { UserError } from '../domain/errors.ts';
import type { StoryLibrary } from '../domain/ports.ts';
import type { FoundQuotation } from '../domain/quotes/find.ts';
import type { Quotation } from '../domain/quotes/quotation.ts';
import { quotationsOf } from '../domain/quotes/story-quotations.ts';
import { paragraphText, type Story } from '../domain/story.ts';
import type { Press } from './command.ts';
import type { Block, Inline, Reply } from './reply.ts';
import { storyHeading } from './story-line.ts';

/** A quotation: the exact words, who said them as the story attributes it, where they stand. */
export function quotationBlocks(library: StoryLibrary, quotation: FoundQuotation): Block[] {
  const story = library.get(quotation.story);
  if (!story) return [];
  return [
    { kind: 'quote', text: quotation.text },
    {
      kind: 'section',
      text: [
        ...speakerInlines(quotation),
        '\n',
        { italic: story.title },
        `, paragraph ${quotation.paragraph}`,
      ],
      button: {
        label: 'In context',
        action: {
          command: 'quote',
          press: 'context',
          args: [story.id, String(quotation.start), String(quotation.end)],
        },
      },
    },
  ];
}

function speakerInlines({ speaker, role, kind }: Quotation): Inline[] {
  const manner = kind === 'direct' ? 'direct quotation' : 'reported speech';
  if (speaker === null) return ['— ', { bold: 'unattributed' }, ` · ${manner}`];
  return ['— ', { bold: speaker }, `${role ? `, ${role}` : ''} · ${manner}`];
}

/** Shows the paragraph of a quotation with its neighbours, the quotation in bold, only to who pressed. */
export function createContextPress(library: StoryLibrary): Press {
  return { answer: 'private', run: async (args) => showContext(library, args) };
}

function showContext(library: StoryLibrary, [id = '', start = '', end = '']: readonly string[]): Reply {
  const story = library.get(id);
  if (!story) throw new UserError('This story is no longer stored.');
  const quotation = quotationsOf(story).find((one) => one.start === Number(start) && one.end === Number(end));
  if (!quotation) throw new UserError('The story has changed since: run /quote again.');
  const around = (number: number): Block[] => {
    const text = paragraphText(story, number);
    return text === undefined ? [] : [{ kind: 'text', text: [text] }];
  };
  return {
    blocks: [
      ...storyHeading(story),
      ...around(quotation.paragraph - 1),
      { kind: 'text', text: emphasise(story, quotation) },
      ...around(quotation.paragraph + 1),
      { kind: 'note', text: [`Paragraph ${quotation.paragraph} of ${story.paragraphs.length}`] },
    ],
  };
}

function emphasise(story: Story, { start, end, paragraph }: Quotation): Inline[] {
  const place = story.paragraphs[paragraph - 1] ?? { start, end };
  const { body } = story;
  return [body.slice(place.start, start), { bold: body.slice(start, end) }, body.slice(end, place.end)];
}
