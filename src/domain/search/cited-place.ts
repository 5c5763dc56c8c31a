import { sentencePassages } from '../english/passages.ts';
import { contentWords, tokenize } from '../english/stems.ts';
import type { Story } from '../story/story.ts';

/** Fewer words in common say nothing. */
const FEWEST_SHARED = 2;

/**
 * Which sentence of a cited paragraph a shown sentence rests on: the place among the story's sentences, from 0, of the
 * sentence itself or of the one that has most of its words; `undefined` where none has two of them.
 */
export function findCitedSentence(story: Story, paragraph: number, shown: string): number | undefined {
  // Most that is shown is the story's own, and needs no story taken apart into words.
  const itself = story.sentences.findIndex(
    (place) => place.paragraph === paragraph && story.body.slice(place.start, place.end) === shown,
  );
  if (itself !== -1) return itself;
  const words = new Set(contentWords(tokenize(shown)).map(({ stem }) => stem));
  const [best] = sentencePassages(story)
    .filter((sentence) => sentence.paragraph === paragraph)
    .map(({ index, tokens }) => ({ index, shared: countShared(words, tokens) }))
    .sort((a, b) => b.shared - a.shared || a.index - b.index);
  return best && best.shared >= FEWEST_SHARED ? best.index : undefined;
}

function countShared(words: ReadonlySet<string>, tokens: Parameters<typeof contentWords>[0]): number {
  return new Set(contentWords(tokens).flatMap(({ stem }) => (words.has(stem) ? [stem] : []))).size;
}
