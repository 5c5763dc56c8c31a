import { fingerprint } from '../fingerprint.ts';
import type { HeadlineOrder } from '../headlines/choice.ts';
import type { Rule } from './rule.ts';
import { lastSlotsBetween, nextRuns } from './slots.ts';

/** The most schedules that one guild may have. */
export const MOST_SCHEDULES = 20;

const MINUTE_MS = 60_000;

/** How long after its slot a post may still appear: with `skip`, and with `catch-up`. */
export const WINDOW_MS = 30 * 60_000;
const CATCH_UP_MS = 12 * 60 * 60_000;

/** Of missed slots the ledger gets a row each as far back as this, and so many at most; the first row tells of more. */
const LOOK_BACK_MS = 31 * 24 * 60 * 60_000;
const MOST_RECORDED = 1_000;

const MISSED = 'Missed: the bot was not running, or could not post, in time.';
const MISSED_MANY = 'Missed, as were others before it: the bot was not running, or could not post, in time.';

/** What happens to a slot that was missed: nothing, or one late post. */
export const MISSED_POLICIES = ['skip', 'catch-up'] as const;
export type MissedPolicy = (typeof MISSED_POLICIES)[number];

/** A channel's standing order for headline posts. */
export interface Schedule extends HeadlineOrder {
  /** Unique in its guild only: 8 letters and digits. Whatever is kept of a schedule is kept by guild and id. */
  readonly id: string;
  readonly rule: Rule;
  readonly missed: MissedPolicy;
  /** Slots after this moment (Unix milliseconds) are posted: when it was made or resumed. */
  readonly since: number;
  readonly paused?: { readonly reason: string; readonly at: number };
}

/** What is to become of the slots that came: at most one is posted, until its deadline; the others were missed. */
export interface SlotPlan {
  readonly post?: number;
  readonly missed: readonly { readonly slot: number; readonly reason: string }[];
}

/** Until when (Unix milliseconds) a slot may be posted: the end of its window, or the next slot if that is earlier. */
export function deadlineOf({ rule, missed }: Pick<Schedule, 'rule' | 'missed'>, slot: number): number {
  const [next = Number.POSITIVE_INFINITY] = nextRuns(rule, 1, slot);
  return Math.min(next, slot + (missed === 'catch-up' ? CATCH_UP_MS : WINDOW_MS));
}

/** Plans the slots in (after, now]. Only the last can still be posted, since a slot's time ends where the next begins. */
export function planSlots(schedule: Pick<Schedule, 'rule' | 'missed'>, after: number, now: number): SlotPlan {
  // One that may be posted, those to be recorded, and one more that tells whether there were others before them.
  const enough = MOST_RECORDED + 2;
  const slots = lastSlotsBetween(schedule.rule, Math.max(after, now - LOOK_BACK_MS), now, enough);
  const last = slots.at(-1);
  const post = last !== undefined && now < deadlineOf(schedule, last) ? last : undefined;
  const missed = post === undefined ? slots : slots.slice(0, -1);
  const recorded = missed.slice(-MOST_RECORDED);
  const isCut = recorded.length < missed.length || after < now - LOOK_BACK_MS;
  return {
    ...(post === undefined ? {} : { post }),
    missed: recorded.map((slot, index) => ({ slot, reason: isCut && index === 0 ? MISSED_MANY : MISSED })),
  };
}

/** A schedule's name among those of all guilds, for maps. */
export function scheduleKey({ guild, id }: Pick<Schedule, 'guild' | 'id'>): string {
  return `${guild} ${id}`;
}

/**
 * The id of the schedule that a draft becomes in a guild, the same each time: 8 letters and digits. A draft's name comes
 * back from a button, which anybody may have forged, so it is never an id itself.
 */
export function scheduleIdOf(guild: string, draft: string): string {
  return fingerprint(`${guild} ${draft}`).slice(-8);
}

/**
 * Names a slot in its channel, in at most 25 characters: a message's nonce, and the mark in its buttons. Slots of
 * schedules are whole minutes; those of feeds are not, and are named by the millisecond.
 */
export function slotTag(schedule: string, slot: number): string {
  const minutes = slot / MINUTE_MS;
  return `${schedule}-${(Number.isInteger(minutes) ? minutes : slot).toString(36)}`;
}
