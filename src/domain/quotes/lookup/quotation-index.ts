import { contentWords, tokenize } from '../../english/words.ts';
import type { QuotationCandidate } from '../../story/archive.ts';
import type { Quotation } from '../../story/quotation.ts';
import { paragraphText, type SentencePlace, type Story } from '../../story/story.ts';

/** A quotation with what look-up compares it by: stems of its own words, of its surroundings, of who speaks. */
export interface IndexedQuotation extends QuotationCandidate {
  readonly own: ReadonlySet<string>;
  /** Its sentences, without its own words. */
  readonly cue: ReadonlySet<string>;
  /** Name and role. */
  readonly speaker: ReadonlySet<string>;
  /** What stands around the speaker's name where the story first has it in full. */
  readonly introduction: ReadonlySet<string>;
  /** The paragraph before its own. */
  readonly before: ReadonlySet<string>;
  /** Number of words, function words included. */
  readonly length: number;
}

/** How far from a name what it is introduced by may stand, in characters. */
const INTRODUCTION_BEFORE = 80;
const INTRODUCTION_AFTER = 100;

/** The quotations of a story that may be shown, in text order. */
export function shownQuotations(story: Story): QuotationCandidate[] {
  return story.quotations.filter(({ shown }) => shown).map((quotation) => ({ story, quotation }));
}

/** Quotations ready for look-up, in the order given. Those of one story share what is read of it. */
export function indexQuotations(candidates: readonly QuotationCandidate[]): IndexedQuotation[] {
  const stems = new Map<string, string>();
  const stemsIn = (text: string) => new Set(contentWords(tokenize(text, stems)).map(({ stem }) => stem));
  const introductions = new Map<Story, Map<string, ReadonlySet<string>>>();
  return candidates.map(({ story, quotation }) => {
    const { sentences } = story;
    const name = quotation.speaker ?? '';
    const known = introductions.get(story) ?? new Map<string, ReadonlySet<string>>();
    introductions.set(story, known);
    const introduction = known.get(name) ?? stemsIn(readIntroduction(story, sentences, name));
    known.set(name, introduction);
    return {
      story,
      quotation,
      own: stemsIn(quotation.text),
      cue: stemsIn(readCue(story, sentences, quotation)),
      speaker: stemsIn(`${name} ${quotation.role ?? ''}`),
      introduction,
      before: stemsIn(paragraphText(story, quotation.paragraph - 1) ?? ''),
      length: tokenize(quotation.text, stems).length,
    };
  });
}

/** The sentences that a quotation stands in or ends beside, without it: "…," said Ada Moss, the mayor. */
function readCue(story: Story, sentences: readonly SentencePlace[], { start, end }: Quotation): string {
  // The closing mark lies beyond the quotation.
  const around = sentences.filter((sentence) => sentence.start <= end + 1 && sentence.end >= start - 1);
  const [from, to] = [around[0]?.start ?? start, around.at(-1)?.end ?? end];
  return `${story.body.slice(from, start)} ${story.body.slice(end, to)}`;
}

function readIntroduction(story: Story, sentences: readonly SentencePlace[], name: string): string {
  const at = name === '' ? -1 : story.body.indexOf(name);
  const sentence = sentences.find(({ start, end }) => start <= at && at < end);
  if (!sentence) return '';
  const from = Math.max(sentence.start, at - INTRODUCTION_BEFORE);
  return story.body.slice(from, Math.min(sentence.end, at + name.length + INTRODUCTION_AFTER));
}

/** The stems of the words that carry meaning. */
export function stemsOf(text: string): Set<string> {
  return new Set(contentWords(tokenize(text)).map(({ stem }) => stem));
}
