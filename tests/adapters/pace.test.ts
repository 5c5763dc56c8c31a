import { expect, it } from 'vitest';
import { createPace } from '../../src/adapters/pace.ts';

it('gives so many turns a second, spread, in order, those ahead first', async () => {
  const pace = createPace(100);
  const order: number[] = [];
  const begun = performance.now();
  const turns = Array.from({ length: 40 }, (_, n) => pace.take().then(() => order.push(n)));
  const urgent = pace.take('ahead').then(() => order.push(-1));
  await Promise.all([...turns, urgent]);
  const tookMs = performance.now() - begun;
  expect(tookMs).toBeGreaterThan(390);
  expect(order.indexOf(-1)).toBeLessThan(20);
  expect(order.filter((n) => n >= 0)).toEqual(Array.from({ length: 40 }, (_, n) => n));
});

it('refuses all turns once it is stopped', async () => {
  const pace = createPace(1);
  expect(await pace.take()).toBe(true);
  const waiting = [pace.take(), pace.take('ahead')];
  pace.stop();
  expect(await Promise.all([...waiting, pace.take()])).toEqual([false, false, false]);
});
