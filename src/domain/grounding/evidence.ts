import { paragraphText, type Story } from '../story.ts';
import { type Token, tagText } from './token.ts';

/** The paragraphs that a sentence cites. `missing` are cited numbers that the story has no paragraph for. */
export interface Evidence {
  readonly story: Story;
  readonly cites: readonly number[];
  readonly missing: readonly number[];
  /** One text for each cited paragraph, in the order cited. */
  readonly texts: readonly string[];
  readonly tokens: readonly Token[];
}

/** Gathers the cited paragraphs; a number cited twice counts once. */
export function gatherEvidence(story: Story, cites: readonly number[]): Evidence {
  const numbers = [...new Set(cites)];
  const found = numbers.filter((number) => paragraphText(story, number) !== undefined);
  const texts = found.map((number) => paragraphText(story, number) ?? '');
  return {
    story,
    cites: found,
    missing: numbers.filter((number) => !found.includes(number)),
    texts,
    tokens: texts.flatMap(tagText),
  };
}
