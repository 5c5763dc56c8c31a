import type { Paragraph } from '../story/story.ts';
import { lowerHeadline } from './headlines.ts';
import { findMarkedRuns } from './marks.ts';
import { type Token, tokenize } from './tokens.ts';

/** The tokens of each paragraph of a text, with its number. */
export function tokenizeParagraphs(
  text: string,
  paragraphs: readonly Paragraph[],
): { readonly number: number; readonly tokens: readonly Token[] }[] {
  const runs = Map.groupBy(findMarkedRuns(text, paragraphs), ({ paragraph }) => paragraph);
  return paragraphs.map((paragraph) => ({
    number: paragraph.number,
    tokens: lowerHeadline(tokenize(text, paragraph, runs.get(paragraph.number) ?? [])),
  }));
}
