import { UserError } from '../domain/errors.ts';
import { POST_KINDS } from '../domain/headlines/choice.ts';
import type { Clock } from '../domain/ports.ts';
import type { Ledger } from '../domain/schedule/ledger.ts';
import { parseRule } from '../domain/schedule/rule.ts';
import { MISSED_POLICIES, type Schedule, scheduleIdOf } from '../domain/schedule/schedule.ts';
import type { ScheduleBook } from '../domain/schedule/schedule-book.ts';
import type { StoryArchive } from '../domain/story/archive.ts';
import type { Caller, Command, Invocation } from './command.ts';
import { readChoice, readText } from './options.ts';
import type { Button, Reply } from './reply.ts';
import { nextRunInlines, runBlocks, scheduleLine } from './schedule-text.ts';

const UNSEEN = 'Choose a channel of this server that you can see.';

export interface HeadlineDeps {
  readonly book: ScheduleBook;
  readonly ledger: Pick<Ledger, 'list' | 'shown' | 'show'>;
  readonly archive: StoryArchive;
  readonly clock: Clock;
  /** The commands that a post's buttons lead to. */
  readonly commands: readonly Command[];
  /** A name for a draft of a schedule: 8 letters and digits, never given before. */
  createDraft(): string;
  /** Why nothing can be posted in the guild's channel; `undefined` when nothing speaks against it. */
  findObstacle(guild: string, channel: string): Promise<string | undefined>;
  /** Whether a member sees the guild's channel; rejects when that cannot be found out. */
  sees(
    guild: string,
    channel: string,
    member: { readonly user: string; readonly roles: readonly string[] },
  ): Promise<boolean>;
}

/** Leaves everything as it is. */
export const CANCEL: Button = { label: 'Cancel', action: { command: 'headline', press: 'cancel', args: [] } };

/** One use of a subcommand. */
export type Use = Pick<Invocation, 'caller' | 'options'>;

/** Shows what would be saved, with the next runs, and a button that saves it. */
export async function proposeSchedule(deps: HeadlineDeps, { caller, options }: Use): Promise<Reply> {
  const guild = guildOf(caller.guild);
  const channel = readChannel({ caller, options });
  const rule = parseRule({
    zone: readText(options, 'timezone') ?? '',
    at: readText(options, 'at'),
    days: readText(options, 'days'),
    cron: readText(options, 'cron'),
  });
  const post = readChoice(options, 'post', POST_KINDS, 'latest');
  const missed = readChoice(options, 'missed', MISSED_POLICIES, 'skip');
  await refuseObstacle(deps, guild, channel);
  const draft = deps.createDraft();
  const proposed = {
    id: scheduleIdOf(guild, draft),
    guild,
    channel,
    rule,
    post,
    missed,
    since: deps.clock.now(),
  };
  const args = [draft, channel, rule.cron, rule.zone, post, missed];
  return {
    blocks: [
      { kind: 'heading', text: ['Is this right?'] },
      { kind: 'text', text: scheduleLine(proposed) },
      ...runBlocks(rule, deps.clock.now()),
      {
        kind: 'buttons',
        buttons: [
          { label: 'Confirm', style: 'success', action: { command: 'headline', press: 'confirm', args } },
          CANCEL,
        ],
      },
      { kind: 'note', text: ['Nothing is saved before you confirm.'] },
    ],
  };
}

/** The channel that was chosen. Discord says with it whether the caller sees it; nobody posts where they cannot look. */
function readChannel({ caller, options }: Use): string {
  const channel = readText(options, 'channel');
  if (channel === undefined) throw new UserError('channel: choose where to post.');
  if (!caller.visibleChannels?.includes(channel)) throw new UserError(UNSEEN);
  return channel;
}

/** The same when Confirm is pressed, with which Discord says nothing of the channel. */
async function refuseUnseen(
  { sees }: HeadlineDeps,
  guild: string,
  channel: string,
  caller: Caller,
): Promise<void> {
  const member = { user: caller.user, roles: caller.roles ?? [] };
  const isSeen = await sees(guild, channel, member).catch((cause: unknown) => {
    throw new UserError('Discord does not say whether you see that channel. Try again in a moment.', {
      cause,
    });
  });
  if (!isSeen) throw new UserError(UNSEEN);
}

async function refuseObstacle({ findObstacle }: HeadlineDeps, guild: string, channel: string): Promise<void> {
  const obstacle = await findObstacle(guild, channel);
  if (obstacle !== undefined) throw new UserError(`I cannot post there: ${obstacle}`);
}

/** Saves what was proposed. Everything is checked again: an argument may come from anywhere. */
export async function saveSchedule(
  deps: HeadlineDeps,
  args: readonly string[],
  caller: Caller,
): Promise<Reply> {
  const [draft = '', channel = '', cron = '', zone = '', post, missed] = args;
  const guild = guildOf(caller.guild);
  if (!/^[\da-z]{8}$/.test(draft) || !/^\d{1,20}$/.test(channel)) {
    throw new UserError('This button is damaged: run /headline schedule again.');
  }
  await refuseUnseen(deps, guild, channel, caller);
  await refuseObstacle(deps, guild, channel);
  const schedule: Schedule = {
    ...{ id: scheduleIdOf(guild, draft), guild, channel },
    rule: parseRule({ cron, zone }),
    post: readChoice({ post: post ?? '' }, 'post', POST_KINDS, 'latest'),
    missed: readChoice({ missed: missed ?? '' }, 'missed', MISSED_POLICIES, 'skip'),
    since: deps.clock.now(),
  };
  await deps.book.add(schedule);
  return {
    blocks: [
      { kind: 'heading', text: ['Saved'] },
      ...noticeBlocks(schedule),
      { kind: 'note', text: nextRunInlines(schedule, schedule.since) },
    ],
  };
}

/** The guild that the command was used in; throws UserError in a direct message. */
export function guildOf(guild: string | undefined): string {
  if (guild === undefined) throw new UserError('Headline posts belong to a server: use this there.');
  return guild;
}

/** A line that says which schedule is meant. */
export function noticeBlocks(schedule: Schedule | undefined): Reply['blocks'] {
  return schedule ? [{ kind: 'text', text: scheduleLine(schedule) }] : [];
}
