import { type Paragraph, paragraphText, type Story } from '../story.ts';
import { type Quantity, readQuantities } from './quantity.ts';
import { type Token, tagText } from './token.ts';

/** A paragraph of a story, read once for all the sentences that cite it. */
export interface ReadParagraph {
  readonly number: number;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly quantities: readonly Quantity[];
}

/** The paragraphs that a sentence cites. `missing` are cited numbers that the story has no paragraph for. */
export interface Evidence {
  readonly story: Story;
  readonly paragraphs: readonly ReadParagraph[];
  readonly missing: readonly number[];
  /** One text for each cited paragraph, in the order cited. */
  readonly texts: readonly string[];
  readonly tokens: readonly Token[];
}

const read = new WeakMap<Paragraph, ReadParagraph>();

/** Gathers the cited paragraphs; a number cited twice counts once. */
export function gatherEvidence(story: Story, cites: readonly number[]): Evidence {
  const numbers = [...new Set(cites)];
  const paragraphs = numbers.flatMap((number) => readParagraph(story, number) ?? []);
  return {
    story,
    paragraphs,
    missing: numbers.filter((number) => !paragraphs.some((paragraph) => paragraph.number === number)),
    texts: paragraphs.map(({ text }) => text),
    tokens: paragraphs.flatMap(({ tokens }) => tokens),
  };
}

/** Reads paragraph `number` of a story; `undefined` when it has none. */
export function readParagraph(story: Story, number: number): ReadParagraph | undefined {
  const paragraph = story.paragraphs[number - 1];
  const text = paragraphText(story, number);
  if (!paragraph || text === undefined) return undefined;
  const known = read.get(paragraph);
  if (known) return known;
  const tokens = tagText(text);
  const fresh = { number, text, tokens, quantities: readQuantities(tokens) };
  read.set(paragraph, fresh);
  return fresh;
}
