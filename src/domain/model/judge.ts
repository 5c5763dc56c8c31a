import type { Problem } from '../grounding/grounding.ts';
import type { NumberedText } from './context.ts';
import type { MeteredCalls } from './metered-calls.ts';

/** A sentence that is to be judged by the texts that it cites. */
export interface Claim {
  readonly text: string;
  /** Never empty. */
  readonly cited: readonly NumberedText[];
  /** What the check without a model was unsure of; most sentences have none. */
  readonly doubts: readonly Remark[];
}

/** What was found, for a judge or a writer to look at, with the words of the story that come nearest. */
export type Remark = Pick<Problem, 'detail' | 'nearest'>;

/** Whether the cited texts say all that a sentence says. */
export interface Verdict {
  readonly supported: boolean;
  /** What they do not say; absent when they say it all. */
  readonly finding?: Remark;
}

/** Decides what rules cannot. */
export interface Judge {
  /** For the cache's key and the member: which model judges. */
  readonly name: string;
  /**
   * One verdict a claim, in order; `undefined` where there is none that counts. A fault of the model is no exception:
   * it leaves claims without a verdict.
   */
  judge(claims: readonly Claim[], calls: MeteredCalls): Promise<(Verdict | undefined)[]>;
  /** A signal that aborts when the time for one request is over. */
  startDeadline(): AbortSignal;
}

/** For the member, when some sentences got no verdict. */
export function noteUnjudged({ name }: Judge): string {
  return `${name} did not judge every sentence; where it did not, the check alone decided.`;
}
