import type { ModelRequest, ModelUse } from '../../domain/ports.ts';
import { describeAnswer } from './answer-schemas.ts';
import type { ChatBody } from './connection.ts';

/** The parts of Chat Completions that servers differ in. */
export interface Dialect {
  readonly format: 'json_schema' | 'json_object' | 'text';
  /** `none`: a server whose window cannot hold the prompt and the limit together refuses both fields. */
  readonly limit: 'max_completion_tokens' | 'max_tokens' | 'none';
  readonly temperature: boolean;
  readonly effort: boolean;
}

/** What is tried first: everything that OpenAI's own server knows. */
export const FULL_DIALECT: Dialect = {
  format: 'json_schema',
  limit: 'max_completion_tokens',
  temperature: true,
  effort: true,
};

/**
 * How long a model that reasons may think: enough to compare a sentence with a paragraph. Every such model of OpenAI's
 * but the `pro` ones takes it; `minimal` and `none` are each refused by some.
 */
const REASONING_EFFORT = 'low';

/**
 * What to try after a server refused `dialect` and blamed the fields in `blamed` (empty: it did not say).
 * Each step gives something up, so that the ladder ends: `undefined` when nothing is left to give up.
 */
export function simplifyDialect(dialect: Dialect, blamed: ReadonlySet<string>): Dialect | undefined {
  const { format, limit, temperature, effort } = dialect;
  const steps: readonly { fields: readonly string[]; next: Dialect | undefined }[] = [
    {
      fields: ['max_completion_tokens', 'max_tokens'],
      next: limit === 'none' ? undefined : { ...dialect, limit: looserLimit(limit) },
    },
    { fields: ['temperature'], next: temperature ? { ...dialect, temperature: false } : undefined },
    {
      fields: ['response_format', 'json_schema', 'schema'],
      next: format === 'text' ? undefined : { ...dialect, format: simplerFormat(format) },
    },
    { fields: ['reasoning_effort'], next: effort ? { ...dialect, effort: false } : undefined },
  ];
  const named = steps.find((step) => step.next && step.fields.some((field) => blamed.has(field)));
  if (named) return named.next;
  return steps.toReversed().find((step) => step.next)?.next;
}

function simplerFormat(format: Dialect['format']): Dialect['format'] {
  return format === 'json_schema' ? 'json_object' : 'text';
}

function looserLimit(limit: Dialect['limit']): Dialect['limit'] {
  return limit === 'max_completion_tokens' ? 'max_tokens' : 'none';
}

/** The request as `dialect` says it. Without a schema in it, the form of the answer is told in words. */
export function phraseRequest<U extends ModelUse>(
  model: string,
  request: ModelRequest<U>,
  dialect: Dialect,
): ChatBody {
  const schema = describeAnswer(request.use);
  const inWords = `\n\nAnswer with one JSON object and nothing else. Its JSON Schema: ${JSON.stringify(schema)}`;
  const system = dialect.format === 'json_schema' ? request.prompt.system : request.prompt.system + inWords;
  return {
    model,
    messages: [
      { role: 'system', content: system },
      { role: 'user', content: request.prompt.user },
    ],
    ...(dialect.limit !== 'none' && { [dialect.limit]: request.maxTokens }),
    ...(dialect.temperature && { temperature: 0 }),
    ...(dialect.effort && { reasoning_effort: REASONING_EFFORT }),
    ...responseFormat(dialect.format, request.use, schema),
  };
}

function responseFormat(
  format: Dialect['format'],
  name: string,
  schema: Record<string, unknown>,
): Pick<ChatBody, 'response_format'> {
  if (format === 'text') return {};
  if (format === 'json_object') return { response_format: { type: 'json_object' } };
  return { response_format: { type: 'json_schema', json_schema: { name, strict: true, schema } } };
}
