import { contentWords, tokenize } from '../../english/stems.ts';
import type { QuotationCandidate } from '../../story/archive.ts';

/** A quotation with what look-up compares it by: stems of its own words, of its surroundings, of who speaks. */
export interface IndexedQuotation extends Pick<QuotationCandidate, 'story' | 'quotation'> {
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

/** Quotations ready for look-up, in the order given. */
export function indexQuotations(candidates: readonly QuotationCandidate[]): IndexedQuotation[] {
  return candidates.map(({ story, quotation, cue, introduction, before }) => ({
    story,
    quotation,
    own: stemsOf(quotation.text),
    cue: stemsOf(cue),
    speaker: stemsOf(`${quotation.speaker ?? ''} ${quotation.role ?? ''}`),
    introduction: stemsOf(introduction),
    before: stemsOf(before),
    length: tokenize(quotation.text).length,
  }));
}

/** The stems of the words that carry meaning. */
export function stemsOf(text: string): Set<string> {
  return new Set(contentWords(tokenize(text)).map(({ stem }) => stem));
}
