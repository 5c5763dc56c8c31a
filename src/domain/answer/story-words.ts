import type { Token } from '../english/stems.ts';
import type { StoryTerms } from '../search/story-terms.ts';
import { matchTerm } from '../search/term-matches.ts';

/** Whether some words of the story include one with this stem. */
export type Has = (stem: string) => boolean;

/** The words of a story by place; each question word is matched once. */
export interface StoryWords {
  inSentence(index: number): Has;
  inParagraph(paragraph: number): Has;
  readonly inTitle: Has;
  /** How well the best of the words stands for `token`, 0 to 1. */
  match(token: Token, has: Has): number;
}

/** Reads the words of a story for one question. */
export function readWords(terms: StoryTerms): StoryWords {
  const paragraphs = new Map<number, Set<string>>();
  for (const { paragraph, index } of terms.sentences) {
    const stems = paragraphs.get(paragraph) ?? new Set();
    for (const stem of terms.stems[index] ?? []) stems.add(stem);
    paragraphs.set(paragraph, stems);
  }
  const matches = new Map<string, ReadonlyMap<string, number>>();
  return {
    inSentence: (index) => (stem) => terms.stems[index]?.has(stem) ?? false,
    inParagraph: (paragraph) => (stem) => paragraphs.get(paragraph)?.has(stem) ?? false,
    inTitle: (stem) => terms.title.has(stem),
    match({ stem }, has) {
      const found = matches.get(stem) ?? matchTerm(stem, terms);
      matches.set(stem, found);
      return Math.max(0, ...[...found].map(([other, strength]) => (has(other) ? strength : 0)));
    },
  };
}
