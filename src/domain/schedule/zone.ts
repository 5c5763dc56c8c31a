const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Every zone of the tz database has been within UTC-12 and UTC+14 since 1970; one hour of margin. */
const WEST_MS = 13 * HOUR_MS;
const EAST_MS = 15 * HOUR_MS;

// Making a formatter costs a hundred times more than using it, and a formatter never changes: one a zone, at most ~600.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  formatters.set(zone, made);
  return made;
}

/** Whether `zone` is a name of the IANA time zone database ("Europe/Rome", "UTC"); a bare offset ("+02:00") is not. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z][\w+-]*(?:\/[\w+-]+)*$/.test(zone)) return false;
  try {
    formatterOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** What the zone's clocks show at `instant`, in milliseconds since 1970 as if those clocks were UTC. */
export function wallTime(zone: string, instant: number): number {
  return instant + offsetOf(zone, instant);
}

/** The zone's offset from UTC at `instant`, in milliseconds, positive east. */
function offsetOf(zone: string, instant: number): number {
  const parts = formatterOf(zone).formatToParts(instant);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes, seconds = 0] = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
  if (sign === undefined) return 0;
  const size = Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000;
  return sign === '-' ? -size : size;
}

/**
 * The instant at which the zone's clocks first show `wall` (as `wallTime` counts) or, where they skip it, the first
 * after it. `undefined` when the zone's calendar leaves out the whole day (Apia, 30 December 2011).
 */
export function firstInstant(zone: string, wall: number): number | undefined {
  const earliest = wall - EAST_MS;
  const latest = wall + WEST_MS;
  const before = offsetOf(zone, earliest);
  const after = offsetOf(zone, latest);
  if (before === after) return wall - before;
  const change = findChange(zone, earliest, latest, before);
  if (wall - before < change) return wall - before;
  // Past the change. Where the clocks went forward over `wall`, this is the change itself.
  const instant = Math.max(change, wall - after);
  return isDayLeftOut(change, before, after, wall) ? undefined : instant;
}

/** The first instant in (low, high] whose offset is not `before`; the tz database changes on whole seconds. */
function findChange(zone: string, low: number, high: number, before: number): number {
  let [still, changed] = [Math.floor(low / 1000), Math.ceil(high / 1000)];
  while (changed - still > 1) {
    const middle = Math.floor((still + changed) / 2);
    if (offsetOf(zone, middle * 1000) === before) still = middle;
    else changed = middle;
  }
  return changed * 1000;
}

function isDayLeftOut(change: number, before: number, after: number, wall: number): boolean {
  const midnight = Math.floor(wall / DAY_MS) * DAY_MS;
  return change + before <= midnight && midnight + DAY_MS <= change + after;
}
