import { splitSentences, trimSpan } from '../english/sentences.ts';
import { type Token, tokenize } from '../english/words.ts';
import type { Paragraph, Span, Story } from './story.ts';

/** A part of a story's body: `text` is exactly `body.slice(start, end)`. */
export interface Passage extends Span {
  readonly story: string;
  /** Number of its paragraph, from 1. */
  readonly paragraph: number;
  readonly text: string;
}

/** A sentence without the white space around it, and its words; their offsets count from the sentence's start. */
export interface SentencePassage extends Passage {
  /** Its place among the story's sentences, from 0. */
  readonly index: number;
  readonly tokens: readonly Token[];
}

const sentencesOf = new WeakMap<Story, readonly SentencePassage[]>();

/** The paragraphs of a story, in order. */
export function paragraphPassages(story: Story): Passage[] {
  return story.paragraphs.map(({ number, start, end }) => ({
    story: story.id,
    paragraph: number,
    start,
    end,
    text: story.body.slice(start, end),
  }));
}

/** The sentences of a story's paragraphs, in order; computed once for a story object. */
export function sentencePassages(story: Story): readonly SentencePassage[] {
  const known = sentencesOf.get(story);
  if (known) return known;
  const stems = new Map<string, string>();
  const sentences = story.paragraphs
    .flatMap((paragraph) => splitParagraph(story, paragraph))
    .map((passage, index) => ({ ...passage, index, tokens: tokenize(passage.text, stems) }));
  sentencesOf.set(story, sentences);
  return sentences;
}

function splitParagraph(story: Story, paragraph: Paragraph): Passage[] {
  return splitSentences(story.body, paragraph.start, paragraph.end)
    .map((span) => trimSpan(story.body, span))
    .filter(({ start, end }) => start < end)
    .map(({ start, end }) => ({
      story: story.id,
      paragraph: paragraph.number,
      start,
      end,
      text: story.body.slice(start, end),
    }));
}
