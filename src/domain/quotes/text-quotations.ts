import { tokenizeParagraphs } from '../english/token-paragraphs.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Paragraph } from '../story/story.ts';
import { FITTED, type ReportedModel } from './reported.ts';
import { Cast } from './speakers/cast.ts';
import { StoryReader } from './story-reader.ts';

/** All quotations of a text, in text order; spans of one kind do not overlap. Any string is a valid text. */
export function extractQuotations(
  text: string,
  paragraphs: readonly Paragraph[],
  model: ReportedModel = FITTED,
): Quotation[] {
  const tokenized = tokenizeParagraphs(text, paragraphs);
  const cast = new Cast();
  for (const { tokens } of tokenized) cast.learn(text, tokens);
  const reader = new StoryReader(text, cast, model);
  return tokenized.flatMap(({ tokens, number }, index) =>
    reader.readParagraph(tokens, number, tokenized[index + 1]?.tokens),
  );
}
