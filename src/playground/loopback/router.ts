import { apiError, FormErrors } from './api-error.ts';

/** A REST request after its route was found. */
export interface ApiRequest {
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** A part of the path by its name in the pattern. */
  param(name: string): string;
}

/** An answer; without `body` it has none. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in Discord's OpenAPI document: `/channels/{channel_id}/messages`. */
  readonly pattern: string;
  /** `bot`: needs the bot's token. `none`: the path itself is the secret. */
  readonly auth: 'bot' | 'none';
  /** Its own bucket: `max` requests in `perMs` for each channel, guild or webhook. */
  readonly limit: { readonly max: number; readonly perMs: number };
  handle(request: ApiRequest): Answer;
}

export interface FoundRoute {
  readonly route: Route;
  readonly param: (name: string) => string;
  /** The route and its major parameter: what a rate limit bucket is for. */
  readonly bucketKey: string;
}

const MAJOR = ['channel_id', 'guild_id', 'webhook_token', 'interaction_token'];

/** Finds the route of a path. Throws 404 for an unknown path, 405 for another method, 50035 for a bad id. */
export function findRoute(routes: readonly Route[], method: string, path: string): FoundRoute {
  const parts = path.split('/');
  const sharing = routes.filter(({ pattern }) => fits(pattern.split('/'), parts));
  if (sharing.length === 0) throw apiError('notFound');
  const route = sharing.find((candidate) => candidate.method === method);
  if (!route) throw apiError('methodNotAllowed');
  const names = route.pattern.split('/');
  const params = new Map(
    names.flatMap((name, index) => (isParameter(name) ? [[name.slice(1, -1), parts[index] ?? '']] : [])),
  );
  checkIds(params);
  const major = MAJOR.map((name) => params.get(name) ?? '').join(' ');
  return { route, param: (name) => params.get(name) ?? '', bucketKey: `${method} ${route.pattern} ${major}` };
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  return (
    pattern.length === parts.length &&
    pattern.every((name, index) => (isParameter(name) ? parts[index] !== '' : name === parts[index]))
  );
}

function isParameter(name: string): boolean {
  return name.startsWith('{');
}

function checkIds(params: ReadonlyMap<string, string>): void {
  const errors = new FormErrors();
  for (const [name, value] of params) {
    if (name.endsWith('_id') && !/^\d{1,20}$/.test(value)) {
      errors.add([name], 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
    }
  }
  errors.throwIfAny();
}
