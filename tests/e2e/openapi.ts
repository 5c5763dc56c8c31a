import { expect } from 'vitest';
import type { RequestRecord } from '../../src/playground/loopback/loopback.ts';
import { findRequestFault } from './request-faults.ts';

/** Asserts that Discord documents the route and the body of every request; nothing where the document is missing. */
export function expectValidRequests(requests: readonly RequestRecord[]): void {
  for (const request of requests) expect(findRequestFault(request)).toBeUndefined();
}
