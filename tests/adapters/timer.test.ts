import { afterEach, expect, it } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';
import { startTimer, type Timer } from '../../src/adapters/timer.ts';
import { createRecordingLog } from '../fixtures/log.ts';

const MINUTE = 60_000;
/** An hour of the program's time passes in 18 ms. */
const SPEED = 200_000;

let timer: Timer | undefined;
afterEach(() => timer?.stop());

function fastClock() {
  return createClock({ epoch: new Date().toISOString(), speed: SPEED });
}

/** Resolves with the times of the first `count` ticks. */
function collectTicks(count: number, next: () => Promise<number>, clock = fastClock()): Promise<number[]> {
  const ticks: number[] = [];
  return new Promise((resolve) => {
    timer = startTimer({
      ...{ clock, next, log: createRecordingLog() },
      async tick(now) {
        if (ticks.push(now) === count) resolve(ticks);
      },
    });
  });
}

it('ticks at once, and then when something is due', async () => {
  const clock = createClock({ epoch: new Date().toISOString(), speed: 100 });
  const due = clock.now() + 20_000;
  const [, second = 0] = await collectTicks(2, async () => due, clock);
  expect(second).toBeGreaterThanOrEqual(due - 200);
});

it('looks at the clock every 30 seconds when nothing is due, so that it notices a jump or a sleep', async () => {
  const real = createClock();
  const waits: number[] = [];
  const clock = {
    now: () => real.now(),
    realSpan: (spanMs: number) => {
      waits.push(spanMs);
      return 1;
    },
  };
  await collectTicks(5, async () => Number.POSITIVE_INFINITY, clock);
  expect(new Set(waits)).toEqual(new Set([30_000]));
  await timer?.stop();
  waits.length = 0;
  await collectTicks(5, async () => real.now() - MINUTE, clock);
  expect(new Set(waits)).toEqual(new Set([1_000]));
});

it('goes on after a tick that failed, and after the next one could not be told', async () => {
  const log = createRecordingLog();
  let ticks = 0;
  const done = Promise.withResolvers<void>();
  timer = startTimer({
    clock: fastClock(),
    log,
    next: async () => {
      throw new Error('the store is locked');
    },
    async tick() {
      ticks += 1;
      if (ticks === 3) done.resolve();
      throw new Error('the store is locked');
    },
  });
  await done.promise;
  expect(log.lines.every(({ level }) => level === 'error')).toBe(true);
});

it('does not wait for a tick that hangs, but stops only when it has ended', async () => {
  const hanging = Promise.withResolvers<void>();
  const later = Promise.withResolvers<void>();
  let ticks = 0;
  timer = startTimer({
    ...{ clock: fastClock(), log: createRecordingLog(), next: async () => 0 },
    tick() {
      ticks += 1;
      if (ticks === 3) later.resolve();
      return ticks === 1 ? hanging.promise : Promise.resolve();
    },
  });
  await later.promise;
  let stopped = false;
  const stopping = timer.stop().then(() => {
    stopped = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(stopped).toBe(false);
  const count = ticks;
  hanging.resolve();
  await stopping;
  expect(ticks).toBe(count);
});
