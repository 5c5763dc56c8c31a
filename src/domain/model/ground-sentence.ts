import { checkSentence } from '../grounding/check-sentence.ts';
import type { Grounding, Problem } from '../grounding/grounding.ts';
import type { Story } from '../story/story.ts';
import { fitPassages, readPassages } from './context.ts';
import { type Judge, noteUnjudged } from './judge.ts';
import type { MeteredCalls } from './metered-calls.ts';

/** A sentence and the paragraphs of a story that it rests on. */
export interface GroundRequest {
  readonly story: Story;
  readonly sentence: string;
  readonly cites: readonly number[];
  /** Whether a judge is to decide what the check does not. */
  readonly judge: boolean;
}

/** What a judge finds; a veto, because it drops the sentence. */
export interface JudgedProblem extends Omit<Problem, 'kind'> {
  readonly kind: Problem['kind'] | 'judge';
}

/** The verdict on a sentence after the judge's. */
export interface JudgedGrounding extends Omit<Grounding, 'problems'> {
  readonly problems: readonly JudgedProblem[];
  /** Why the check alone decided. */
  readonly note?: string;
}

/** What a judgement outside of any member's request needs. */
export interface Judging {
  readonly judge: Judge;
  /** Of stories' text in one question, in tokens. */
  readonly contextTokens: number;
  openCalls(): MeteredCalls;
}

/**
 * Checks a sentence as those of a model are: a veto decides, then the judge does, whatever the doubts; where it gives no
 * verdict, they do. Faults of the judge are no exception.
 */
export async function groundSentence(
  judging: Judging | undefined,
  { story, sentence, cites, judge: isJudged }: GroundRequest,
): Promise<JudgedGrounding> {
  const grounding = checkSentence(story, sentence, cites);
  if (!isJudged || grounding.problems.some(({ severity }) => severity === 'veto')) return grounding;
  if (!judging) return { ...grounding, note: 'No judge is configured; the check alone decided.' };
  const { judge, contextTokens, openCalls } = judging;
  const passages = [...new Set(cites)].map((number) => ({ number, story, paragraph: number }));
  const cited = readPassages(fitPassages(passages, contextTokens));
  const [verdict] = await judge.judge(
    [{ text: sentence, cited, doubts: grounding.problems.map(({ detail }) => detail) }],
    openCalls(),
  );
  if (!verdict) return { ...grounding, note: noteUnjudged(judge) };
  const { supported, finding } = verdict;
  const found = finding ? [{ kind: 'judge', severity: 'veto', detail: finding } as const] : [];
  return { supported, problems: [...grounding.problems, ...found] };
}
