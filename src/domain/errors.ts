import type { TokenUsage } from './ports.ts';

/** A mistake of whoever asked; `message` is shown to them as it stands. */
export class UserError extends Error {
  override readonly name = 'UserError';
}

/** Why the language model gave nothing usable. */
export type ModelFault =
  /** No answer in time, or the overall deadline passed. */
  | 'timeout'
  | 'unreachable'
  | 'rate-limited'
  | 'credentials'
  /** The server will not take the request in any form that we know: a wrong model name, too long a prompt. */
  | 'bad-request'
  /** The server does not have what was asked for: the address, or the model. */
  | 'absent'
  | 'server'
  /** The model declined. */
  | 'refused'
  /** The answer ended at the token limit. */
  | 'cut-off'
  | 'empty'
  | 'not-json'
  | 'wrong-shape'
  /** The guild has spent its tokens for the day. */
  | 'over-budget'
  /** The member has. */
  | 'over-own-budget';

/** The language model could not be used or answered badly. Its message is for the log, never for a member. */
export class ModelError extends Error {
  override readonly name = 'ModelError';
  readonly fault: ModelFault;
  /** What the failed call cost, where the server said so. */
  readonly usage: TokenUsage | undefined;

  constructor(fault: ModelFault, message: string, options: { cause?: unknown; usage?: TokenUsage } = {}) {
    super(message, { cause: options.cause });
    this.fault = fault;
    this.usage = options.usage;
  }
}

/** The store could not be opened, read or written. Its message is for the log and the operator. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

/** A story could not be read, or not in time. Its message is for the log and the operator. */
export class ReadingError extends Error {
  override readonly name = 'ReadingError';
}
