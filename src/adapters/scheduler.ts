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

const DAY_MS = 24 * 60 * 60_000;

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
  const prune = createPruning(options);
  const timer = startTimer({
    clock,
    log,
    next: () => nextTick(ports),
    async tick(now) {
      await Promise.all([postDue(ports, now), prune(now)]);
    },
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

/** Deletes old rows of the ledger once a day. */
function createPruning({ ledger, log }: SchedulerOptions): (now: number) => Promise<void> {
  let next = Number.NEGATIVE_INFINITY;
  return async (now) => {
    if (now < next) return;
    next = now + DAY_MS;
    const deleted = await ledger.prune(now - LEDGER_DAYS * DAY_MS);
    if (deleted > 0) log.info({ deleted }, 'old slots deleted from the ledger');
  };
}
