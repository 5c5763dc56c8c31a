import { stemsIn } from '../english/stems.ts';

/** A paragraph with what is said of its story. */
export interface PassageText {
  readonly title: string;
  readonly dek?: string | undefined;
  readonly text: string;
}

/** A stem to look for and how many of all passages have it, in their text, title or dek. */
export interface TermCount {
  readonly stem: string;
  readonly passages: number;
}

/** A word of the title says more about a paragraph's topic than one of its own; a dek lies between. */
const IN_TITLE = 2;
const IN_DEK = 1.5;
/** BM25's constants, and the words of a usual paragraph with its title: beyond it a word counts less. */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.75;
const USUAL_WORDS = 60;

/** Scores passages by BM25 over all three fields together, in the order given; 0 where none of the terms is. */
export function scorePassages(
  passages: readonly PassageText[],
  terms: readonly TermCount[],
  allPassages: number,
): number[] {
  const weights = terms.map(({ stem, passages: count }) => ({
    stem,
    weight: Math.log(1 + (allPassages - Math.min(count, allPassages) + 0.5) / (count + 0.5)),
  }));
  // Titles and deks are those of few stories.
  const headings = new Map<string, string[]>();
  const stemsOfHeading = (heading: string) => {
    const found = headings.get(heading) ?? stemsIn(heading);
    headings.set(heading, found);
    return found;
  };
  return passages.map(({ title, dek = '', text }) => {
    const counts = new Map<string, number>();
    const count = (stems: readonly string[], worth: number) => {
      for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + worth);
      return stems.length;
    };
    const length =
      count(stemsOfHeading(title), IN_TITLE) + count(stemsOfHeading(dek), IN_DEK) + count(stemsIn(text), 1);
    const damping = SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / USUAL_WORDS);
    return weights.reduce((sum, { stem, weight }) => {
      const found = counts.get(stem) ?? 0;
      return sum + (weight * found * (SATURATION + 1)) / (found + damping);
    }, 0);
  });
}
