import type { QuotationCandidate } from '../../story/archive.ts';
import type { Quotation } from '../../story/quotation.ts';
import { paragraphText, type SentencePlace, type Story } from '../../story/story.ts';

/** How far from a name what it is introduced by may stand, in characters. */
const INTRODUCTION_BEFORE = 80;
const INTRODUCTION_AFTER = 100;

/** The quotations of a story that may be shown, in text order. */
export function shownQuotations(story: Story): QuotationCandidate[] {
  return story.quotations.filter(({ shown }) => shown).map((quotation) => candidateOf(story, quotation));
}

/** A quotation of a story with what look-up compares it by. */
export function candidateOf(story: Story, quotation: Quotation): QuotationCandidate {
  const { body, paragraphs: _p, sentences, overrides: _o, quotations: _q, ...head } = story;
  return {
    story: head,
    quotation,
    cue: readCue(body, sentences, quotation),
    introduction: readIntroduction(body, sentences, quotation.speaker ?? ''),
    before: paragraphText(story, quotation.paragraph - 1) ?? '',
  };
}

function readCue(body: string, sentences: readonly SentencePlace[], { start, end }: Quotation): string {
  // The closing mark lies beyond the quotation.
  const around = sentences.filter((sentence) => sentence.start <= end + 1 && sentence.end >= start - 1);
  const [from, to] = [around[0]?.start ?? start, around.at(-1)?.end ?? end];
  return `${body.slice(from, start)} ${body.slice(end, to)}`;
}

function readIntroduction(body: string, sentences: readonly SentencePlace[], name: string): string {
  const at = name === '' ? -1 : body.indexOf(name);
  const sentence = sentences.find(({ start, end }) => start <= at && at < end);
  if (!sentence) return '';
  const from = Math.max(sentence.start, at - INTRODUCTION_BEFORE);
  return body.slice(from, Math.min(sentence.end, at + name.length + INTRODUCTION_AFTER));
}
