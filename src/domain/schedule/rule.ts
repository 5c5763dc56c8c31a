import { Cron } from 'croner';
import { UserError } from '../errors.ts';
import { isTimeZone } from './zone.ts';

/** The shortest time between two posts of one schedule. */
export const SHORTEST_PERIOD_MS = 5 * 60_000;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LONGEST_CRON = 100;
const WEEK = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const DAY_GROUPS: Readonly<Record<string, readonly number[]>> = {
  daily: [0, 1, 2, 3, 4, 5, 6],
  weekdays: [1, 2, 3, 4, 5],
  weekends: [0, 6],
};

/** When a schedule posts: wall-clock times, as a cron expression of five fields, in an IANA time zone. */
export interface Rule {
  readonly cron: string;
  readonly zone: string;
}

/** What a person gave: a time and days, or a cron expression for experts; `days` is "daily" when absent. */
export interface RuleInput {
  readonly at?: string | undefined;
  readonly days?: string | undefined;
  readonly cron?: string | undefined;
  readonly zone: string;
}

/** Reads a rule. Throws UserError that says what to correct; also when it would post more often than allowed or never. */
export function parseRule(input: RuleInput): Rule {
  const { at, days, cron, zone } = input;
  if (!isTimeZone(zone)) {
    throw new UserError(`There is no time zone “${zone}”. Choose one from the list, such as Europe/Rome.`);
  }
  if ((at === undefined) === (cron === undefined)) {
    throw new UserError('Give either a time (at) or a cron expression (cron), not both.');
  }
  if (cron !== undefined) {
    if (days !== undefined) throw new UserError('With cron, the expression names the days: leave days out.');
    return { cron: checkCron(cron), zone };
  }
  return { cron: `${parseTime(at ?? '')} * * ${parseDays(days ?? 'daily')}`, zone };
}

/** Whether a stored rule can still be followed: zones are abolished. How often it posts is not looked at. */
export function isRule({ cron, zone }: Rule): boolean {
  if (!isTimeZone(zone)) return false;
  try {
    wallCron(cron);
    return true;
  } catch {
    return false;
  }
}

/** An enumerator of the rule's wall-clock times, which it treats as UTC. Throws TypeError for a bad expression. */
export function wallCron(cron: string): Cron {
  return new Cron(cron, { mode: '5-part', utcOffset: 0 });
}

function parseTime(at: string): string {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(at.trim());
  if (!match) throw new UserError(`“${at}” is not a time. Write it as HH:MM, such as 08:30 or 17:00.`);
  return `${Number(match[2])} ${Number(match[1])}`;
}

function parseDays(text: string): string {
  const names = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  const days = names.flatMap((name) => DAY_GROUPS[name] ?? [findDay(name, text)]);
  if (days.length === 0) throw badDays(text);
  const unique = [...new Set(days)].sort((a, b) => a - b);
  return unique.length === 7 ? '*' : unique.join(',');
}

function findDay(name: string, text: string): number {
  // "mon", "tues" and "monday" name a day; "s" or "t" could be two.
  const day = name.length < 3 ? -1 : WEEK.findIndex((full) => full.startsWith(name));
  if (day < 0) throw badDays(text);
  return day;
}

function badDays(text: string): UserError {
  return new UserError(
    `“${text}” does not name days. Write daily, weekdays, weekends, or names such as “monday, thursday”.`,
  );
}

function checkCron(text: string): string {
  const fields = text.trim().split(/\s+/);
  if (text.length > LONGEST_CRON || fields.length !== 5) {
    throw new UserError(
      'A cron expression has five fields: minute, hour, day, month, weekday. Example: 0 8 * * 1-5',
    );
  }
  const cron = fields.join(' ');
  if (shortestPeriod(cron) < SHORTEST_PERIOD_MS) {
    throw new UserError('A schedule may not post more often than every 5 minutes.');
  }
  if (!wallCron(cron).nextRun(new Date(0))) throw new UserError(`“${cron}” names a day that never comes.`);
  return cron;
}

/** The shortest time between two times of day that the expression names, also over midnight. */
function shortestPeriod(cron: string): number {
  const [minute, hour] = cron.split(' ');
  let shortest = DAY_MS;
  try {
    wallCron(cron);
    const everyDay = wallCron(`${minute} ${hour} * * *`);
    let last = everyDay.nextRun(new Date(0));
    const end = (last?.getTime() ?? 0) + DAY_MS;
    while (last && last.getTime() < end && shortest >= SHORTEST_PERIOD_MS) {
      const next = everyDay.nextRun(last);
      if (next) shortest = Math.min(shortest, next.getTime() - last.getTime());
      last = next;
    }
  } catch (cause) {
    throw new UserError(`“${cron}” is not a cron expression. Example: 0 8 * * 1-5 (08:00 on weekdays).`, {
      cause,
    });
  }
  return shortest;
}
