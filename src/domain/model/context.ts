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

/** A paragraph's text as a prompt shows it. */
export interface NumberedText {
  readonly number: number;
  readonly text: string;
  /** Its story's title, outlet and date on one line; empty for none. */
  readonly heading: string;
}

/** The texts of passages, in the same order. */
export function readPassages(passages: readonly NumberedPassage[]): NumberedText[] {
  return passages.map(({ number, story, paragraph }) => {
    const facts = [story.title, story.outlet, story.published].filter(Boolean).join(' · ');
    return { number, text: paragraphText(story, paragraph) ?? '', heading: facts.replace(/\s+/g, ' ') };
  });
}

/** The texts as a prompt shows them. Each story's heading goes before its first text. */
export function showTexts(texts: readonly NumberedText[]): string {
  return Map.groupBy(texts, ({ heading }) => heading)
    .entries()
    .map(([heading, own]) => {
      const lines = numberLines(own.map(({ number, text }) => [number, text]));
      return heading ? `Story: ${heading}\n${lines}` : lines;
    })
    .toArray()
    .join('\n\n');
}

/** The passages as a prompt shows them. */
export function showPassages(passages: readonly NumberedPassage[]): string {
  return showTexts(readPassages(passages));
}
