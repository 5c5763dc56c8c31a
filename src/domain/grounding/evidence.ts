import { type Paragraph, paragraphText, type Story } from '../story/story.ts';
import { type Quantity, readQuantities } from './quantity.ts';
import { readSentences, type SentenceReading } from './sentence-reading.ts';
import { type Token, tagText } from './token.ts';
import { readUtterances, type Utterance } from './utterances.ts';

/** A paragraph of a story, read once for all the sentences that cite it. */
export interface ReadParagraph {
  readonly number: number;
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly sentences: readonly SentenceReading[];
  readonly quantities: readonly Quantity[];
  readonly utterances: readonly Utterance[];
}

/** The paragraphs that a sentence cites. `missing` are cited numbers that the story has no paragraph for. */
export interface Evidence {
  readonly story: Story;
  readonly paragraphs: readonly ReadParagraph[];
  readonly missing: readonly number[];
  /** One text for each cited paragraph, in the order cited. */
  readonly texts: readonly string[];
  readonly tokens: readonly Token[];
  readonly sentences: readonly SentenceReading[];
  readonly utterances: readonly Utterance[];
  /** Lower-case words of those whom the story names as speakers in the cited paragraphs. */
  readonly speakers: ReadonlySet<string>;
}

const memo = new WeakMap<Paragraph, ReadParagraph>();

/** Gathers the cited paragraphs; a number cited twice counts once. */
export function gatherEvidence(story: Story, cites: readonly number[]): Evidence {
  const numbers = [...new Set(cites)];
  const paragraphs = numbers.flatMap((number) => readParagraph(story, number) ?? []);
  const speakers = story.quotations.flatMap(({ paragraph, speaker }) =>
    speaker && numbers.includes(paragraph) ? speaker.toLowerCase().split(/[\s,]+/) : [],
  );
  return {
    story,
    paragraphs,
    missing: numbers.filter((number) => !paragraphs.some((paragraph) => paragraph.number === number)),
    texts: paragraphs.map(({ text }) => text),
    tokens: paragraphs.flatMap(({ tokens }) => tokens),
    sentences: paragraphs.flatMap(({ sentences }) => sentences),
    utterances: paragraphs.flatMap(({ utterances }) => utterances),
    speakers: new Set(speakers),
  };
}

/** Reads paragraph `number` of a story; `undefined` when it has none. */
export function readParagraph(story: Story, number: number): ReadParagraph | undefined {
  const paragraph = story.paragraphs[number - 1];
  const text = paragraphText(story, number);
  if (!paragraph || text === undefined) return undefined;
  const known = memo.get(paragraph);
  if (known) return known;
  const tokens = tagText(text);
  const sentences = readSentences(text, tokens);
  const fresh = {
    number,
    text,
    tokens,
    sentences,
    quantities: readQuantities(tokens),
    utterances: readUtterances(story, paragraph.start, sentences),
  };
  memo.set(paragraph, fresh);
  return fresh;
}
