import type { CitedSentence } from '../cited-sentence.ts';
import { checkSentence } from '../grounding/check-sentence.ts';
import type { ModelSentence } from '../ports.ts';
import { paragraphText } from '../story/story.ts';
import type { NumberedPassage } from './context.ts';
import { restoreQuotations } from './exact-quotations.ts';
import { findOwnWords } from './own-words.ts';
import { findFormFault, tidySentence } from './sentence-form.ts';

/** A sentence of a model after the check. */
export interface VerifiedSentence {
  /** As the model wrote it, on one line. */
  readonly written: string;
  /** The numbers of the passages that the model gave, each once, ascending. */
  readonly numbers: readonly number[];
  /** What may be shown; `undefined` when the sentence failed. */
  readonly shown: CitedSentence | undefined;
  /** Why it failed, in plain sentences; empty when it did not. */
  readonly problems: readonly string[];
}

/**
 * Checks one sentence of a model against the passages that it cites, of those that the model was given. What may be
 * shown has its quotations replaced by the story's own words and cites the story's paragraphs.
 */
export function verifySentence(
  sentence: ModelSentence,
  passages: readonly NumberedPassage[],
): VerifiedSentence {
  const written = tidySentence(sentence.text);
  const numbers = [...new Set(sentence.cites)].sort((a, b) => a - b);
  const fail = (...problems: string[]) => ({ written, numbers, shown: undefined, problems });

  const cited = numbers.flatMap((number) => passages.find((passage) => passage.number === number) ?? []);
  const story = cited[0]?.story;
  if (!story || cited.length < numbers.length) return fail('It must cite passages that were given.');
  if (cited.some((passage) => passage.story !== story))
    return fail('It must cite passages of one story only.');

  const cites = cited.map(({ paragraph }) => paragraph);
  const sources = cites.map((number) => paragraphText(story, number) ?? '');
  const fault = findFormFault(written, sources) ?? findOwnWords(written, sources, story);
  if (fault) return fail(fault);
  const text = restoreQuotations(written, sources);
  if (text === undefined)
    return fail('Words between quotation marks are not copied exactly from the cited text.');
  const { supported, problems } = checkSentence(story, text, cites);
  if (!supported) return fail(...problems.map(({ detail }) => detail));
  return { written, numbers, shown: { text, cites, story: story.id }, problems: [] };
}
