import type { CitedSentence } from '../cited-sentence.ts';
import { DECLINE_NOTES } from '../model/decline-notes.ts';
import type { TokenUsage } from '../ports.ts';
import type { AnswerPorts, AnswerRequest } from './answer-request.ts';
import { answerExtractively } from './extract.ts';
import { writeAnswer } from './model-answer.ts';

/** What `/ask` shows. */
export interface Answer {
  readonly method: 'model' | 'extractive';
  /** False: the stories do not say; `sentences` is empty then. */
  readonly answered: boolean;
  readonly sentences: readonly CitedSentence[];
  /** The passages nearest to the question, best first. */
  readonly nearest: readonly { readonly story: string; readonly paragraph: number }[];
  /** How many sentences were checked against their story; 0 for sentences that are a story's own. */
  readonly checked: number;
  /** How many of those checked are not shown: they failed, or did not fit. */
  readonly dropped: number;
  /** How many of those dropped passed the check and did not fit the length. */
  readonly cut: number;
  /** The model's name; absent when extractive. */
  readonly model?: string;
  /** A line for the member: why the model did not write this, or what was not done. */
  readonly note?: string;
  /** What the model cost for this reply; absent when it was not asked, or had been before. */
  readonly usage?: TokenUsage;
}

/**
 * Answers from the stories: by the model where `ports.model` is there and what it writes passes the check, otherwise
 * with sentences of the stories. Throws nothing for a fault of the model.
 */
export async function answer(ports: AnswerPorts, request: AnswerRequest): Promise<Answer> {
  const question = request.question.replace(/\s+/g, ' ').trim();
  const outcome = ports.model && (await writeAnswer(ports, ports.model, { ...request, question }));
  const usage = outcome?.usage && { usage: outcome.usage };
  if (outcome && !outcome.declined) return { method: 'model', ...outcome.value, ...usage };
  const { scope, story } = request;
  const extracted = await answerExtractively(ports, { question, scope, story: story?.id });
  const note = outcome && DECLINE_NOTES[outcome.declined];
  return {
    method: 'extractive',
    ...extracted,
    ...{ checked: 0, dropped: 0, cut: 0 },
    ...(note !== undefined && { note }),
    ...usage,
  };
}
