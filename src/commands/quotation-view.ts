import { UserError } from '../domain/errors.ts';
import type { FoundQuotation } from '../domain/quotes/lookup/find.ts';
import type { Scope, StoryArchive } from '../domain/story/archive.ts';
import type { Quotation } from '../domain/story/quotation.ts';
import { paragraphText, type Story } from '../domain/story/story.ts';
import { type Press, scopeOf } from './command.ts';
import { HASH_LENGTH, markSpans } from './evidence.ts';
import type { Block, Button, Inline, Reply } from './reply.ts';
import { sourceLinks, storyHeading } from './story-line.ts';

/** Characters of a quotation in its button's name. */
const LONGEST_OPENING = 20;

/**
 * Quotations as they are shown: direct speech as a block quote, reported speech as the story's whole sentence, each with
 * who said it as the story attributes it, and where. A story's heading comes once above its quotations, the
 * link to its page once below them.
 */
export async function quotationBlocks(
  archive: StoryArchive,
  scope: Scope,
  quotations: readonly FoundQuotation[],
): Promise<Block[]> {
  const stories = await Promise.all(
    quotations.map(({ story: { id, hash } }) => archive.get(scope, id, hash)),
  );
  return quotations.flatMap((quotation, index): Block[] => {
    const story = stories[index];
    if (!story) return [];
    const isFirst = stories[index - 1]?.id !== story.id;
    const isLast = stories[index + 1]?.id !== story.id;
    return [
      ...(index > 0 ? [{ kind: 'separator' } as const] : []),
      ...(isFirst ? storyHeading(story) : []),
      quotation.kind === 'direct'
        ? { kind: 'quote', text: quoteDirect(story, quotation) }
        : { kind: 'text', text: markSpans(story, quotation.sentence, [quotation]) },
      { kind: 'note', text: speakerInlines(quotation) },
      {
        kind: 'buttons',
        buttons: [contextButton(story, quotation)],
        links: isLast ? sourceLinks(story) : [],
      },
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

/** Its name tells it from the buttons of the other quotations: whoever hears the page read has nothing else to go by. */
function contextButton({ id, hash }: Story, { text, kind, start, end }: Quotation): Button {
  const action = {
    command: 'quote',
    press: 'context',
    args: [id, String(start), String(end), hash.slice(0, HASH_LENGTH)],
  };
  const words = openingWords(text);
  return { label: `In context: ${kind === 'direct' ? `“${words}”` : words}`, action };
}

function openingWords(text: string): string {
  const [words = text] = new RegExp(`^.{1,${LONGEST_OPENING}}(?!\\S)`, 's').exec(text) ?? [
    text.slice(0, LONGEST_OPENING),
  ];
  return words.length < text.length ? `${words.replace(/[^\p{L}\p{N}]+$/u, '')}…` : words;
}

function speakerInlines({ speaker, role, kind, paragraph }: Quotation): Inline[] {
  const who = [{ bold: speaker ?? 'unattributed' }, role ? `, ${role}` : ''];
  return kind === 'direct'
    ? ['— ', ...who, ` · paragraph ${paragraph}`]
    : ['Reported, not quoted: ', ...who, ` · the story’s own sentence, paragraph ${paragraph}`];
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
      { kind: 'text', text: markSpans(story, place, [quotation]) },
      ...around(quotation.paragraph + 1),
      { kind: 'note', text: [`Paragraph ${quotation.paragraph} of ${story.paragraphs.length}`] },
      { kind: 'buttons', buttons: [], links: sourceLinks(story) },
    ],
  };
}
