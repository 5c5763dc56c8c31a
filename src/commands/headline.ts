import { UserError } from '../domain/errors.ts';
import { chooseHeadline, scopeOf } from '../domain/headlines/choice.ts';
import type { Schedule } from '../domain/schedule/schedule.ts';
import type { Choice, Command, Press } from './command.ts';
import { echo } from './echo.ts';
import { HEADLINE_DATA } from './headline-declaration.ts';
import { headlinePost } from './headline-post.ts';
import {
  CANCEL,
  guildOf,
  type HeadlineDeps,
  noticeBlocks,
  proposeSchedule,
  saveSchedule,
  type Use,
} from './headline-setup.ts';
import { readText } from './options.ts';
import { openQuotes } from './quote.ts';
import type { Action, Block, Reply } from './reply.ts';
import { nextRunInlines, runBlocks, scheduleLabel, scheduleLine, slotInlines } from './schedule-text.ts';
import { openSummary } from './summary.ts';

const MAX_CHOICES = 25;
const LOG_ROWS = 20;
/** The tag of a post that is shown to one member only. */
const PREVIEW = 'preview';
const DAYS = ['daily', 'weekdays', 'weekends', 'monday', 'monday, wednesday, friday', 'sunday'];

/** `/headline`: headline posts at once and at set times, for those who manage a server. */
export function createHeadlineCommand(deps: HeadlineDeps): Command {
  const subcommands: Readonly<Record<string, (use: Use) => Promise<Reply>>> = {
    now: (use) => postNow(deps, use),
    schedule: (use) => proposeSchedule(deps, use),
    list: (use) => listSchedules(deps, use),
    preview: (use) => previewSchedule(deps, use),
    pause: (use) => pauseSchedule(deps, use),
    resume: (use) => resumeSchedule(deps, use),
    remove: (use) => proposeRemoval(deps, use),
    log: (use) => showLog(deps, use),
  };
  return {
    data: HEADLINE_DATA,
    permission: 'manage-server',
    isPrivate: ({ subcommand }) => subcommand !== 'now',
    async run({ subcommand = '', ...use }) {
      const serve = Object.hasOwn(subcommands, subcommand) ? subcommands[subcommand] : undefined;
      if (!serve) throw new UserError(`There is no /headline ${subcommand}.`);
      return serve(use);
    },
    suggest: ({ name, value }, { caller }) => suggest(deps, name, value, caller.guild),
    presses: {
      cancel: { answer: 'update', run: async () => notice('Nothing was changed.') },
      remove: {
        answer: 'update',
        run: ([schedule = ''], { caller }) => removeSchedule(deps, { caller, options: { schedule } }),
      },
      confirm: { answer: 'update', run: (args, { caller }) => saveSchedule(deps, args, caller) },
      summary: openFromPost(deps, openSummary),
      quotes: openFromPost(deps, openQuotes),
    },
  };
}

async function postNow({ archive, ledger, clock }: HeadlineDeps, { caller }: Use): Promise<Reply> {
  const guild = guildOf(caller.guild);
  const { channel = '' } = caller;
  const shown = await ledger.shown(guild, scopeOf({ channel }));
  // Whoever asks for a post gets one: what the channel has not seen, or what it saw longest ago.
  const choice = await chooseHeadline(archive, { guild, channel, post: 'rotate', since: 0 }, shown);
  if ('reason' in choice) throw new UserError(choice.reason);
  // The channel sees it: the next post there, at once or scheduled, is to show something else.
  await ledger.show(guild, choice.scope, choice.subjects, clock.now());
  return headlinePost(choice.headline, 'now');
}

async function listSchedules({ book, clock }: HeadlineDeps, { caller }: Use): Promise<Reply> {
  const { schedules, damaged } = await book.list(guildOf(caller.guild));
  if (schedules.length + damaged === 0)
    return notice('This server has no schedule. /headline schedule makes one.');
  const items = schedules.map((schedule) => [
    ...scheduleLine(schedule),
    ': ',
    ...nextRunInlines(schedule, clock.now()),
  ]);
  return {
    blocks: [
      { kind: 'heading', text: ['Schedules'] },
      { kind: 'list', items },
      ...(damaged > 0 ? [damagedNote(damaged)] : []),
    ],
  };
}

function damagedNote(count: number): Block {
  const what = count === 1 ? 'One schedule' : `${count} schedules`;
  return { kind: 'note', text: [`${what} cannot be read: the log of whoever runs this bot says why.`] };
}

async function pauseSchedule(deps: HeadlineDeps, use: Use): Promise<Reply> {
  const { guild, id, paused } = await readSchedule(deps, use);
  if (paused) throw new UserError(`It is paused already: ${paused.reason}`);
  const now = deps.clock.now();
  const schedule = await deps.book.pause(guild, id, 'Somebody who manages the server paused it.', now);
  return { blocks: [{ kind: 'heading', text: ['Paused'] }, ...noticeBlocks(schedule)] };
}

