import { contentWords, tokenize } from '../../english/words.ts';
import type { Story } from '../../story/story.ts';
import type { Quotation } from '../quotation.ts';
import { quotationsOf } from '../story-quotations.ts';

/** A quotation with what look-up compares it by: stems of its own words, of its surroundings, of who speaks. */
export interface IndexedQuotation {
  readonly story: Story;
  readonly quotation: Quotation;
  readonly own: ReadonlySet<string>;
  /** Its paragraph, without its own words. */
  readonly near: ReadonlySet<string>;
  /** The paragraphs before and after. */
  readonly around: ReadonlySet<string>;
  readonly speaker: ReadonlySet<string>;
  /** Number of words, function words included. */
  readonly length: number;
}

const memo = new WeakMap<Story, readonly IndexedQuotation[]>();

/** A story's quotations that may be shown, ready for look-up, in text order. */
export function indexQuotations(story: Story): readonly IndexedQuotation[] {
  const known = memo.get(story);
  if (known) return known;
  const paragraphs = new Map<number, ReadonlySet<string>>();
  const stemsOfParagraph = (number: number): ReadonlySet<string> => {
    const paragraph = story.paragraphs[number - 1];
    const stems =
      paragraphs.get(number) ??
      (paragraph ? stemsOf(story.body.slice(paragraph.start, paragraph.end)) : new Set<string>());
    paragraphs.set(number, stems);
    return stems;
  };
  const shown = quotationsOf(story).filter((quotation) => quotation.shown);
  const indexed = shown.map((quotation): IndexedQuotation => {
    const own = stemsOf(quotation.text);
    return {
      story,
      quotation,
      own,
      near: stemsOfParagraph(quotation.paragraph),
      around: stemsOfParagraph(quotation.paragraph - 1).union(stemsOfParagraph(quotation.paragraph + 1)),
      speaker: stemsOf(`${quotation.speaker ?? ''} ${quotation.role ?? ''}`),
      length: tokenize(quotation.text).length,
    };
  });
  memo.set(story, indexed);
  return indexed;
}

/** The stems of the words that carry meaning. */
export function stemsOf(text: string): Set<string> {
  return new Set(contentWords(tokenize(text)).map(({ stem }) => stem));
}
