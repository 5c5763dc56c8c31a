import type { NumberedText } from './context.ts';
import type { MeteredCalls } from './metered-calls.ts';

/** A sentence that is to be judged by the texts that it cites. */
export interface Claim {
  readonly text: string;
  /** Never empty. */
  readonly cited: readonly NumberedText[];
  /** What the check without a model was unsure of, in plain sentences; most claims have none. */
  readonly doubts: readonly string[];
}

/** Whether the cited texts say all that a sentence says. */
export interface Verdict {
  readonly supported: boolean;
  /** What they do not say, in a plain sentence; absent when they say it all. */
  readonly finding?: string;
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
