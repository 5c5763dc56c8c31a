const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
/** Of RFC 822 and of what American feeds write; others are left out rather than guessed. */
const ZONE_HOURS: Readonly<Record<string, number>> = {
  UT: 0,
  UTC: 0,
  GMT: 0,
  Z: 0,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  BST: 1,
  CET: 1,
  CEST: 2,
};
const ISO = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(.*))?$/;
const RFC_822 =
  /^(?:[a-z]+\.?,?\s+)?(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?,?[\s-]+(\d{2}|\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(.*))?$/i;
const AMERICAN =
  /^(?:[a-z]+\.?,?\s+)?([a-z]{3})[a-z]*\.?\s+(\d{1,2}),?\s+(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(.*))?$/i;

/**
 * A date as feeds and pages write it, as `YYYY-MM-DD` or, with a time, in UTC as `YYYY-MM-DDTHH:MM:SSZ`. A time
 * without a zone counts as UTC. `undefined` for what is no date of the calendar.
 */
export function readDate(given: string): string | undefined {
  const text = given.trim();
  const iso = ISO.exec(text);
  if (iso) return build(iso[1], Number(iso[2]) - 1, iso[3], iso.slice(4));
  const rfc = RFC_822.exec(text);
  if (rfc) return build(fullYear(rfc[3]), monthOf(rfc[2]), rfc[1], rfc.slice(4));
  const american = AMERICAN.exec(text);
  return american ? build(american[3], monthOf(american[1]), american[2], american.slice(4)) : undefined;
}

function build(
  year: string | undefined,
  month: number,
  day: string | undefined,
  [hour, minute, second = '0', zone = '']: readonly (string | undefined)[],
): string | undefined {
  const midnight = Date.UTC(Number(year), month, Number(day));
  const date = new Date(midnight);
  // 31 February is none, although `Date` takes it for a day in March.
  const isCalendarDay = date.getUTCMonth() === month && date.getUTCDate() === Number(day);
  if (!isCalendarDay || date.getUTCFullYear() < 1000) return undefined;
  if (hour === undefined || minute === undefined) return date.toISOString().slice(0, 10);
  const offset = zoneMinutes(zone);
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60 || offset === undefined)
    return undefined;
  const time = midnight + ((Number(hour) * 60 + Number(minute) - offset) * 60 + Number(second)) * 1000;
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}

function zoneMinutes(zone: string): number | undefined {
  const numeric = /^(?:GMT|UTC)?\s*([+-])(\d{1,2}):?(\d{2})?\b/i.exec(zone);
  if (numeric) return (numeric[1] === '-' ? -1 : 1) * (Number(numeric[2]) * 60 + Number(numeric[3] ?? 0));
  const name = zone.trim().toUpperCase();
  const hours = name === '' ? 0 : ZONE_HOURS[name];
  return hours === undefined ? undefined : hours * 60;
}

function monthOf(name = ''): number {
  return MONTHS.indexOf(name.toLowerCase());
}

function fullYear(year = ''): string {
  if (year.length > 2) return year;
  return `${Number(year) < 70 ? '20' : '19'}${year}`;
}
