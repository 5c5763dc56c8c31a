import { setTimeout as sleep } from 'node:timers/promises';
import { OpenAI } from 'openai';
import type { CallTerms } from '../../domain/ports.ts';
import { limitBody } from './body-limit.ts';
import { readServerFault, type ServerFault } from './server-faults.ts';

export type ChatBody = OpenAI.Chat.ChatCompletionCreateParamsNonStreaming;

/** What came of one request: the server's answer as it stands, or why there is none. */
export type Received =
  | { readonly received: unknown; readonly fault?: undefined }
  | { readonly fault: ServerFault; readonly received?: undefined };

const OPENAI_URL = 'https://api.openai.com/v1';
const MAX_ANSWER_BYTES = 1_000_000;
const TIMEOUT_MS = 60_000;

/** How to reach one model on one server; times have the defaults that production uses. */
export interface ServerSettings {
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

/** A server that speaks Chat Completions. */
export interface Connection {
  /** Sends a request, and once more when its fault may pass. Never throws for a fault of the server. */
  send(body: ChatBody, terms: Pick<CallTerms, 'signal' | 'onUnanswered'>): Promise<Received>;
  startDeadline(): AbortSignal;
}

/** A client that tries nothing twice, logs nothing, and takes answers of `maxBytes` at most. */
export function openClient(settings: ServerSettings, maxBytes: number): OpenAI {
  const { apiKey, baseUrl = OPENAI_URL, timeoutMs = TIMEOUT_MS } = settings;
  return new OpenAI({
    apiKey: apiKey ?? 'none',
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: limitBody(maxBytes),
  });
}

/** Opens no connection before the first request. `role` names the server in errors. */
export function connect(settings: ServerSettings, role: string): Connection {
  const { apiKey, timeoutMs = TIMEOUT_MS, retryMs = 500, deadlineMs = 300_000 } = settings;
  const client = openClient(settings, MAX_ANSWER_BYTES);

  async function sendOnce(
    body: ChatBody,
    { signal, onUnanswered }: Pick<CallTerms, 'signal' | 'onUnanswered'>,
  ): Promise<Received> {
    try {
      return { received: await client.chat.completions.create(body, { signal }) };
    } catch (thrown) {
      const fault = readServerFault(thrown, { role, secret: apiKey, nowMs: Date.now() });
      if (fault.isUnanswered) onUnanswered();
      return { fault };
    }
  }

  return {
    async send(body, terms) {
      const first = await sendOnce(body, terms);
      const waitMs = first.fault?.retryAfterMs;
      if (waitMs === undefined || waitMs > timeoutMs) return first;
      const rested = await rest(waitMs || retryMs, terms.signal);
      return rested ? sendOnce(body, terms) : first;
    },
    startDeadline: () => AbortSignal.timeout(deadlineMs),
  };
}

/** Whether the whole pause passed before `signal` aborted. It holds the process: a terminal program has nothing else that does. */
async function rest(ms: number, signal: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal }).catch(() => false);
}
