import type { StoryTerms } from './story-terms.ts';
import { matchForms, readForms } from './word-forms.ts';

/** What stands for a word less well is left out. */
const LEAST = 0.35;

/** The stems of the story that can stand for `stem`, each with how well (0–1]; empty when the story has none. */
export function matchTerm(stem: string, { vocabulary }: Pick<StoryTerms, 'vocabulary'>): Map<string, number> {
  const wanted = readForms(stem);
  const matches = new Map<string, number>();
  for (const other of vocabulary) {
    // The bound leaves room for rounding; which of two words is in is decided here.
    const match = matchForms(wanted, other, LEAST - 0.01);
    if (match >= LEAST) matches.set(other.stem, match);
  }
  return matches;
}

/** How well a word with the stem `stem` stands for the wanted one, 0 to 1: forms of one word more than related words. */
export function matchStems(wanted: string, stem: string): number {
  return wanted === stem ? 1 : matchForms(readForms(wanted), readForms(stem));
}
