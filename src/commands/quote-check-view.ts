import type { Difference } from '../domain/quote-check/alignment.ts';
import type { CheckedQuotation, QuotationCheck } from '../domain/quote-check/check-quotations.ts';
import type { FoundWords } from '../domain/quote-check/found-words.ts';
import { evidenceButton, markSpans } from './evidence.ts';
import type { Block, Inline } from './reply.ts';

const LEGEND: Block = {
  kind: 'note',
  text: [
    { struck: 'like this' },
    ': the story does not have it · ',
    { inserted: 'like this' },
    ': the story has it, and it was left out',
  ],
};

/** What became of a text's quotations, each with what the stories have; the text quotes something. */
export function quoteCheckBlocks({ checked, unchecked }: QuotationCheck): Block[] {
  const isAltered = checked.some(({ verdict }) => verdict === 'altered');
  return [
    { kind: 'heading', text: [countLine(checked)] },
    ...checked.flatMap((one, index): Block[] => [
      ...(index > 0 ? [{ kind: 'separator' } as const] : []),
      ...quotationBlocks(one),
    ]),
    ...(isAltered ? [LEGEND] : []),
    ...(unchecked > 0 ? [note(`${unchecked} more were not checked.`)] : []),
  ];
}

function countLine(checked: readonly CheckedQuotation[]): string {
  const count = (wanted: CheckedQuotation['verdict']) =>
    checked.filter(({ verdict }) => verdict === wanted).length;
  return (['verbatim', 'altered', 'not found'] as const)
    .filter((verdict) => count(verdict) > 0)
    .map((verdict) => `${count(verdict)} ${verdict}`)
    .join(' · ');
}

function quotationBlocks(quotation: CheckedQuotation): Block[] {
  const { verdict, found, differences } = quotation;
  if (!found) return [text({ bold: 'Not found' }, ' in the stored stories: ', quotation.text)];
  return [
    verdict === 'verbatim'
      ? text({ bold: isFair(found) ? 'Verbatim' : 'Verbatim, but' }, ...remark(quotation, found))
      : text({ bold: 'Altered' }, ...remark(quotation, found)),
    ...(verdict === 'altered' ? [text(...differences.flatMap(differenceInlines))] : []),
    ...exactBlocks(verdict, found),
    {
      kind: 'section',
      text: [],
      note: sourceInlines(found),
      button: evidenceButton('ask', found.story, [{ text: '', cites: [found.paragraph] }], 'In context'),
    },
  ];
}

/** Whether the words may stand between marks as the text has them, as far as the story tells. */
function isFair({ manner, isMisattributed }: FoundWords): boolean {
  return manner === 'direct' && !isMisattributed;
}

/** What is wrong with quoting the words so, besides their wording. */
function remark(
  { speaker: claimed }: CheckedQuotation,
  { manner, speaker, isMisattributed }: FoundWords,
): Inline[] {
  const remarks: Inline[][] = [
    ...(isMisattributed
      ? [['the message gives them to ', { bold: claimed ?? '' }, ', the story to ', { bold: speaker ?? '' }]]
      : []),
    ...(manner === 'partly direct' ? [['the story puts only a part of it between quotation marks']] : []),
    ...(manner === 'reported' ? [['the story reports this in its own words and quotes nobody']] : []),
    ...(manner === 'own' ? [['these are the story’s own words, not a quotation']] : []),
  ];
  return remarks.flatMap((one, index): Inline[] => [index === 0 ? ': ' : '; ', ...one]);
}

/** The exact words: as a quotation where somebody said just these, otherwise in their sentences. */
function exactBlocks(verdict: CheckedQuotation['verdict'], found: FoundWords): Block[] {
  const { story, manner, exact, span, sentences } = found;
  if (verdict === 'verbatim' && manner === 'direct') return [{ kind: 'quote', text: `“${exact}”` }];
  return [text(...markSpans(story, sentences, [span]))];
}

function sourceInlines({ story: { title }, manner, speaker, paragraph }: FoundWords): Inline[] {
  const by = manner === 'reported' ? 'reported of ' : '— ';
  const who: Inline[] = manner === 'own' ? [] : [by, { bold: speaker ?? 'nobody named' }, ' · '];
  return [...who, { italic: title }, `, paragraph ${paragraph}`];
}

function differenceInlines({ kind, text: words }: Difference, index: number): Inline[] {
  const shown: Inline = kind === 'same' ? words : kind === 'added' ? { struck: words } : { inserted: words };
  return index === 0 ? [shown] : [' ', shown];
}

function text(...inlines: Inline[]): Block {
  return { kind: 'text', text: inlines };
}

function note(line: string): Block {
  return { kind: 'note', text: [line] };
}
