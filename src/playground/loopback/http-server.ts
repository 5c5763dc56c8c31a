import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ApiError, apiError } from './api-error.ts';
import type { FaultAction, Faults } from './faults.ts';
import { isForm } from './form.ts';
import type { RateLimits } from './rate-limits.ts';
import { type Answer, findRoute, type Route } from './router.ts';
import type { RequestRecord } from './world.ts';

export interface HttpDeps {
  readonly routes: readonly Route[];
  readonly token: string;
  readonly clock: () => number;
  readonly limits: RateLimits;
  readonly faults: Faults;
  record(request: RequestRecord): void;
}

const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** The REST API, v10, below /api and /api/v10. Not listening yet. */
export function createHttpServer(deps: HttpDeps): Server {
  return createServer((request, response) => {
    serve(deps, request, response).catch(() => response.destroy());
  });
}

async function serve(deps: HttpDeps, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET';
  const url = new URL(request.url ?? '/', 'http://loopback');
  // discord.js writes "@original" as "%40original"; no other part of a path needs decoding.
  const path = url.pathname.replace(/^\/api(\/v10)?(?=\/)/, '').replaceAll('%40', '@');
  const raw = await readBody(request);
  const text = raw.toString();
  const authorized = request.headers.authorization === `Bot ${deps.token}`;
  const fault = deps.faults.take({ method, path, text });
  const goesWrongBefore = fault && fault.kind !== 'delay' && (fault.when ?? 'before') === 'before';

  let body: unknown;
  let route: string | undefined;
  let headers: Readonly<Record<string, string>> = {};
  let answer: Answer = { status: 0 };
  try {
    body = await parseBody(raw, request.headers['content-type']);
    if (!url.pathname.startsWith('/api/')) throw apiError('notFound');
    if (!goesWrongBefore) {
      const found = findRoute(deps.routes, method, path);
      route = found.route.pattern;
      if (found.route.auth === 'bot' && !authorized) throw apiError('unauthorized');
      const counted = deps.limits.count(found.route, found.bucketKey);
      headers = counted.headers;
      answer = counted.refusal ?? found.route.handle({ query: url.searchParams, body, param: found.param });
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    answer = { status: error.status, body: error.toBody() };
  }
  if (fault) answer = await applyFault(fault, answer);
  deps.record({
    ...{ atMs: deps.clock(), method, path, query: url.search, body, authorized },
    ...{ status: answer.status, answer: answer.body },
    ...(route !== undefined && { route }),
    ...(fault && { fault }),
  });
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'drop') {
    response.destroy();
    return;
  }
  const extra = fault?.kind === 'respond' ? fault.headers : undefined;
  send(response, answer, { ...headers, ...extra });
}

/** What is answered in place of `answer`; a status of 0 means nothing. */
async function applyFault(fault: FaultAction, answer: Answer): Promise<Answer> {
  if (fault.kind === 'respond') return { status: fault.status, body: fault.body };
  if (fault.kind !== 'delay') return { status: 0 };
  await sleep(fault.ms, undefined, { ref: false });
  return answer;
}

function send(
  response: ServerResponse,
  { status, body }: Answer,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.destroyed) return;
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...(text !== '' && { 'Content-Type': 'application/json' }),
    ...headers,
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error('the request body is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** JSON, or a form with files whose `payload_json` is the body and whose files become `attachments`. */
async function parseBody(raw: Buffer, type = ''): Promise<unknown> {
  if (raw.length === 0) return undefined;
  if (!type.startsWith('multipart/form-data')) return parseJson(raw.toString());
  const parts = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
  const payload = parts.get('payload_json');
  const body = typeof payload === 'string' ? parseJson(payload) : {};
  const files = [...parts.values()].filter((part) => typeof part !== 'string');
  const attachments = files.map(({ name, size }, id) => ({ id: String(id), filename: name, size }));
  return isForm(body) ? { attachments, ...body } : body;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw apiError('invalidJson');
  }
}
