import { isEnglish } from '../english/language.ts';
import type { Quotation } from '../story/quotation.ts';
import type { QuotationOverride, Story, StoryText } from '../story/story.ts';
import { extractQuotations } from './text-quotations.ts';

/**
 * Reads the quotations of a story in text order, editors' corrections applied: an override with exactly this text wins.
 * Speakers and reported speech are read in English only; of other stories the marks alone count.
 */
export function readQuotations(story: StoryText): Quotation[] {
  const corrections = new Map(story.overrides.map(({ text, speaker }) => [withoutComma(text), speaker]));
  const found = extractQuotations(story.body, story.paragraphs);
  return (isEnglish(story) ? found : found.flatMap(keepMarksOnly)).map((quotation) => {
    const speaker = corrections.get(withoutComma(quotation.text));
    return speaker === undefined ? quotation : correctSpeaker(quotation, speaker);
  });
}

/** Corrections of quotations that the story does not have, such as misspelt ones. */
export function findIdleOverrides({ overrides, quotations }: Story): QuotationOverride[] {
  const texts = new Set(quotations.map(({ text }) => withoutComma(text)));
  return overrides.filter(({ text }) => !texts.has(withoutComma(text)));
}

/** The comma before a cue is not shown to readers, so an editor need not give it. */
function withoutComma(text: string): string {
  return text.endsWith(',') ? text.slice(0, -1) : text;
}

function keepMarksOnly(quotation: Quotation): Quotation[] {
  const { role: _unread, ...rest } = quotation;
  return quotation.kind === 'direct' ? [{ ...rest, speaker: null, cue: null }] : [];
}

function correctSpeaker(quotation: Quotation, speaker: string | null): Quotation {
  if (quotation.speaker === speaker) return quotation;
  const { role: _roleOfAnother, ...rest } = quotation;
  return { ...rest, speaker };
}
