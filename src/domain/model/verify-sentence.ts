import type { CitedSentence } from '../cited-sentence.ts';
import { checkSentence } from '../grounding/check-sentence.ts';
import type { Problem } from '../grounding/grounding.ts';
import type { ModelSentence } from '../ports.ts';
import { paragraphText } from '../story/story.ts';
import { type NumberedPassage, type NumberedText, readPassages } from './context.ts';
import { restoreQuotations } from './exact-quotations.ts';
import { findOwnWords } from './own-words.ts';
import { findFormFault, tidySentence } from './sentence-form.ts';

/** What the check found on a sentence, without its words. `form`: it is no sentence that can be shown. `wording`: words of the model's own. */
export interface CheckFinding extends Pick<Problem, 'severity'> {
  readonly kind: Problem['kind'] | 'form' | 'wording' | 'judge';
}

/** A sentence of a model after the check that needs no model. */
export interface VerifiedSentence {
  /** As the model wrote it, on one line. */
  readonly written: string;
  /** The numbers of the passages that the model gave, each once, ascending. */
  readonly numbers: readonly number[];
  /** Those of them that the model was given. */
  readonly cited: readonly NumberedText[];
  /** What may be shown, unless a judge decides otherwise; `undefined` when it is decided that it may not. */
  readonly candidate: CitedSentence | undefined;
  /** Why it may not, in plain sentences; empty when it may. */
  readonly vetoes: readonly string[];
  /** What a judge is to look at, and what drops the sentence where none does. */
  readonly doubts: readonly string[];
  /** Those, doubts beside a veto too, by kind. */
  readonly findings: readonly CheckFinding[];
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
  const cited = numbers.flatMap((number) => passages.find((passage) => passage.number === number) ?? []);
  const base = { written, numbers, cited: readPassages(cited) };
  const fail = (kind: CheckFinding['kind'], detail: string) => ({
    ...{ ...base, candidate: undefined, vetoes: [detail], doubts: [] },
    findings: [{ kind, severity: 'veto' } as const],
  });

  const story = cited[0]?.story;
  if (!story || cited.length < numbers.length)
    return fail('citation', 'It must cite passages that were given.');
  if (cited.some((passage) => passage.story !== story))
    return fail('citation', 'It must cite passages of one story only.');

  const cites = cited.map(({ paragraph }) => paragraph);
  const sources = cites.map((number) => paragraphText(story, number) ?? '');
  const fault = findFormFault(written, sources);
  if (fault) return fail('form', fault);
  const text = restoreQuotations(written, sources);
  if (text === undefined)
    return fail('quotation', 'Words between quotation marks are not copied exactly from the cited text.');
  const { problems } = checkSentence(story, text, cites);
  const findings: CheckFinding[] = problems.map(({ kind, severity }) => ({ kind, severity }));
  const vetoes = problems.filter(({ severity }) => severity === 'veto').map(({ detail }) => detail);
  if (vetoes.length > 0) return { ...base, candidate: undefined, vetoes, doubts: [], findings };
  const ownWords = findOwnWords(written, sources, story);
  const doubts = [...problems.map(({ detail }) => detail), ...(ownWords ? [ownWords] : [])];
  if (ownWords) findings.push({ kind: 'wording', severity: 'doubt' });
  return { ...base, candidate: { text, cites, story: story.id }, vetoes: [], doubts, findings };
}
