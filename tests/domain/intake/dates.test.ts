import { expect, it } from 'vitest';
import { readDate } from '../../../src/domain/intake/dates.ts';

it.each([
  ['2026-03-12', '2026-03-12'],
  ['2026-03-12T07:30:00+01:00', '2026-03-12T06:30:00Z'],
  ['2026-03-12T07:30:00.123Z', '2026-03-12T07:30:00Z'],
  ['2026-03-12 07:30', '2026-03-12T07:30:00Z'],
  ['Thu, 12 Mar 2026 07:30:00 GMT', '2026-03-12T07:30:00Z'],
  ['Thu, 12 Mar 2026 07:30:00 -0500', '2026-03-12T12:30:00Z'],
  ['12 March 2026 07:30 EST', '2026-03-12T12:30:00Z'],
  ['Thursday, 12-Mar-26 07:30:00 UT', '2026-03-12T07:30:00Z'],
  ['March 12, 2026', '2026-03-12'],
  ['Mar. 12, 2026 7:30', '2026-03-12T07:30:00Z'],
])('reads %s', (text, date) => {
  expect(readDate(text)).toBe(date);
});

it.each([
  '',
  'yesterday',
  '2026-02-30',
  '30 Feb 2026',
  '12.03.2026',
  '2026-13-01',
  'Thu, 12 Mar 2026 07:30:00 XYZ',
  '12 Foo 2026',
])('takes %j for no date', (text) => {
  expect(readDate(text)).toBeUndefined();
});
