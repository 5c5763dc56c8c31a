import type { SlotRow } from '../../src/domain/schedule/ledger.ts';
import { type Schedule, slotTag } from '../../src/domain/schedule/schedule.ts';
import { slotsBetween } from '../../src/domain/schedule/slots.ts';
import type { SeenPost } from './loopback-process.ts';

/** From when to when (Unix milliseconds of the program's time) a bot ran. */
export interface Uptime {
  readonly from: number;
  readonly to: number;
}

/** What became of all slots. The lists name slots by their tag and are empty when all is well. */
export interface Verdict {
  readonly slots: number;
  readonly posted: number;
  readonly skipped: number;
  readonly failed: number;
  /** Slots that appeared more than once. */
  readonly duplicates: readonly string[];
  /** Slots without a final row in the ledger. */
  readonly unaccounted: readonly string[];
  /** Slots whose row and message do not fit: posted without a message, or a message without a posted row. */
  readonly mismatched: readonly string[];
  /** Slots that were not posted although a bot ran all the time in which it had to post them. */
  readonly lost: readonly string[];
}

export interface Evidence {
  readonly schedules: readonly Schedule[];
  readonly rows: readonly SlotRow[];
  readonly posts: readonly SeenPost[];
  readonly uptimes: readonly Uptime[];
  /** Slots after this moment are not judged. */
  readonly until: number;
}

/** How long a running bot has for a slot: the lease of one that ended, and a while to look it up and post. */
const GRACE_MS = 3.5 * 60_000;

export function judge({ schedules, rows, posts, uptimes, until }: Evidence): Verdict {
  const slots = schedules.flatMap(({ id, rule, since }) =>
    slotsBetween(rule, since, until).map((slot) => ({ slot, tag: slotTag(id, slot) })),
  );
  const rowOf = new Map(rows.map((row) => [slotTag(row.schedule, row.slot), row]));
  const messageOf = new Map(posts.map(({ tag, id }) => [tag, id]));
  const inState = (state: SlotRow['state']) => slots.filter(({ tag }) => rowOf.get(tag)?.state === state);
  const tagsOf = (list: readonly { readonly tag: string }[]) => list.map(({ tag }) => tag);
  const wasUp = (slot: number) => uptimes.some(({ from, to }) => from <= slot && slot + GRACE_MS <= to);
  return {
    slots: slots.length,
    posted: inState('posted').length,
    skipped: inState('skipped').length,
    failed: inState('failed').length,
    duplicates: tagsOf(posts).filter((tag, index, all) => all.indexOf(tag) !== index),
    unaccounted: tagsOf([...slots.filter(({ tag }) => !rowOf.has(tag)), ...inState('claimed')]),
    mismatched: tagsOf([
      ...slots.filter(({ tag }) => messageOf.get(tag) !== rowOf.get(tag)?.message),
      ...posts.filter(({ tag }) => !rowOf.has(tag)),
    ]),
    lost: tagsOf(slots.filter(({ slot, tag }) => rowOf.get(tag)?.state !== 'posted' && wasUp(slot))),
  };
}
