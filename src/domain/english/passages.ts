import type { SentencePlace, Span, Story, StoryText } from '../story/story.ts';
import { splitSentences, trimSpan } from './sentences.ts';
import { type Token, tokenize } from './stems.ts';

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
export function paragraphPassages(story: StoryText): Passage[] {
  return story.paragraphs.map(({ number, start, end }) => ({
    story: story.id,
    paragraph: number,
    start,
    end,
    text: story.body.slice(start, end),
  }));
}

/** The sentences of a story as passages, in order, with their words; computed once for a story object. */
export function sentencePassages(story: Story): readonly SentencePassage[] {
  const known = sentencesOf.get(story);
  if (known) return known;
  const sentences = story.sentences.map((place, index) => {
    const text = story.body.slice(place.start, place.end);
    return { ...place, story: story.id, index, text, tokens: tokenize(text) };
  });
  sentencesOf.set(story, sentences);
  return sentences;
}

/** Where the sentences of a story's paragraphs are, in order. */
export function findSentences({ body, paragraphs }: Pick<StoryText, 'body' | 'paragraphs'>): SentencePlace[] {
  return paragraphs.flatMap(({ number, start, end }) =>
    splitSentences(body, start, end)
      .map((span) => trimSpan(body, span))
      .filter((span) => span.start < span.end)
      .map((span) => ({ start: span.start, end: span.end, paragraph: number })),
  );
}
