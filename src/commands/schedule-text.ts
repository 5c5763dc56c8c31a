import type { PostKind } from '../domain/headlines/choice.ts';
import type { SlotRow } from '../domain/schedule/ledger.ts';
import type { Rule } from '../domain/schedule/rule.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import { nextRuns } from '../domain/schedule/slots.ts';
import type { Block, Inline } from './reply.ts';

/** How many coming runs are shown. */
const RUNS = 5;
const DAY_NAMES = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const DAY_GROUPS: Readonly<Record<string, string>> = {
  '*': 'every day',
  '1,2,3,4,5': 'on weekdays',
  '0,6': 'on weekends',
};
const POSTS: Readonly<Record<PostKind, string>> = {
  latest: 'the newest story',
  rotate: 'the stories in turn',
  digest: 'a digest of what is new',
};

/** A schedule in words: "a1b2c3d4: the stories in turn to #news, every day at 08:00 (Europe/Rome)". */
export function scheduleLine({ id, channel, rule, post }: Schedule): Inline[] {
  return [{ code: id }, `: ${POSTS[post]} to `, { channel }, ', ', ...ruleInlines(rule)];
}

/** A schedule in words without marks, at most 100 characters, for a list to choose from. */
export function scheduleLabel({ id, rule, post, paused }: Schedule): string {
  const label = `${id}: ${POSTS[post]}, ${describeRule(rule)}${paused ? ', paused' : ''}`;
  return label.length <= 100 ? label : `${label.slice(0, 99)}…`;
}

/** The next runs after the instant `after`, as a list of moments. */
export function runBlocks(rule: Rule, after: number): Block[] {
  const runs = nextRuns(rule, RUNS, after);
  return [
    { kind: 'text', text: [{ bold: 'The next runs' }, ', in your own time zone:'] },
    { kind: 'list', items: runs.map(runInlines) },
  ];
}

/** "Monday, 3 March 2026 08:00 (in 2 days)". */
function runInlines(run: number): Inline[] {
  const unixSeconds = run / 1000;
  return [{ unixSeconds, style: 'weekday' }, ' (', { unixSeconds, style: 'relative' }, ')'];
}

/** When it runs next, or why it does not. */
export function nextRunInlines({ rule, paused }: Schedule, after: number): Inline[] {
  if (paused) return ['paused: ', paused.reason];
  const [next] = nextRuns(rule, 1, after);
  return next === undefined ? ['no run to come'] : ['next ', ...runInlines(next)];
}

/** One row of the ledger in words; `what` was to be posted. */
export function slotInlines(row: SlotRow, what: Inline = { code: row.schedule }): Inline[] {
  const { slot, channel, state, reason } = row;
  const place: Inline[] = [{ unixSeconds: Math.floor(slot / 1000) }, ' ', what, ' in ', { channel }, ': '];
  const outcome = state === 'claimed' ? 'being posted' : state;
  return [...place, { bold: outcome }, reason ? `: ${reason}` : ''];
}

function ruleInlines({ cron, zone }: Rule): Inline[] {
  const words = dailyWords(cron);
  return words === undefined ? [{ code: cron }, ` (${zone})`] : [`${words} (${zone})`];
}

function describeRule({ cron, zone }: Rule): string {
  return `${dailyWords(cron) ?? cron} (${zone})`;
}

/** "on weekdays at 08:30" for the expressions that a time and days give; `undefined` for others. */
function dailyWords(cron: string): string | undefined {
  const [, minute = '', hour = '', days = ''] = /^(\d+) (\d+) \* \* (\*|\d(?:,\d)*)$/.exec(cron) ?? [];
  if (minute === '') return undefined;
  const names = days.split(',').map((day) => DAY_NAMES[Number(day) % 7]);
  const when = DAY_GROUPS[days] ?? `on ${names.join(', ')}`;
  return `${when} at ${hour.padStart(2, '0')}:${minute.padStart(2, '0')}`;
}
