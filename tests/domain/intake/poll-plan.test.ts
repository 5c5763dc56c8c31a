import { describe, expect, it } from 'vitest';
import {
  DAY_MS,
  isTellable,
  type PollOutcome,
  type PollState,
  planPoll,
  readFreshness,
  readRetryAfter,
} from '../../../src/domain/intake/poll-plan.ts';

const NOW = Date.UTC(2026, 2, 12);
const MINUTE = 60_000;
const FRESH: PollState = { nextPoll: NOW, failures: 0 };
const FAILED: PollOutcome = { kind: 'failed', reason: 'It is down.' };

function plan(outcome: PollOutcome, before = FRESH, now = NOW, random = 0) {
  return planPoll(before, outcome, { now, everyMs: 15 * MINUTE, random });
}

describe('the next poll', () => {
  it('comes after the interval and a little jitter', () => {
    expect(plan({ kind: 'read' }).nextPoll).toBe(NOW + 15 * MINUTE);
    expect(plan({ kind: 'unchanged' }, FRESH, NOW, 1).nextPoll).toBe(NOW + 16.5 * MINUTE);
  });

  it('comes later where the server calls its answer fresh for longer, within six hours', () => {
    expect(plan({ kind: 'read', freshMs: 60 * MINUTE }).nextPoll).toBe(NOW + 60 * MINUTE);
    expect(plan({ kind: 'read', freshMs: MINUTE }).nextPoll).toBe(NOW + 15 * MINUTE);
    expect(plan({ kind: 'read', freshMs: 365 * DAY_MS }).nextPoll).toBe(NOW + 6 * 60 * MINUTE);
  });

  it('comes later with each failure, within a day, and as before after a success', () => {
    let state = FRESH;
    const waits = Array.from({ length: 12 }, () => {
      state = plan(FAILED, state);
      return (state.nextPoll - NOW) / MINUTE;
    });
    expect(waits.slice(0, 3)).toEqual([30, 60, 120]);
    expect(waits.at(-1)).toBe(24 * 60);
    expect(plan({ kind: 'unchanged' }, state)).toEqual({ nextPoll: NOW + 15 * MINUTE, failures: 0 });
  });

  it('waits as long as the server asks, a day at most', () => {
    expect(plan({ ...FAILED, waitMs: 3 * 60 * MINUTE }).nextPoll).toBe(NOW + 3 * 60 * MINUTE);
    expect(plan({ ...FAILED, waitMs: 30 * DAY_MS }).nextPoll).toBe(NOW + DAY_MS);
  });

  it('never comes for a feed that is gone', () => {
    expect(plan({ kind: 'gone', reason: '410' })).toMatchObject({ ended: true });
  });
});

describe('those who follow', () => {
  it('are told after a week of failures, once', () => {
    const first = plan(FAILED);
    expect(isTellable(first, NOW + 6 * DAY_MS)).toBe(false);
    const later = plan(FAILED, first, NOW + 7 * DAY_MS);
    expect(isTellable(later, NOW + 7 * DAY_MS)).toBe(true);
    expect(isTellable(plan(FAILED, { ...later, toldAt: NOW }, NOW + 8 * DAY_MS), NOW + 8 * DAY_MS)).toBe(
      false,
    );
  });

  it('are told at once when it is gone', () => {
    expect(isTellable(plan({ kind: 'gone', reason: '410' }), NOW)).toBe(true);
  });
});

it('reads how long to wait, in seconds or as a date', () => {
  expect(readRetryAfter('120', NOW)).toBe(120_000);
  expect(readRetryAfter('Thu, 12 Mar 2026 00:10:00 GMT', NOW)).toBe(10 * MINUTE);
  for (const none of [undefined, '', 'soon', '0', '-5', 'Thu, 12 Mar 2020 00:10:00 GMT'])
    expect(readRetryAfter(none, NOW)).toBeUndefined();
});

it('reads for how long an answer is fresh', () => {
  expect(readFreshness('public, max-age=600')).toBe(600_000);
  expect(readFreshness('s-maxage=9, no-cache')).toBeUndefined();
  expect(readFreshness(undefined)).toBeUndefined();
});
