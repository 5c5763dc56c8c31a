import { contentWords, tokenize } from '../english/stems.ts';
import type { Story } from '../story/story.ts';
import { LOADED_WORDS } from './loaded-words.ts';

/**
 * The share of a sentence's meaningful words that its story must have. All of a hundred sound sentences about real
 * articles, written by hand in other words, have more.
 */
const LEAST_SHARE = 0.4;

/**
 * What a writer put into a sentence of its own accord: a judgement that `sources`, the cited paragraphs, do not make,
 * or mostly words that the story does not use. In words for a repair; `undefined` when it did not.
 */
export function findOwnWords(sentence: string, sources: readonly string[], story: Story): string | undefined {
  const words = contentWords(tokenize(sentence));
  const cited = new Set(sources.flatMap((source) => tokenize(source)).map(({ lower }) => lower));
  const judgement = words.find(({ lower }) => LOADED_WORDS.has(lower) && !cited.has(lower));
  if (judgement) return `"${judgement.text}" is a judgement that the cited text does not make.`;
  const known = new Set(tokenize(`${story.title} ${story.dek ?? ''} ${story.body}`).map(({ stem }) => stem));
  const foreign = words.filter(({ stem }) => !known.has(stem));
  if (words.length - foreign.length >= LEAST_SHARE * words.length) return undefined;
  return `The story does not use these words: ${foreign.map(({ text }) => text).join(', ')}.`;
}
