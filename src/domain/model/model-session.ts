import type { LanguageModel, Log, ModelAnswers, PromptLibrary, PromptName, PromptValues } from '../ports.ts';
import { type MeteredCalls, meterCalls } from './metered-calls.ts';
import type { Payers, UsageLedger } from './usage.ts';

/** The use whose answer form each prompt asks for. */
const USES = {
  summary: 'summary',
  answer: 'answer',
  quotes: 'quotes',
  judge: 'judge',
  translate: 'translate',
  repair: 'summary',
} as const satisfies Partial<Record<PromptName, keyof ModelAnswers>>;

type Asked = keyof typeof USES;

/**
 * The most that one answer may take. What is wanted takes 2,000 at most (a verdict with its evidence some 150 a
 * sentence); models that reason spend from the same limit before they write, at little effort 200 to 4,000.
 */
const MAX_ANSWER_TOKENS = 10_000;

/** A model and the words in which it is asked. */
export interface PromptedModel {
  readonly model: LanguageModel;
  readonly prompts: PromptLibrary;
}

/** All the calls that one member's request makes, and the model that they go to. */
export interface ModelSession extends MeteredCalls {
  /** Throws `ModelError`. */
  ask<P extends Asked>(prompt: P, values: PromptValues[P]): Promise<ModelAnswers[(typeof USES)[P]]>;
}

/** Opens a session now: its deadline starts. */
export function openModelSession(
  ports: PromptedModel & { readonly ledger: UsageLedger; readonly log: Log },
  payers: Payers,
): ModelSession {
  const calls = meterCalls(ports, payers, ports.model.startDeadline());
  return { ...calls, ask: (name, values) => askModel(ports, calls, name, values) };
}

/** Puts one prompt to a model, as one of `calls`. Throws `ModelError`. */
export function askModel<P extends Asked>(
  { model, prompts }: PromptedModel,
  calls: MeteredCalls,
  name: P,
  values: PromptValues[P],
): Promise<ModelAnswers[(typeof USES)[P]]> {
  const prompt = prompts.render(name, values);
  return calls.make({
    prompt,
    maxTokens: MAX_ANSWER_TOKENS,
    send: (terms) => model.complete({ ...terms, use: USES[name], prompt }),
  });
}
