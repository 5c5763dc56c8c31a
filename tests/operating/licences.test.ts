import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeLicences, isCompatible, readPackages } from './licences.ts';

const packages = readPackages('package-lock.json');

it('docs/licences.md tells the licence of every package that is installed (npm run licences writes it)', () => {
  expect(packages.length).toBeGreaterThan(50);
  expect(readFileSync('docs/licences.md', 'utf8')).toBe(describeLicences(packages));
});

it('every package has a licence that goes with the program’s own', () => {
  expect(packages.filter((one) => !isCompatible(one))).toEqual([]);
});

it.each([
  ['MIT OR GPL-3.0-only', false, true],
  ['(MIT AND GPL-3.0-only)', false, false],
  ['MPL-2.0', false, false],
  ['MPL-2.0', true, true],
  ['none', true, false],
])('%s (development: %s) goes with it: %s', (licence, isDev, fits) => {
  expect(isCompatible({ name: 'x', version: '1', licence, isDev })).toBe(fits);
});