async function resumeSchedule(deps: HeadlineDeps, use: Use): Promise<Reply> {
  const { guild, id, channel, paused } = await readSchedule(deps, use);
  if (!paused) throw new UserError('It is not paused.');
  const obstacle = await deps.findObstacle(guild, channel);
  if (obstacle !== undefined) throw new UserError(`It would be paused again at once: ${obstacle}`);
  const now = deps.clock.now();
  const schedule = await deps.book.resume(guild, id, now);
  const runs = schedule ? runBlocks(schedule.rule, now) : [];
  return { blocks: [{ kind: 'heading', text: ['It goes on'] }, ...noticeBlocks(schedule), ...runs] };
}

/** When it posts next, and what it would post now. */
async function previewSchedule(deps: HeadlineDeps, use: Use): Promise<Reply> {
  const schedule = await readSchedule(deps, use);
  const shown = await deps.ledger.shown(schedule.guild, scopeOf(schedule));
  const choice = await chooseHeadline(deps.archive, schedule, shown);
  return {
    blocks: [
      ...noticeBlocks(schedule),
      ...runBlocks(schedule.rule, deps.clock.now()),
      { kind: 'separator' },
      ...('reason' in choice
        ? [{ kind: 'note', text: [`Now it would post nothing: ${choice.reason}`] } as const]
        : [
            { kind: 'note', text: ['Now it would post:'] } as const,
            ...headlinePost(choice.headline, PREVIEW).blocks,
          ]),
    ],
  };
}

async function proposeRemoval(deps: HeadlineDeps, use: Use): Promise<Reply> {
  const schedule = await readSchedule(deps, use);
  return {
    blocks: [
      { kind: 'heading', text: ['Remove this schedule?'] },
      ...noticeBlocks(schedule),
      {
        kind: 'buttons',
        buttons: [
          {
            label: 'Remove',
            style: 'danger',
            action: { command: 'headline', press: 'remove', args: [schedule.id] },
          },
          CANCEL,
        ],
      },
    ],
  };
}

async function removeSchedule(deps: HeadlineDeps, use: Use): Promise<Reply> {
  const { guild, id } = await readSchedule(deps, use);
  const schedule = await deps.book.remove(guild, id);
  return { blocks: [{ kind: 'heading', text: ['Removed'] }, ...noticeBlocks(schedule)] };
}

async function showLog(deps: HeadlineDeps, use: Use): Promise<Reply> {
  const guild = guildOf(use.caller.guild);
  // Also a schedule that was removed has its rows, so it is not looked up; only this guild's rows are read.
  const schedule = readText(use.options, 'schedule');
  const rows = await deps.ledger.list({ guild, limit: LOG_ROWS, ...(schedule ? { schedule } : {}) });
  if (rows.length === 0) return notice('Nothing was due yet.');
  return {
    blocks: [
      { kind: 'heading', text: ['The last posts'] },
      { kind: 'list', items: rows.map((row) => slotInlines(row)) },
    ],
  };
}

async function suggest(
  deps: HeadlineDeps,
  name: string,
  value: string,
  guild: string | undefined,
): Promise<Choice[]> {
  const wanted = value.toLowerCase().replaceAll(' ', '_');
  if (name === 'timezone') return toChoices(listZones(), wanted);
  if (name === 'days') return toChoices(DAYS, value.toLowerCase());
  if (name !== 'schedule' || guild === undefined) return [];
  return (await deps.book.list(guild)).schedules
    .map((schedule) => ({ name: scheduleLabel(schedule), value: schedule.id }))
    .filter((choice) => choice.name.toLowerCase().includes(value.toLowerCase()))
    .slice(0, MAX_CHOICES);
}

function toChoices(values: readonly string[], part: string): Choice[] {
  return values
    .filter((value) => value.toLowerCase().includes(part))
    .slice(0, MAX_CHOICES)
    .map((value) => ({ name: value, value }));
}

function listZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}

/** A post's button: privately opens what `open` leads to, for the story that the post was about. */
function openFromPost({ archive, commands }: HeadlineDeps, open: (story: { id: string }) => Action): Press {
  return {
    answer: 'private',
    isForAll: true,
    async run([, key = ''], press) {
      const story = await archive.getByFingerprint({ guild: press.caller.guild }, key);
      if (!story) throw new UserError('The story is no longer stored.');
      const action = open(story);
      const command = commands.find(({ data }) => data.name === action.command);
      const target = command?.presses?.[action.press];
      if (!target) throw new UserError('This bot no longer has what the button led to.');
      return target.run(action.args, press);
    },
  };
}

async function readSchedule({ book }: HeadlineDeps, { caller, options }: Use): Promise<Schedule> {
  const id = readText(options, 'schedule') ?? '';
  const schedule = await book.find(guildOf(caller.guild), id);
  if (!schedule) throw new UserError(`This server has no schedule ${echo(id)}. /headline list shows them.`);
  return schedule;
}

function notice(text: string): Reply {
  return { blocks: [{ kind: 'text', text: [text] }] };
}
