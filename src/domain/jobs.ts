/** What a job needs to be done again elsewhere: plain JSON. */
export type JobData = Readonly<Record<string, unknown>>;

/** A job that failed every time, set aside for the operator. */
export interface DeadJob {
  readonly id: string;
  readonly queue: string;
  readonly key: string;
  readonly data: JobData;
  readonly reason: string;
  /** Unix milliseconds. */
  readonly failedAt: number;
}

/** How a queue treats its jobs. */
export interface QueuePolicy {
  /** How often a job is begun before it is set aside. */
  readonly tries: number;
  /** Wait before the second try; each further wait is twice as long, up to `longestWaitMs`. */
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
  /** Jobs of this queue that one process works on at once. */
  readonly concurrency: number;
  /** A try that takes longer has failed; where its process died, another one takes the job up then. */
  readonly withinMs: number;
}

/** Jobs of a queue that wait, and how long the oldest has. */
export interface QueueDepth {
  readonly waiting: number;
  readonly oldestMs: number;
}

/** One try at a job. */
export interface Attempt {
  /** Aborts when the try's time is over or the program ends. */
  readonly signal: AbortSignal;
  /** Whether the job is set aside when this try fails, too. */
  readonly isLast: boolean;
}

/** Does one job. A rejection is a failed try. */
export type Work = (data: JobData, attempt: Attempt) => Promise<void>;

/**
 * Work that may wait. A job belongs to one worker at a time, survives that worker as far as the queue's engine lasts, is
 * tried again with growing waits, and is set aside as dead when it never succeeds. Faults of the engine are StoreErrors.
 */
export interface JobQueue {
  /** Opens a queue and does its jobs here, too. Once for each name and process. */
  work(queue: string, policy: QueuePolicy, work: Work): Promise<void>;
  /**
   * Adds a job to an open queue. `false`, and nothing is added, while one with the same key waits or runs. It is begun
   * after `afterMs` at the earliest.
   */
  add(queue: string, key: string, data: JobData, afterMs?: number): Promise<boolean>;
  /** The newest dead jobs, `limit` at most. They are kept for 30 days. */
  dead(limit: number): Promise<DeadJob[]>;
  /** Puts a dead job back into its queue; false where there is none of this id. */
  retry(id: string): Promise<boolean>;
  depths(): Promise<ReadonlyMap<string, QueueDepth>>;
  /** Begins no more jobs and gives those that run `withinMs` to end; what is left is taken up elsewhere or later. */
  close(withinMs: number): Promise<void>;
}
