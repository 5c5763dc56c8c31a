import type { OpenAI } from 'openai';
import type { ModelRequest, ModelUse } from '../../domain/ports.ts';
import { describeAnswer } from './answer-schemas.ts';

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** The parts of Chat Completions that servers differ in. */
export interface Dialect {
  readonly format: 'json_schema' | 'json_object' | 'text';
  readonly limit: 'max_completion_tokens' | 'max_tokens';
  readonly temperature: boolean;
}

/** What is tried first: everything that OpenAI's own server knows. */
export const FULL_DIALECT: Dialect = {
  format: 'json_schema',
  limit: 'max_completion_tokens',
  temperature: true,
};

/**
 * What to try after a server refused `dialect` and blamed the fields in `blamed` (empty: it did not say).
 * Each step gives something up, so that the ladder ends: `undefined` when nothing is left to give up.
 */
export function simplifyDialect(dialect: Dialect, blamed: ReadonlySet<string>): Dialect | undefined {
  const { format, limit, temperature } = dialect;
  const steps: readonly { fields: readonly string[]; next: Dialect | undefined }[] = [
    { fields: ['temperature'], next: temperature ? { ...dialect, temperature: false } : undefined },
    {
      fields: ['max_completion_tokens', 'max_tokens'],
      next: limit === 'max_completion_tokens' ? { ...dialect, limit: 'max_tokens' } : undefined,
    },
    {
      fields: ['response_format', 'json_schema', 'schema'],
      next: format === 'text' ? undefined : { ...dialect, format: simplerFormat(format) },
    },
  ];
  const named = steps.find((step) => step.next && step.fields.some((field) => blamed.has(field)));
  if (named) return named.next;
  return steps.toReversed().find((step) => step.next)?.next;
}

function simplerFormat(format: Dialect['format']): Dialect['format'] {
  return format === 'json_schema' ? 'json_object' : 'text';
}

/** The request as `dialect` says it. Without a schema in it, the form of the answer is told in words. */
export function phraseRequest<U extends ModelUse>(
  model: string,
  request: ModelRequest<U>,
  dialect: Dialect,
): Body {
  const schema = describeAnswer(request.use);
  const inWords = `\n\nAnswer with one JSON object and nothing else. Its JSON Schema: ${JSON.stringify(schema)}`;
  const system = dialect.format === 'json_schema' ? request.prompt.system : request.prompt.system + inWords;
  return {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: request.prompt.user },
    ],
    [dialect.limit]: request.maxTokens,
    ...(dialect.temperature && { temperature: 0 }),
    ...responseFormat(dialect.format, request.use, schema),
  };
}

function responseFormat(
  format: Dialect['format'],
  name: string,
  schema: Record<string, unknown>,
): Pick<Body, 'response_format'> {
  if (format === 'text') return {};
  if (format === 'json_object') return { response_format: { type: 'json_object' } };
  return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } };
}
