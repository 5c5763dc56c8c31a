import { createHash } from 'node:crypto';
import type { Answer, Route } from './router.ts';

/** Source: Discord's documentation, "Rate Limits": 50 requests a second over all routes. */
const GLOBAL_MAX = 50;
const GLOBAL_WINDOW_MS = 1000;
/** So much that no client ever waits. */
const RELAXED = { max: 1_000_000, perMs: 1000 };

/** Every interaction has a bucket of its own, so ended ones are cleared away from time to time. */
const MAX_WINDOWS = 1000;

interface Window {
  endsAtMs: number;
  used: number;
}

/** Rate limits run by real time, whatever the loopback's clock does, because clients wait in real time. */
export interface RateLimits {
  /**
   * Counts a request. Gives the headers of its answer, and the 429 itself when it goes over a limit.
   * `key` is what the bucket is for: the route with its channel, guild or webhook.
   */
  count(route: Route, key: string): { headers: Readonly<Record<string, string>>; refusal?: Answer };
}

/** Buckets by route, and the global limit. Not strict: the headers are there, and nothing is ever refused. */
export function createRateLimits(strict: boolean): RateLimits {
  const windows = new Map<string, Window>();
  const enter = (key: string, max: number, perMs: number): { window: Window; over: boolean } => {
    const now = performance.now();
    let window = windows.get(key);
    if (!window || window.endsAtMs <= now) {
      if (windows.size >= MAX_WINDOWS) forgetEnded(windows, now);
      window = { endsAtMs: now + perMs, used: 0 };
      windows.set(key, window);
    }
    const over = window.used >= max;
    if (!over) window.used += 1;
    return { window, over };
  };

  return {
    count(route, key) {
      const limit = strict ? route.limit : RELAXED;
      if (strict && route.auth === 'bot') {
        const { window, over } = enter('global', GLOBAL_MAX, GLOBAL_WINDOW_MS);
        if (over) return refuse(window, { 'X-RateLimit-Global': 'true', 'X-RateLimit-Scope': 'global' });
      }
      const { window, over } = enter(key, limit.max, limit.perMs);
      const headers = describe(route, limit.max, window);
      return over ? refuse(window, { ...headers, 'X-RateLimit-Scope': 'user' }) : { headers };
    },
  };
}

function forgetEnded(windows: Map<string, Window>, now: number): void {
  for (const [key, { endsAtMs }] of windows) if (endsAtMs <= now) windows.delete(key);
}

function secondsLeft(window: Window): number {
  return Math.max(0, Math.ceil(window.endsAtMs - performance.now())) / 1000;
}

function describe(route: Route, max: number, window: Window): Record<string, string> {
  const left = secondsLeft(window);
  return {
    'X-RateLimit-Limit': String(max),
    'X-RateLimit-Remaining': String(max - window.used),
    'X-RateLimit-Reset': (Date.now() / 1000 + left).toFixed(3),
    'X-RateLimit-Reset-After': left.toFixed(3),
    'X-RateLimit-Bucket': createHash('sha1')
      .update(`${route.method} ${route.pattern}`)
      .digest('hex')
      .slice(0, 32),
  };
}

function refuse(
  window: Window,
  headers: Readonly<Record<string, string>>,
): { headers: Readonly<Record<string, string>>; refusal: Answer } {
  const left = secondsLeft(window);
  const body = {
    message: 'You are being rate limited.',
    retry_after: left,
    global: 'X-RateLimit-Global' in headers,
  };
  return { headers: { ...headers, 'Retry-After': String(Math.ceil(left)) }, refusal: { status: 429, body } };
}
