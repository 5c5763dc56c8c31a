import { expect, it } from 'vitest';
import { createClock } from '../../src/adapters/clock.ts';

it("is the computer's own without settings", () => {
  const clock = createClock();
  expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1000);
  expect(clock.realSpan(5000)).toBe(5000);
});

it('runs faster from its epoch on, the same in every process', () => {
  const epoch = new Date(Date.now() - 60_000).toISOString();
  const [one, other] = [createClock({ epoch, speed: 60 }), createClock({ epoch, speed: 60 })];
  expect(Math.abs(one.now() - (Date.parse(epoch) + 60 * 60_000))).toBeLessThan(60_000);
  expect(Math.abs(other.now() - one.now())).toBeLessThan(60_000);
  expect(one.realSpan(60_000)).toBe(1000);
});
