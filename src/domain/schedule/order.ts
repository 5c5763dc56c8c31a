import { type Headline, recallHeadline } from '../headlines/choice.ts';
import type { StoryArchive } from '../story/archive.ts';
import { deadlineOf, type Schedule } from './schedule.ts';
import type { ScheduleBook } from './schedule-book.ts';

/** What a slot of the ledger is posted by: a schedule, or a feed that is followed. */
export interface Order {
  readonly guild: string;
  readonly id: string;
  readonly channel: string;
  readonly isPaused: boolean;
  /** A moment that a pause of it is named by, other than that of a pause before. */
  readonly since: number;
  /** How members speak of it, and what lets it go on. */
  readonly name: 'schedule' | 'feed';
  readonly remedy: string;
  /** The one role that its posts mention. */
  readonly role?: string | undefined;
  /** Until when (Unix milliseconds) a slot may be posted. */
  deadline(slot: number): number;
  /** The headline of a slot that was claimed before; `undefined` when its stories are gone. */
  recall(subjects: readonly string[]): Promise<Headline | undefined>;
  pause(reason: string, at: number): Promise<unknown>;
}

/** A schedule as what its slots are posted by. */
export function scheduleOrder(
  { book, archive }: Pick<OrderSource, 'book' | 'archive'>,
  schedule: Schedule,
): Order {
  const { guild, id, channel, since } = schedule;
  return {
    ...{ guild, id, channel, since, isPaused: schedule.paused !== undefined, name: 'schedule' },
    remedy: '/headline resume',
    deadline: (slot) => deadlineOf(schedule, slot),
    recall: (subjects) => recallHeadline(archive, schedule, subjects),
    pause: (reason, at) => book.pause(guild, id, reason, at),
  };
}

/** Who knows the orders; `findFollow` is absent where no feeds are followed. */
export interface OrderSource {
  readonly book: Pick<ScheduleBook, 'find' | 'pause'>;
  readonly archive: Pick<StoryArchive, 'get' | 'newest'>;
  findFollow?(guild: string, id: string): Promise<Order | undefined>;
}

/** The order that a row of the ledger belongs to; `undefined` when it was removed. */
export async function findOrder(source: OrderSource, guild: string, id: string): Promise<Order | undefined> {
  const schedule = await source.book.find(guild, id);
  return schedule ? scheduleOrder(source, schedule) : source.findFollow?.(guild, id);
}
