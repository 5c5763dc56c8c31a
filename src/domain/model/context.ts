import type { PassageIndex } from '../ports.ts';
import { paragraphText, type Story } from '../story.ts';
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
 * they fit; otherwise the first, then those nearest to `focus`, or to the headline where there is none.
 */
export function choosePassages(
  index: PassageIndex,
  story: Story,
  focus: string | undefined,
  maxTokens: number,
): NumberedPassage[] {
  const query = focus ?? `${story.title} ${story.dek ?? ''}`;
  const all = story.paragraphs.map(({ number }) => number);
  const found = index.search(query, { story: story.id, limit: all.length });
  const ranked = new Set([1, ...found.map(({ paragraph }) => paragraph), ...all]);
  const chosen = new Set<number>();
  let left = maxTokens;
  for (const number of ranked) {
    const cost = estimateTokens(paragraphText(story, number) ?? '');
    if (cost > left) continue;
    chosen.add(number);
    left -= cost;
  }
  return all.filter((number) => chosen.has(number)).map((number) => ({ number, story, paragraph: number }));
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
