import { setTimeout as sleep } from 'node:timers/promises';
import { OpenAI } from 'openai';
import type { LanguageModel, ModelReply, ModelRequest, ModelUse } from '../../domain/ports.ts';
import { limitBody } from './body-limit.ts';
import { readCompletion } from './completion.ts';
import { type Dialect, FULL_DIALECT, phraseRequest, simplifyDialect } from './dialect.ts';
import { readServerFault, type ServerFault } from './server-faults.ts';

type Body = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;
type Attempts = Pick<ModelRequest<ModelUse>, 'signal' | 'onUnanswered'>;
type Outcome =
  | { readonly received: unknown; readonly fault?: undefined }
  | { readonly fault: ServerFault; readonly received?: undefined };

const OPENAI_URL = 'https://api.openai.com/v1';
const MAX_ANSWER_BYTES = 1_000_000;

/** How to reach one model on one server; times have the defaults that production uses. */
export interface OpenAiSettings {
  /** Absent for servers that want none. */
  readonly apiKey?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly model: string;
  /** For one request, its body included. Default 60 s. A server that asks for a longer pause is not asked again. */
  readonly timeoutMs?: number;
  /** The pause before the second attempt where the server does not name one. Default 500 ms. */
  readonly retryMs?: number;
  /** For all calls of one member's request together. Default 5 minutes: Discord's token lives for 15. */
  readonly deadlineMs?: number;
}

/**
 * A model behind OpenAI or a server compatible with it. Fields that the server refuses are left out, from then on
 * too; each request is tried twice at most when the fault may pass.
 */
export function createOpenAiModel(settings: OpenAiSettings): LanguageModel {
  const { apiKey, baseUrl = OPENAI_URL, model } = settings;
  const { timeoutMs = 60_000, retryMs = 500, deadlineMs = 300_000 } = settings;
  const client = new OpenAI({
    apiKey: apiKey ?? 'none',
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: limitBody(MAX_ANSWER_BYTES),
  });
  let accepted: Dialect = FULL_DIALECT;

  async function send(body: Body, { signal, onUnanswered }: Attempts): Promise<Outcome> {
    try {
      return { received: await client.chat.completions.create(body, { signal }) };
    } catch (thrown) {
      const fault = readServerFault(thrown, apiKey, Date.now());
      if (fault.isUnanswered) onUnanswered();
      return { fault };
    }
  }

  async function sendTwice(body: Body, attempts: Attempts): Promise<Outcome> {
    const first = await send(body, attempts);
    const waitMs = first.fault?.retryAfterMs;
    if (waitMs === undefined || waitMs > timeoutMs) return first;
    const rested = await rest(waitMs || retryMs, attempts.signal);
    return rested ? send(body, attempts) : first;
  }

  return {
    name: model,
    startDeadline: () => AbortSignal.timeout(deadlineMs),
    async complete<U extends ModelUse>(request: ModelRequest<U>): Promise<ModelReply<U>> {
      let dialect = accepted;
      for (;;) {
        const { received, fault } = await sendTwice(phraseRequest(model, request, dialect), request);
        if (!fault) {
          accepted = dialect;
          return readCompletion(request.use, received);
        }
        const simpler = fault.blamed && simplifyDialect(dialect, fault.blamed);
        if (!simpler) throw fault.error;
        dialect = simpler;
      }
    },
  };
}

/** Whether the whole pause passed before `signal` aborted. It holds the process: a terminal program has nothing else that does. */
async function rest(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal }).catch(() => false);
}
