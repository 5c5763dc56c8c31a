/** The formats of Discord's `<t:UNIX:style>`, by style letter; `R` is relative and not among them. */
const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
};

const UNITS: readonly { readonly unit: Intl.RelativeTimeFormatUnit; readonly seconds: number }[] = [
  { unit: 'year', seconds: 31_536_000 },
  { unit: 'month', seconds: 2_592_000 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
];

/** How a moment reads: its locale (the browser's when absent), zone (local when absent) and the present moment. */
export interface Reader {
  readonly nowMs: number;
  readonly locale?: string;
  readonly timeZone?: string;
}

/** A `<t:…>` mark as Discord shows it. A moment outside JavaScript's range reads "Invalid Date", as there. */
export function formatMark(unixSeconds: number, style: string, reader: Reader): string {
  const ms = unixSeconds * 1000;
  if (Number.isNaN(new Date(ms).getTime())) return 'Invalid Date';
  if (style === 'R') return formatRelative(ms, reader);
  return format(ms, FORMATS[style] ?? FORMATS.f ?? {}, reader);
}

/** The time in a message's header: the hour today, "Yesterday at …", else the date too. */
export function formatMessageTime(ms: number, reader: Reader): string {
  const time = format(ms, { timeStyle: 'short' }, reader);
  const day = format(ms, { dateStyle: 'short' }, reader);
  if (day === format(reader.nowMs, { dateStyle: 'short' }, reader)) return time;
  if (day === format(reader.nowMs - 86_400_000, { dateStyle: 'short' }, reader))
    return `Yesterday at ${time}`;
  return `${day} ${time}`;
}

/** The day that a message belongs to, for the divider above its first message. */
export function formatDay(ms: number, reader: Reader): string {
  return format(ms, { dateStyle: 'long' }, reader);
}

function format(ms: number, options: Intl.DateTimeFormatOptions, { locale, timeZone }: Reader): string {
  return new Intl.DateTimeFormat(locale, timeZone ? { ...options, timeZone } : options).format(ms);
}

function formatRelative(ms: number, { nowMs, locale }: Reader): string {
  const seconds = Math.round((ms - nowMs) / 1000);
  const { unit, seconds: size } = UNITS.find(({ seconds: least }) => Math.abs(seconds) >= least) ?? {
    unit: 'second',
    seconds: 1,
  };
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}
