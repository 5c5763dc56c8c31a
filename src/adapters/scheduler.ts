import { randomUUID } from 'node:crypto';
import type { Log } from '../domain/ports.ts';
import type { Agenda } from '../domain/schedule/agenda.ts';
import type { Announcer } from '../domain/schedule/announcer.ts';
import type { Ledger } from '../domain/schedule/ledger.ts';
import type { OrderSource } from '../domain/schedule/order.ts';
import { nextTick, postDue } from '../domain/schedule/post-due.ts';
import type { PostingPorts } from '../domain/schedule/posting-ports.ts';
import { createQueue } from '../domain/schedule/queue.ts';
import type { ScheduleBook } from '../domain/schedule/schedule-book.ts';
import type { StoryArchive } from '../domain/story/archive.ts';
import type { ProgramClock } from './clock.ts';
import type { Pace } from './pace.ts';
import { startTimer } from './timer.ts';

/** How long the ledger keeps finished slots. */
export const LEDGER_DAYS = 90;

export interface SchedulerOptions extends OrderSource {
  readonly book: ScheduleBook;
  readonly agenda: Agenda;
  readonly ledger: Ledger;
  readonly announcer: Announcer;
  readonly archive: StoryArchive;
  readonly clock: ProgramClock;
  readonly log: Log;
  readonly pace: Pace;
  serves(guild: string): boolean;
}

export interface Scheduler {
  /** Begins nothing more and waits for what runs, `timeoutMs` at most; the rest is for the next start to find. */
  stop(timeoutMs: number): Promise<void>;
}

/** Posts what is due on the agenda, from now on. */
export function startScheduler(options: SchedulerOptions): Scheduler {
  const { clock, log, pace } = options;
  const ports: PostingPorts = {
    ...options,
    owner: randomUUID(),
    busy: new Set(),
    inTurn: createQueue(),
    pace: (ahead) => pace.take(ahead),
  };
  const timer = startTimer({
    clock,
    log,
    next: () => nextTick(ports),
    tick: (now) => postDue(ports, now),
  });
  return {
    async stop(timeoutMs) {
      pace.stop();
      const over = Promise.withResolvers<void>();
      const late = setTimeout(over.resolve, timeoutMs);
      await Promise.race([timer.stop(), over.promise]);
      clearTimeout(late);
    },
  };
}
