import { z } from 'zod';
import { ModelError, type ModelFault } from '../../domain/errors.ts';
import type { ModelAnswers, ModelReply, ModelUse, TokenUsage } from '../../domain/ports.ts';
import { ANSWER_SCHEMAS } from './answer-schemas.ts';
import { findJson } from './found-json.ts';

const tokens = z.int().min(0);
const likelyToken = z.object({ token: z.string(), logprob: z.number() });

/** The parts of a chat completion that are read; servers leave out or add to the rest. */
const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      logprobs: z
        .object({ content: z.array(likelyToken.extend({ top_logprobs: z.array(likelyToken) })).nullish() })
        .nullish()
        .catch(undefined),
    }),
  ),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(undefined),
});

/** A token that a model might have written, with the natural logarithm of its probability. */
export type LikelyToken = z.output<typeof likelyToken>;

/** A completion's text and what it cost. */
export interface Completion {
  /** Not blank. */
  readonly content: string;
  /** The answer ended at the token limit. */
  readonly isCut: boolean;
  /** What might have stood in each token's place, likeliest first; empty where the server does not say. */
  readonly likely: readonly (readonly LikelyToken[])[];
  readonly usage: TokenUsage | undefined;
}

/** Reads what a server sent for `purpose`. Throws `ModelError`, with what the call cost. */
export function readCompletion(purpose: string, received: unknown): Completion {
  const parsed = completion.safeParse(received);
  if (!parsed.success) throw new ModelError('wrong-shape', 'Not a chat completion', { cause: parsed.error });
  const usage = readUsage(parsed.data.usage);
  const choice = parsed.data.choices[0];
  if (!choice) throw unusable('empty', purpose, usage);
  const { message, finish_reason: finish, logprobs } = choice;
  if (message.refusal || finish === 'content_filter') throw unusable('refused', purpose, usage);
  const content = message.content?.trim();
  const isCut = finish === 'length';
  if (!content) throw unusable(isCut ? 'cut-off' : 'empty', purpose, usage);
  const likely = (logprobs?.content ?? []).map(({ top_logprobs: others, ...written }) =>
    others.length > 0 ? others : [written],
  );
  return { content, isCut, likely, usage };
}

/** The validated answer to one use in what a server sent. Throws `ModelError`, with what the call cost. */
export function readAnswer<U extends ModelUse>(use: U, received: unknown): ModelReply<ModelAnswers[U]> {
  const { content, isCut, usage } = readCompletion(use, received);
  if (isCut) throw unusable('cut-off', use, usage);
  const candidates = [...findJson(content)];
  if (candidates.length === 0) throw unusable('not-json', use, usage);
  for (const candidate of candidates) {
    const answer = ANSWER_SCHEMAS[use].safeParse(candidate);
    if (answer.success) return { value: answer.data, usage };
  }
  throw unusable('wrong-shape', use, usage);
}

/** An answer that came but cannot be used. */
export function unusable(fault: ModelFault, purpose: string, usage: TokenUsage | undefined): ModelError {
  return new ModelError(fault, `Unusable answer for ${purpose}: ${fault}`, usage && { usage });
}

function readUsage(usage: z.output<typeof completion>['usage']): TokenUsage | undefined {
  return usage ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens } : undefined;
}
