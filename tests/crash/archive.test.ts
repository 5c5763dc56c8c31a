import { expect, it } from 'vitest';
import { killWriters } from './archive-kills.ts';

it('leaves every story wholly there or not at all, whenever the program that stores them is killed', {
  timeout: 180_000,
}, async () => {
  const { kills, faults, whole } = await killWriters(400, 4);
  expect(faults).toEqual([]);
  expect(kills).toBeGreaterThan(1);
  expect(whole).toBe(400);
});
