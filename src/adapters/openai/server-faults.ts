import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { ModelError, type ModelFault } from '../../domain/errors.ts';

/** A failed request: what it is for the domain, and what to do about it. */
export interface ServerFault {
  readonly error: ModelError;
  /** Whether the server may have worked on the request: it fell silent, or its answer broke off. */
  readonly isUnanswered: boolean;
  /** How long the server wants us to wait before another attempt; 0: no wish; `undefined`: do not try again. */
  readonly retryAfterMs: number | undefined;
  /**
   * The request's fields that the server blamed, as far as its error names them in a field of its own;
   * `undefined` when leaving fields out would not help.
   */
  readonly blamed: ReadonlySet<string> | undefined;
}

const MAX_CAUSE_LENGTH = 300;

/** Statuses by which servers refuse a field that they do not know. */
const REFUSING_STATUSES = new Set([400, 415, 422, 501]);

/** OpenAI's error codes for a request that is wrong in any form. */
const FINAL_CODES = new Set(['context_length_exceeded', 'model_not_found', 'insufficient_quota']);

/** Sorts whatever the openai client threw, by class and status, never by its text. `secret` is kept out of the result. */
export function readServerFault(
  thrown: unknown,
  {
    role,
    secret,
    nowMs,
  }: { readonly role: string; readonly secret: string | undefined; readonly nowMs: number },
): ServerFault {
  const fault = sortFault(thrown);
  const status = thrown instanceof APIError && thrown.status ? ` (${thrown.status})` : '';
  const error = new ModelError(fault, `${role} failed: ${fault}${status}`, {
    cause: describeCause(thrown, secret),
  });
  const final = thrown instanceof APIError && FINAL_CODES.has(thrown.code ?? '');
  return {
    error,
    isUnanswered: fault === 'timeout' || !(thrown instanceof APIError),
    retryAfterMs: isPassing(fault, thrown) && !final ? readRetryAfter(thrown, nowMs) : undefined,
    blamed: isRefusal(thrown) && !final ? new Set(collectBlamed(thrown.error, 0)) : undefined,
  };
}

function sortFault(thrown: unknown): ModelFault {
  if (thrown instanceof APIConnectionTimeoutError || thrown instanceof APIUserAbortError) return 'timeout';
  if (thrown instanceof APIConnectionError) return 'unreachable';
  if (thrown instanceof SyntaxError) return 'not-json';
  if (!(thrown instanceof APIError) || !thrown.status) return 'unreachable';
  if (thrown.status === 401 || thrown.status === 403) return 'credentials';
  if (thrown.status === 429) return 'rate-limited';
  if (thrown.status === 408) return 'timeout';
  return thrown.status < 500 || isRefusal(thrown) ? 'bad-request' : 'server';
}

function isRefusal(thrown: unknown): thrown is APIError {
  return thrown instanceof APIError && thrown.status !== undefined && REFUSING_STATUSES.has(thrown.status);
}

function isPassing(fault: ModelFault, thrown: unknown): boolean {
  if (thrown instanceof APIUserAbortError) return false;
  return fault === 'timeout' || fault === 'unreachable' || fault === 'rate-limited' || fault === 'server';
}

/** A plain error: the client's own carries headers and the whole body, which do not belong in a log. */
function describeCause(thrown: unknown, secret: string | undefined): Error {
  const text = thrown instanceof Error ? `${thrown.constructor.name}: ${thrown.message}` : 'not an error';
  return new Error((secret ? text.replaceAll(secret, '[key]') : text).slice(0, MAX_CAUSE_LENGTH));
}

/** `retry-after` in seconds or as an HTTP date (RFC 9110, 10.2.3), or `retry-after-ms`. */
function readRetryAfter(thrown: unknown, nowMs: number): number {
  const headers = thrown instanceof APIError ? thrown.headers : undefined;
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return ms;
  const wish = headers?.get('retry-after');
  if (!wish) return 0;
  const until = Number(wish) >= 0 ? Number(wish) * 1000 : Date.parse(wish) - nowMs;
  return until > 0 ? until : 0;
}

/** OpenAI names the field in `param`; servers built on FastAPI name it in `loc: ["body", field]`, at some depth. */
function collectBlamed(value: unknown, depth: number): string[] {
  if (depth > 6 || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'param' && typeof inner === 'string') return inner.split('.');
    if (key === 'loc' && Array.isArray(inner)) return inner.filter((part) => typeof part === 'string');
    return collectBlamed(inner, depth + 1);
  });
}
