import { readQuantities } from '../english/numbers.ts';
import type { Quantity } from '../english/quantity.ts';
import { splitSentences } from '../english/sentences.ts';
import { isContentWord, type Token, tokenize } from '../english/stems.ts';
import type { Quotation } from '../story/quotation.ts';
import type { Span } from '../story/story.ts';

/** One word of a text that is checked or checked against. */
export interface Word extends Token {
  readonly capital: boolean;
  /** Whether it carries meaning: no function word. */
  readonly content: boolean;
  /** Index of its sentence. */
  readonly sentence: number;
  /** Whose words it is one of, where the text does not say it on its own account. */
  readonly said: Quotation | undefined;
}

/** A text read once for all checks. */
export interface Reading {
  readonly text: string;
  readonly words: readonly Word[];
  readonly sentences: readonly Span[];
  readonly quantities: readonly Quantity[];
  /** What the text has people say, its offsets those of `text`. */
  readonly quotations: readonly Quotation[];
}

/** Reads a sentence, or a paragraph of a story, whose quotations are known. */
export function readText(text: string, quotations: readonly Quotation[]): Reading {
  const sentences = splitSentences(text);
  const tokens = tokenize(text);
  let sentence = 0;
  const words = tokens.map((token) => {
    while (token.start >= (sentences[sentence]?.end ?? Number.POSITIVE_INFINITY)) sentence += 1;
    return {
      ...token,
      sentence,
      capital: /^\p{Lu}/u.test(token.text),
      content: isContentWord(token),
      said: quotations.find(({ start, end }) => token.start >= start && token.start < end),
    };
  });
  return { text, words, sentences, quantities: readQuantities(text, tokens), quotations };
}
