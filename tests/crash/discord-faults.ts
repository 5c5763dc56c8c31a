import type { FaultSpec } from '../../src/playground/loopback/loopback.ts';

/** What goes wrong at Discord between the kills of a crash test. */
export const FAULTS: readonly FaultSpec['action'][] = [
  { kind: 'drop', when: 'before' },
  { kind: 'drop', when: 'after' },
  { kind: 'respond', when: 'before', status: 500 },
  { kind: 'respond', when: 'after', status: 500 },
  { kind: 'respond', when: 'before', status: 503 },
  { kind: 'delay', ms: 1_500 },
];
