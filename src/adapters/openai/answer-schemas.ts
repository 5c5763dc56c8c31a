import { z } from 'zod';
import type { ModelAnswers, ModelUse } from '../../domain/ports.ts';

const sentences = z.array(z.object({ text: z.string(), cites: z.array(z.int()) }));

/** In the order in which a model is to think: what it rests on, what differs, and only then whether it holds. */
const verdict = z.object({
  sentence: z.int(),
  evidence: z.array(z.string()),
  difference: z.string(),
  supported: z.boolean(),
});

/** What an answer to each use must look like; keys beyond these are ignored. */
export const ANSWER_SCHEMAS: { readonly [U in ModelUse]: z.ZodType<ModelAnswers[U]> } = {
  summary: z.object({ sentences }),
  answer: z.object({ answerable: z.boolean(), sentences }),
  quotes: z.object({ ids: z.array(z.int()) }),
  judge: z.object({ verdicts: z.array(verdict) }),
  translate: z.object({ sentences: z.array(z.object({ sentence: z.int(), text: z.string() })) }),
};

/**
 * The same as JSON Schema, in the subset that strict structured output takes
 * (https://platform.openai.com/docs/guides/structured-outputs): no bounds, no `$schema`.
 */
export function describeAnswer(use: ModelUse): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(ANSWER_SCHEMAS[use], {
    override: ({ jsonSchema }) => {
      delete jsonSchema.minimum;
      delete jsonSchema.maximum;
    },
  });
  return schema;
}
