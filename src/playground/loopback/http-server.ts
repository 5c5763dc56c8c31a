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
  const authorized = request.headers.authorization === `Bot ${deps.token}`;
  const fault = deps.faults.take({ method, path, text: raw.toString() });
  const body = await parseBody(raw, request.headers['content-type']);
  const isLost = fault && fault.kind !== 'delay' && (fault.when ?? 'before') === 'before';
  const carried = isLost
    ? NOTHING
    : carryOut(deps, { method, path, query: url.searchParams, body, authorized });
  const answer = fault ? await applyFault(fault, carried.answer) : carried.answer;
  deps.record({
    ...{ atMs: deps.clock(), method, path, query: url.search, body, authorized },
    ...{ status: answer.status, answer: answer.body },
    ...(carried.route !== undefined && { route: carried.route }),
    ...(fault && { fault }),
  });
  if (fault?.kind === 'hang') return;
  if (fault?.kind === 'drop') response.destroy();
  else send(response, answer, { ...carried.headers, ...(fault?.kind === 'respond' && fault.headers) });
}

/** What became of a request; a status of 0 means nothing. */
interface Carried {
  readonly answer: Answer;
  readonly route?: string;
  readonly headers: Readonly<Record<string, string>>;
}

const NOTHING: Carried = { answer: { status: 0 }, headers: {} };

function carryOut(
  deps: HttpDeps,
  request: Pick<RequestRecord, 'method' | 'path' | 'body' | 'authorized'> & {
    readonly query: URLSearchParams;
  },
): Carried {
  let carried = NOTHING;
  try {
    const { route, param, bucketKey } = findRoute(deps.routes, request.method, request.path);
    carried = { ...carried, route: route.pattern };
    if (route.auth === 'bot' && !request.authorized) throw apiError('unauthorized');
    const { headers, refusal } = deps.limits.count(route, bucketKey);
    carried = { ...carried, headers };
    if (request.body === BAD_JSON) throw apiError('invalidJson');
    return {
      ...carried,
      answer: refusal ?? route.handle({ query: request.query, body: request.body, param }),
    };
  } catch (error) {
    return { ...carried, answer: describeError(error) };
  }
}

/** A fault of the loopback itself is answered too, with its cause, so that a test that meets it shows it. */
function describeError(error: unknown): Answer {
  if (error instanceof ApiError) return { status: error.status, body: error.toBody() };
  const cause = error instanceof Error ? error.stack : String(error);
  return { status: 500, body: { ...apiError('serverFault').toBody(), cause } };
}

/** What is answered in place of `answer`. */
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

/** Stands for a body that is no JSON. */
const BAD_JSON = Symbol('bad JSON');

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return BAD_JSON;
  }
}
