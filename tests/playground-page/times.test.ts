import { expect, it } from 'vitest';
import { formatMark, formatMessageTime } from '../../src/playground/page/times.ts';

const NOW = Date.UTC(2026, 10, 23, 21, 40);
const reader = { nowMs: NOW, locale: 'en-GB', timeZone: 'Europe/Berlin' };

it('formats each style of a time mark in the zone of the reader', () => {
  const shown = ['t', 'T', 'd', 'D', 'f', 'F'].map((style) => formatMark(NOW / 1000, style, reader));
  expect(shown).toEqual([
    '22:40',
    '22:40:00',
    '23/11/2026',
    '23 November 2026',
    '23 November 2026 at 22:40',
    'Monday, 23 November 2026 at 22:40',
  ]);
});

it('formats relative times in the largest unit that fits', () => {
  const from = (seconds: number) => formatMark(NOW / 1000 + seconds, 'R', reader);
  expect([from(-30), from(90), from(-7200), from(86_400 * 3), from(-86_400 * 400)]).toEqual([
    '30 seconds ago',
    'in 2 minutes',
    '2 hours ago',
    'in 3 days',
    'last year',
  ]);
});

it('says that a moment beyond all calendars is invalid', () => {
  expect(formatMark(9_999_999_999_999, 'f', reader)).toBe('Invalid Date');
});

it('dates messages as Discord does: the hour today, yesterday, the date before', () => {
  expect(formatMessageTime(NOW, reader)).toBe('22:40');
  expect(formatMessageTime(NOW - 86_400_000, reader)).toBe('Yesterday at 22:40');
  expect(formatMessageTime(NOW - 3 * 86_400_000, reader)).toBe('20/11/2026 22:40');
});
