import { quotationsOf } from '../quotes/story-quotations.ts';
import type { Story } from '../story.ts';
import type { SentenceReading } from './sentence-reading.ts';
import { nameWordsOf, readSpeeches } from './speech.ts';
import type { Token } from './token.ts';

/** A sentence of the story with those who say it; no speakers: the story itself, or someone without a name. */
export interface Utterance {
  readonly tokens: readonly Token[];
  readonly speakers: readonly string[];
}

/** Who says each sentence of a paragraph that starts at `offset` in the body. */
export function readUtterances(
  story: Story,
  offset: number,
  sentences: readonly SentenceReading[],
): Utterance[] {
  return sentences.map((sentence) => {
    const start = offset + (sentence.tokens[0]?.start ?? 0);
    const end = offset + (sentence.tokens.at(-1)?.end ?? 0);
    const quoted = quotationsOf(story).filter((quotation) => quotation.start < end && quotation.end > start);
    const named = quoted.flatMap(({ speaker }) => speaker ?? []);
    const said = readSpeeches(sentence).flatMap(({ speaker }) => [...nameWordsOf(speaker)].join(' ') || []);
    // A quotation whose speaker has no name may be anyone's.
    const anyone = quoted.some(({ speaker }) => speaker === null || !/\p{Lu}/u.test(speaker));
    return { tokens: sentence.tokens, speakers: anyone ? [] : [...named, ...said] };
  });
}
