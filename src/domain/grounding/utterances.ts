import type { Quotation } from '../story/quotation.ts';
import type { Story } from '../story/story.ts';
import type { SentenceReading } from './sentence-reading.ts';
import { isUnnamed, nameWordsOf, readSpeeches } from './speech.ts';
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
  const last = sentences.at(-1)?.tokens.at(-1)?.end ?? 0;
  const quotations = shareSpeaker(
    story.quotations.filter(({ start }) => start >= offset && start <= offset + last),
  );
  return sentences.map((sentence) => {
    const start = offset + (sentence.tokens[0]?.start ?? 0);
    const end = offset + (sentence.tokens.at(-1)?.end ?? 0);
    const quoted = quotations.filter((quotation) => quotation.start < end && quotation.end > start);
    const named = quoted.flatMap(({ speaker, role }) => (speaker ? [speaker, role ?? ''] : []));
    const speeches = readSpeeches(sentence).filter(({ speaker }) => !isUnnamed(speaker));
    const said = speeches.flatMap(({ speaker }) => [...nameWordsOf(speaker)].join(' ') || []);
    // A quotation whose speaker has no name may be anyone's.
    const anyone = quoted.some(
      ({ speaker }) => speaker === null || !/\p{Lu}/u.test(speaker) || /^(?:his|her|their)\b/.test(speaker),
    );
    return { tokens: sentence.tokens, speakers: anyone ? [] : [...named, ...said] };
  });
}

/** In a paragraph where all named quotations are one person's, the others are too. */
function shareSpeaker(quotations: readonly Quotation[]): readonly Quotation[] {
  const [speaker, ...others] = new Set(quotations.flatMap((quotation) => quotation.speaker ?? []));
  if (!speaker || others.length > 0) return quotations;
  return quotations.map((quotation) => (quotation.kind === 'direct' ? { ...quotation, speaker } : quotation));
}
