import type { CitedSentence } from '../cited-sentence.ts';
import { contentWords, tokenize } from '../english/stems.ts';
import type { Story } from '../story/story.ts';
import { summaryCandidates } from './candidates.ts';

/**
 * The story's own sentence for a lead that failed: the one that shares the most of its words, in the paragraphs of
 * `cites` or, where there are none, in the first. `undefined` when none of them can stand alone within `maxWords`.
 */
export function findOwnLead(
  story: Story,
  lead: { readonly text: string; readonly cites: readonly number[] },
  maxWords: number,
): CitedSentence | undefined {
  const wanted = new Set(contentWords(tokenize(lead.text)).map(({ stem }) => stem));
  const cites = lead.cites.length > 0 ? lead.cites : [1];
  const [own] = summaryCandidates(story)
    .filter(({ paragraph, words, dangling }) => cites.includes(paragraph) && words <= maxWords && !dangling)
    // Of equals the first: a story's opening is its own lead.
    .sort((a, b) => b.stems.intersection(wanted).size - a.stems.intersection(wanted).size);
  return own && { text: own.text, cites: [own.paragraph], story: story.id };
}
