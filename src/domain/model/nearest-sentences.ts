import { sentencePassages } from '../english/passages.ts';
import { contentWords, tokenize } from '../english/stems.ts';
import type { NumberedPassage } from './context.ts';

/**
 * The sentences of `passages` that share the most words with `text`, best first, each after its passage's number in
 * brackets; at most `limit`, and none that shares no word.
 */
export function nearestSentences(
  passages: readonly NumberedPassage[],
  text: string,
  limit: number,
): string[] {
  const wanted = new Set(contentWords(tokenize(text)).map(({ stem }) => stem));
  return passages
    .flatMap(({ number, story, paragraph }) =>
      sentencePassages(story)
        .filter((sentence) => sentence.paragraph === paragraph)
        .map((sentence) => ({
          text: `[${number}] ${sentence.text}`,
          shared: new Set(sentence.tokens.map(({ stem }) => stem)).intersection(wanted).size,
        })),
    )
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, limit)
    .map((sentence) => sentence.text);
}
