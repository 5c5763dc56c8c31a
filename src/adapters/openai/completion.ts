import { z } from 'zod';
import { ModelError, type ModelFault } from '../../domain/errors.ts';
import type { ModelReply, ModelUse, TokenUsage } from '../../domain/ports.ts';
import { ANSWER_SCHEMAS } from './answer-schemas.ts';
import { findJson } from './found-json.ts';

const tokens = z.int().min(0);

/** The parts of a chat completion that are read; servers leave out or add to the rest. */
const completion = z.object({
  choices: z.array(
    z.object({
      finish_reason: z.string().nullish(),
      message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
    }),
  ),
  usage: z.object({ prompt_tokens: tokens, completion_tokens: tokens }).nullish().catch(undefined),
});

/** The validated answer in what a server sent. Throws `ModelError`, with what the call cost. */
export function readCompletion<U extends ModelUse>(use: U, received: unknown): ModelReply<U> {
  const parsed = completion.safeParse(received);
  if (!parsed.success) throw new ModelError('wrong-shape', 'Not a chat completion', { cause: parsed.error });
  const usage = readUsage(parsed.data.usage);
  const fail = (fault: ModelFault) =>
    new ModelError(fault, `Unusable answer for ${use}: ${fault}`, { usage });
  const choice = parsed.data.choices[0];
  if (!choice) throw fail('empty');
  if (choice.message.refusal || choice.finish_reason === 'content_filter') throw fail('refused');
  if (choice.finish_reason === 'length') throw fail('cut-off');
  const content = choice.message.content?.trim();
  if (!content) throw fail('empty');
  const candidates = [...findJson(content)];
  if (candidates.length === 0) throw fail('not-json');
  for (const candidate of candidates) {
    const answer = ANSWER_SCHEMAS[use].safeParse(candidate);
    if (answer.success) return { value: answer.data, usage };
  }
  throw fail('wrong-shape');
}

function readUsage(usage: z.output<typeof completion>['usage']): TokenUsage | undefined {
  return usage ? { promptTokens: usage.prompt_tokens, completionTokens: usage.completion_tokens } : undefined;
}
