import { APIError } from 'openai';
import { z } from 'zod';
import { ModelError } from '../../domain/errors.ts';
import type { Embedder } from '../../domain/ports.ts';
import { openClient, type ServerSettings } from './connection.ts';
import { readServerFault } from './server-faults.ts';

/** Texts in one request: with 3,072 numbers each, about 1 MB of JSON, which is parsed in well under 50 ms. */
const BATCH = 16;
const MAX_ANSWER_BYTES = 8_000_000;
/** How long somebody who looks for something waits for the vector of a query. */
const QUERY_MS = 1500;
/** How long nobody waits for a server any more that has let a query's time pass. */
const REST_MS = 30_000;
const ROLE = "The embedding model's server";
/** Statuses by which servers say that they have no embeddings, or no such model. */
const ABSENT = new Set([404, 405, 501]);

const answer = z.object({
  data: z.array(z.object({ index: z.int().min(0), embedding: z.array(z.number()).min(1).max(16_384) })),
});

/** An embedding model behind a server that has `/v1/embeddings`; `queryMs` is the time for one query, 1.5 s by default. */
export function createOpenAiEmbedder(settings: ServerSettings & { readonly queryMs?: number }): Embedder {
  const { model, apiKey, queryMs = QUERY_MS } = settings;
  const client = openClient(settings, MAX_ANSWER_BYTES);
  const deadlines = new WeakSet<AbortSignal>();
  let absent: ModelError | undefined;
  let restsUntil = 0;

  async function embedBatch(texts: readonly string[], signal: AbortSignal): Promise<Float32Array[]> {
    // Not every server knows base64, which the client would ask for.
    const body = { model, input: [...texts], encoding_format: 'float' as const };
    try {
      return readVectors(await client.embeddings.create(body, { signal }), texts.length);
    } catch (thrown) {
      if (deadlines.has(signal) && signal.aborted) rest();
      if (thrown instanceof ModelError) throw thrown;
      const { error } = readServerFault(thrown, { role: ROLE, secret: apiKey, nowMs: Date.now() });
      if (!(thrown instanceof APIError) || !ABSENT.has(thrown.status ?? 0)) throw error;
      absent = new ModelError('absent', `${ROLE} has no embeddings, or no model of this name`, {
        cause: error.cause,
      });
      throw absent;
    }
  }

  function rest(): void {
    const now = performance.now();
    if (now >= restsUntil) restsUntil = now + REST_MS;
  }

  return {
    name: model,
    startDeadline() {
      const deadline = performance.now() < restsUntil ? AbortSignal.abort() : AbortSignal.timeout(queryMs);
      deadlines.add(deadline);
      return deadline;
    },
    async embed(texts, signal) {
      const vectors: Float32Array[] = [];
      for (let from = 0; from < texts.length; from += BATCH) {
        if (absent) throw absent;
        vectors.push(...(await embedBatch(texts.slice(from, from + BATCH), signal)));
      }
      if (new Set(vectors.map(({ length }) => length)).size > 1) throw unusable();
      return vectors;
    },
  };
}

function readVectors(received: unknown, count: number): Float32Array[] {
  const parsed = answer.safeParse(received);
  if (!parsed.success) throw unusable(parsed.error);
  const vectors = new Array<Float32Array | undefined>(count).fill(undefined);
  for (const { index, embedding } of parsed.data.data) {
    const length = Math.hypot(...embedding);
    if (index < count && length > 0) vectors[index] = Float32Array.from(embedding, (one) => one / length);
  }
  const whole = vectors.filter((vector) => vector !== undefined);
  if (whole.length < count) throw unusable();
  return whole;
}

function unusable(cause?: unknown): ModelError {
  return new ModelError('wrong-shape', `${ROLE} did not give one vector for each text`, { cause });
}
