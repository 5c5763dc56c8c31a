import type { CitedSentence } from '../cited-sentence.ts';
import { contentWords, tokenize } from '../english/words.ts';
import { sentencePassages } from '../story/passages.ts';
import type { Story } from '../story/story.ts';
import { isDangling } from './dangling.ts';
import { countWords } from './lengths.ts';

/** A lead that failed the check. */
export interface FailedLead {
  readonly written: string;
  /** Numbers of the story's paragraphs; may be empty. */
  readonly cites: readonly number[];
}

/**
 * The story's own sentence for a lead that failed: the one that shares the most of its words, in the paragraphs that it
 * cites or else the first. `undefined` when none of them can stand alone within `maxWords`.
 */
export function findOwnLead(story: Story, lead: FailedLead, maxWords: number): CitedSentence | undefined {
  const wanted = new Set(contentWords(tokenize(lead.written)).map(({ stem }) => stem));
  const cites = new Set(lead.cites.length > 0 ? lead.cites : [1]);
  const ranked = sentencePassages(story)
    .filter(({ paragraph, text }) => cites.has(paragraph) && countWords(text) <= maxWords)
    .filter(({ text, tokens }) => !isDangling(text, tokens))
    .map(({ text, paragraph, tokens }) => {
      const shared = new Set(tokens.map(({ stem }) => stem)).intersection(wanted).size;
      return { sentence: { text, cites: [paragraph], story: story.id }, shared };
    });
  // Of equals the first: a story's opening is its own lead.
  return ranked.sort((a, b) => b.shared - a.shared)[0]?.sentence;
}
