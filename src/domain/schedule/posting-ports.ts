import type { Clock, Log } from '../ports.ts';
import type { StoryArchive } from '../story/archive.ts';
import type { Agenda } from './agenda.ts';
import type { Announcer } from './announcer.ts';
import type { Ledger } from './ledger.ts';
import type { OrderSource } from './order.ts';
import type { Queue } from './queue.ts';
import type { ScheduleBook } from './schedule-book.ts';

/** What the scheduler needs from outside. */
export interface PostingPorts extends OrderSource {
  readonly book: ScheduleBook;
  readonly agenda: Agenda;
  readonly ledger: Ledger;
  readonly announcer: Announcer;
  readonly archive: Pick<StoryArchive, 'get' | 'newest'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this process among all that ever used the store. */
  readonly owner: string;
  /** The schedules being worked on, by `scheduleKey`, so that ticks may overlap: a slow guild holds up itself alone. */
  readonly busy: Set<string>;
  /** Lets one choice of a headline, with its claim, follow the other. */
  readonly inTurn: Queue;
  /** Whether this process serves the guild (its shard). */
  serves(guild: string): boolean;
  /**
   * Resolves when one more request may be made, in order; those `ahead` finish what was begun before others begin.
   * False when the program is stopping: then nothing more is to be begun.
   */
  pace(ahead?: 'ahead'): Promise<boolean>;
}
