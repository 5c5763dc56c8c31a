import { z } from 'zod';
import { UserError } from '../domain/errors.ts';
import { DocumentError } from '../domain/intake/documents.ts';
import type { Log } from '../domain/ports.ts';
import type { Operation } from './operations.ts';

const envelope = z.looseObject(
  {
    id: z.union([z.string(), z.number(), z.null()], 'must be text or a number').default(null),
    op: z.string('must be text'),
  },
  'a request must be a JSON object',
);

/**
 * Answers JSON requests, one a line, in order: each answer carries its request's `id`. A bad request is answered
 * with `{id, error}` and the next one is served; blank lines are passed over.
 */
export async function serveBatch(
  lines: AsyncIterable<string>,
  write: (line: string) => Promise<void>,
  operations: Readonly<Record<string, Operation>>,
  log: Log,
): Promise<void> {
  for await (const line of lines) {
    if (line.trim() !== '') await write(`${JSON.stringify(await answerLine(line, operations, log))}\n`);
  }
}

async function answerLine(
  line: string,
  operations: Readonly<Record<string, Operation>>,
  log: Log,
): Promise<object> {
  let id: unknown = null;
  try {
    const request: unknown = JSON.parse(line);
    id = readId(request);
    const { op } = envelope.parse(request);
    const operation = Object.entries(operations).find(([name]) => name === op)?.[1];
    if (!operation) throw new UserError(`op: "${op}" is none of ${Object.keys(operations).join(', ')}`);
    return { id, ...(await operation(request)) };
  } catch (cause) {
    return { id, error: explain(cause, log) };
  }
}

function readId(request: unknown): unknown {
  const parsed = envelope.pick({ id: true }).safeParse(request);
  return parsed.success ? parsed.data.id : null;
}

function explain(cause: unknown, log: Log): string {
  if (cause instanceof UserError || cause instanceof DocumentError) return cause.message;
  if (cause instanceof SyntaxError) return 'the line is not JSON';
  if (cause instanceof z.ZodError) {
    return cause.issues
      .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
      .join('; ');
  }
  log.error({ err: cause }, 'a batch request failed');
  return 'internal error; the log on stderr has it';
}
