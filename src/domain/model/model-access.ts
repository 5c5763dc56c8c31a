import { CHECK_VERSION } from '../grounding/grounding.ts';
import type { Cooldown, KeyValueStore, LanguageModel, Log, Meter, PromptLibrary } from '../ports.ts';
import { QUIET_METER } from '../quiet-meter.ts';
import { type AnswerDesk, createAnswerDesk } from './answer-desk.ts';
import type { Judge } from './judge.ts';
import type { UsageLedger } from './usage.ts';
import type { Written } from './written.ts';

/** A configured model with everything that belongs to its use: made once, shared by all use cases. */
export interface ModelAccess {
  /** The model's name, shown to members. */
  readonly name: string;
  /** Who judges the model's sentences; absent: the check alone decides. */
  readonly judge: Judge | undefined;
  /** Who compares translations with what was translated: a checker reads one language only. */
  readonly translationJudge: Judge | undefined;
  /** About how many tokens of story text one prompt may hold. */
  readonly contextTokens: number;
  /** What decides which sentences are shown, for cache keys. */
  readonly checkedBy: readonly string[];
  readonly log: Log;
  readonly meter: Meter;
  readonly writings: AnswerDesk<Written>;
  /** Numbers of quotations, best first. */
  readonly rankings: AnswerDesk<readonly number[]>;
}

/** Long enough for nearly every news story as a whole, short enough for small models on one's own machine. */
export const CONTEXT_TOKENS = 6_000;

/** Gathers what the use cases need to ask a model. */
export function createModelAccess(deps: {
  readonly model: LanguageModel;
  readonly prompts: PromptLibrary;
  readonly store: KeyValueStore;
  readonly ledger: UsageLedger;
  readonly cooldown: Cooldown;
  readonly log: Log;
  /** Nobody measures without. */
  readonly meter?: Meter | undefined;
  readonly judge?: Judge | undefined;
  readonly translationJudge?: Judge | undefined;
  readonly contextTokens?: number;
  readonly checkVersion?: string;
}): ModelAccess {
  const { judge, translationJudge, contextTokens = CONTEXT_TOKENS, checkVersion = CHECK_VERSION } = deps;
  return {
    name: deps.model.name,
    judge,
    translationJudge,
    contextTokens,
    checkedBy: [checkVersion, judge?.name ?? '', translationJudge?.name ?? ''],
    log: deps.log,
    meter: deps.meter ?? QUIET_METER,
    writings: createAnswerDesk(deps),
    rankings: createAnswerDesk(deps),
  };
}
