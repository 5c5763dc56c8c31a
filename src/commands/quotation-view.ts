import { UserError } from '../domain/errors.ts';
import type { StoryLibrary } from '../domain/ports.ts';
import type { FoundQuotation } from '../domain/quotes/lookup/find.ts';
import type { Quotation } from '../domain/quotes/quotation.ts';
import { quotationsOf } from '../domain/quotes/story-quotations.ts';
import { paragraphText, type Story } from '../domain/story/story.ts';
import type { Press } from './command.ts';
import type { Block, Button, Inline, Reply } from './reply.ts';
import { storyHeading } from './story-line.ts';

/**
 * Quotations as they are shown: the exact words, who said them as the story attributes it, where they stand. A
 * story's heading comes once above its quotations.
 */
export function quotationBlocks(library: StoryLibrary, quotations: readonly FoundQuotation[]): Block[] {
  return quotations.flatMap((quotation, index): Block[] => {
    const story = library.get(quotation.story);
    if (!story) return [];
    const isFirst = quotations[index - 1]?.story !== quotation.story;
    return [
      ...(index > 0 ? [{ kind: 'separator' } as const] : []),
      ...(isFirst ? storyHeading(story) : []),
      { kind: 'quote', text: shownSlice(story, quotation) },
      { kind: 'section', text: speakerInlines(quotation), button: contextButton(story, quotation) },
    ];
  });
}

/** A quotation's exact words, without the comma before a cue ("…,” she said), which belongs to the sentence around it. */
export function shownSlice({ body }: Story, { start, end }: Quotation): string {
  return body.slice(start, body[end - 1] === ',' ? end - 1 : end);
}

function contextButton({ id }: Story, { start, end }: Quotation): Button {
  const action = { command: 'quote', press: 'context', args: [id, String(start), String(end)] };
  return { label: 'In context', action };
}

function speakerInlines({ speaker, role, kind, paragraph }: Quotation): Inline[] {
  const manner = kind === 'direct' ? 'direct quotation' : 'reported speech';
  const place = `\n${manner}, paragraph ${paragraph}`;
  if (speaker === null) return ['— ', { bold: 'unattributed' }, place];
  return ['— ', { bold: speaker }, `${role ? `, ${role}` : ''}${place}`];
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
