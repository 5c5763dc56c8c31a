import { paragraphText, type Story } from '../story/story.ts';
import { estimateTokens, numberLines } from './delimited-data.ts';

/** A paragraph that a model may read and cite, under a number of its own in the prompt. */
export interface NumberedPassage {
  readonly number: number;
  readonly story: Story;
  /** Its number in the story. */
  readonly paragraph: number;
}

/**
 * The paragraphs of `story` that fit into `maxTokens`, in the story's order and under the story's numbers: all if
 * they fit; otherwise the first, then those that `ranked` has, best first, then the others in order.
 */
export function choosePassages(
  story: Story,
  ranked: readonly number[],
  maxTokens: number,
): NumberedPassage[] {
  const all = story.paragraphs.map(({ number }) => number);
  const passages = [...new Set([1, ...ranked, ...all])].map((number) => ({
    number,
    story,
    paragraph: number,
  }));
  return fitPassages(passages, maxTokens).sort((a, b) => a.number - b.number);
}

/** Those of `passages` that fit into `maxTokens` together, in the same order; one that does not is passed over. */
export function fitPassages(passages: readonly NumberedPassage[], maxTokens: number): NumberedPassage[] {
  let left = maxTokens;
  return passages.filter(({ story, paragraph }) => {
    const cost = estimateTokens(paragraphText(story, paragraph) ?? '');
    if (cost > left) return false;
    left -= cost;
    return true;
  });
}

/** The passages as a prompt shows them. Each story's title and date go before its first passage. */
export function showPassages(passages: readonly NumberedPassage[]): string {
  return Map.groupBy(passages, ({ story }) => story)
    .entries()
    .map(([story, own]) => {
      const facts = [story.title, story.outlet, story.published].filter(Boolean).join(' · ');
      const lines = own.map(
        ({ number, paragraph }) => [number, paragraphText(story, paragraph) ?? ''] as const,
      );
      return `Story: ${facts.replace(/\s+/g, ' ')}\n${numberLines(lines)}`;
    })
    .toArray()
    .join('\n\n');
}
