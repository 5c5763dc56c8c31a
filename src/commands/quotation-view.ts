import { UserError } from '../domain/errors.ts';
import type { FoundQuotation } from '../domain/quotes/lookup/find.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
import type { Quotation } from '../domain/story/quotation.ts';
import { paragraphText, type Span, type Story } from '../domain/story/story.ts';
import { type Press, scopeOf } from './command.ts';
import { HASH_LENGTH } from './evidence.ts';
import type { Block, Button, Inline, Reply } from './reply.ts';
import { storyHeading } from './story-line.ts';

/**
 * Quotations as they are shown: direct speech as a block quote, reported speech as the story's whole sentence, each with
 * who said it as the story attributes it, and where. A story's heading comes once above its quotations.
 */
export function quotationBlocks(quotations: readonly FoundQuotation[]): Block[] {
  return quotations.flatMap((quotation, index): Block[] => {
    const { story } = quotation;
    const isFirst = quotations[index - 1]?.story.id !== story.id;
    return [
      ...(index > 0 ? [{ kind: 'separator' } as const] : []),
      ...(isFirst ? storyHeading(story) : []),
      quotation.kind === 'direct'
        ? { kind: 'quote', text: quoteDirect(story, quotation) }
        : { kind: 'text', text: emphasise(story, quotation, quotation.sentence) },
      { kind: 'section', text: speakerInlines(quotation), button: contextButton(story, quotation) },
    ];
  });
}

/**
 * Direct speech between marks, with "…" where its sentence began before or goes on after it. The words are a slice of
 * the story, without the comma before a cue ("…,” she said), which belongs to the sentence around them.
 */
export function quoteDirect({ body }: Story, quotation: Quotation): string {
  const { start, end } = quotation;
  const words = body.slice(start, end).replace(/,$/, '');
  const opens = /^\p{Ll}/u.test(words) ? '…' : '';
  return `“${opens}${words}${goesOn(body, quotation) ? '…' : ''}”`;
}

/** Whether the speaker's sentence goes on after these words: past its cue, or in words that the story does not quote. */
function goesOn(body: string, { start, end, sentence }: Quotation): boolean {
  const after = body.slice(end, sentence.end);
  if (/[.?!…—–-]['’)]?$/.test(body.slice(start, end))) return false;
  if (body[end - 1] === ',') return /[“"]\p{Ll}/u.test(after);
  return !/^["”'’]*\s*(?:[.?!…;]|$)/.test(after);
}

function contextButton({ id, hash }: Story, { start, end }: Quotation): Button {
  const action = {
    command: 'quote',
    press: 'context',
    args: [id, String(start), String(end), hash.slice(0, HASH_LENGTH)],
  };
  return { label: 'In context', action };
}

function speakerInlines({ speaker, role, kind, paragraph }: Quotation): Inline[] {
  const who = [{ bold: speaker ?? 'unattributed' }, role ? `, ${role}` : ''];
  return kind === 'direct'
    ? ['— ', ...who, `\ndirect quotation, paragraph ${paragraph}`]
    : ['Reported, not quoted: ', ...who, `\nthe story’s own sentence, paragraph ${paragraph}`];
}

/** Shows the paragraph of a quotation with its neighbours, the quotation in bold, only to who pressed. */
export function createContextPress(archive: StoryArchive): Press {
  return { answer: 'private', run: (args, { caller }) => showContext(archive, scopeOf(caller), args) };
}

async function showContext(
  archive: StoryArchive,
  scope: Scope,
  [id = '', start = '', end = '', hash]: readonly string[],
): Promise<Reply> {
  const story = (await archive.get(scope, id, hash)) ?? (await archive.get(scope, id));
  if (!story) throw new UserError('This story is no longer stored.');
  const quotation = story.quotations.find((one) => one.start === Number(start) && one.end === Number(end));
  if (!quotation) throw new UserError('The story has changed since: run /quote again.');
  const place = story.paragraphs[quotation.paragraph - 1] ?? quotation;
  const around = (number: number): Block[] => {
    const text = paragraphText(story, number);
    return text === undefined ? [] : [{ kind: 'text', text: [text] }];
  };
  return {
    blocks: [
      ...storyHeading(story),
      ...around(quotation.paragraph - 1),
      { kind: 'text', text: emphasise(story, quotation, place) },
      ...around(quotation.paragraph + 1),
      { kind: 'note', text: [`Paragraph ${quotation.paragraph} of ${story.paragraphs.length}`] },
    ],
  };
}

/** The text of `place`, the words of the quotation in it in bold. */
function emphasise({ body }: Story, { start, end }: Quotation, place: Span): Inline[] {
  return [body.slice(place.start, start), { bold: body.slice(start, end) }, body.slice(end, place.end)];
}
