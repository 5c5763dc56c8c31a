import { extractQuotations } from '../../../src/domain/quotes/text-quotations.ts';
import type { Quotation } from '../../../src/domain/story/quotation.ts';
import { splitLines } from '../../../src/domain/story/story.ts';

/** The quotations of a text whose lines are paragraphs. */
export function quotationsIn(text: string): Quotation[] {
  return extractQuotations(text, splitLines(text));
}

/** "speaker: words" for each direct quotation. */
export function spokenIn(text: string): string[] {
  return quotationsIn(text)
    .filter(({ kind }) => kind === 'direct')
    .map(({ speaker, text: words }) => `${speaker ?? '?'}: ${words}`);
}

/** "speaker: words" for each piece of reported speech. */
export function reportedIn(text: string): string[] {
  return quotationsIn(text)
    .filter(({ kind }) => kind === 'indirect')
    .map(({ speaker, text: words }) => `${speaker ?? '?'}: ${words}`);
}
