import type { WrittenAnswer } from '../answer/answer.ts';
import { CHECK_VERSION } from '../grounding/grounding.ts';
import type { Clock, Cooldown, KeyValueStore, LanguageModel, Log, PromptLibrary } from '../ports.ts';
import type { WrittenSummary } from '../summary/summarize.ts';
import { type AnswerDesk, createAnswerDesk } from './answer-desk.ts';
import { createUsageLedger } from './usage.ts';

/** A configured model with everything that belongs to its use: made once, shared by all use cases. */
export interface ModelAccess {
  /** The model's name, shown to members. */
  readonly name: string;
  /** Whether the model judges its own sentences, too. */
  readonly judge: boolean;
  /** About how many tokens of story text one prompt may hold. */
  readonly contextTokens: number;
  /** Of the check that what is shown has passed. */
  readonly checkVersion: string;
  readonly log: Log;
  readonly summaries: AnswerDesk<WrittenSummary>;
  readonly answers: AnswerDesk<WrittenAnswer>;
  /** Numbers of quotations, best first. */
  readonly rankings: AnswerDesk<readonly number[]>;
}

/** Long enough for nearly every news story as a whole, short enough for small models on one's own machine. */
const DEFAULT_CONTEXT_TOKENS = 6_000;

/** Gathers what the use cases need to ask a model. `tokensPerDay` is for each guild and UTC day. */
export function createModelAccess(deps: {
  readonly model: LanguageModel;
  readonly prompts: PromptLibrary;
  readonly store: KeyValueStore;
  readonly clock: Clock;
  readonly cooldown: Cooldown;
  readonly log: Log;
  readonly tokensPerDay: number;
  readonly judge: boolean;
  readonly contextTokens?: number;
  readonly checkVersion?: string;
}): ModelAccess {
  const ports = { ...deps, ledger: createUsageLedger(deps, deps.tokensPerDay) };
  return {
    name: deps.model.name,
    judge: deps.judge,
    contextTokens: deps.contextTokens ?? DEFAULT_CONTEXT_TOKENS,
    checkVersion: deps.checkVersion ?? CHECK_VERSION,
    log: deps.log,
    summaries: createAnswerDesk(ports),
    answers: createAnswerDesk(ports),
    rankings: createAnswerDesk(ports),
  };
}
