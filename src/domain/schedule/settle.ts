import type { PostResult } from './announcer.ts';
import { LONGEST_LEASE_MS, type SlotOutcome, type SlotPlace } from './ledger.ts';
import { findOrder, type OrderSource } from './order.ts';
import type { PostingPorts } from './posting-ports.ts';

/** A claimed slot being posted, which attempt it is (from 1), and until when it may be posted (Unix milliseconds). */
export interface OpenSlot extends SlotPlace {
  readonly attempts: number;
  readonly deadline: number;
  /** The one role that the post mentions. */
  readonly role?: string | undefined;
}

const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 5 * 60_000;
/** How long after its deadline a slot that may have been posted is still looked up, while Discord does not answer. */
const LOOK_UP_MS = 6 * 60 * 60_000;

/** Records what came of an attempt: the end of the slot, or when to go on with it. */
export async function settle(ports: SettlingPorts, open: OpenSlot, result: PostResult): Promise<void> {
  const { clock, log } = ports;
  switch (result.kind) {
    case 'posted':
      return finish(ports, open, { state: 'posted', message: result.message });
    case 'rejected':
      return finish(ports, open, { state: 'failed', reason: result.reason });
    case 'refused':
      // Paused before the slot ends: a crash in between leaves the slot open, to be refused again.
      await pause(ports, open, result.reason);
      return finish(ports, open, { state: 'failed', reason: result.reason });
    case 'unsettled': {
      const now = clock.now();
      if (now >= open.deadline + LOOK_UP_MS) {
        const reason = `Nobody knows whether it was posted: ${result.reason}`;
        return finish(ports, open, { state: 'failed', reason });
      }
      const waitMs = Math.min(Math.max(result.afterMs ?? 0, backoff(open.attempts)), LONGEST_LEASE_MS);
      const retryAt = now + waitMs;
      // At the deadline at the latest it is looked up a last time; after it, as often as Discord lets us.
      const until = now < open.deadline ? Math.min(retryAt, open.deadline) : retryAt;
      log.warn({ ...nameOf(open), reason: result.reason, until }, 'headline put off');
      return ports.ledger.postpone(open, { owner: ports.owner, now, until }, result.reason);
    }
  }
}

export type SettlingPorts = OrderSource &
  Pick<PostingPorts, 'ledger' | 'announcer' | 'clock' | 'log' | 'owner'>;

async function finish({ ledger, log }: SettlingPorts, open: OpenSlot, outcome: SlotOutcome): Promise<void> {
  const fields = { ...nameOf(open), ...outcome };
  if (!(await ledger.finish(open, outcome))) {
    // Another process took over a slot that took long here: the ledger may say otherwise than what happened.
    log.warn(fields, 'headline had ended already, and the ledger stays as it was');
  } else if (outcome.state === 'posted') log.info(fields, 'headline posted');
  else log.warn(fields, 'headline failed');
}

/** Says that the order is paused, and pauses it; one that is paused already was announced then. */
async function pause(ports: SettlingPorts, open: OpenSlot, reason: string): Promise<void> {
  const { announcer, clock, log } = ports;
  const order = await findOrder(ports, open.guild, open.schedule);
  if (!order || order.isPaused) return;
  // Told first: a crash in between has it told again, where the other order would leave it untold.
  await announcer.tellPaused(order, reason);
  await order.pause(reason, clock.now());
  log.warn({ ...nameOf(open), reason }, `${order.name} paused`);
}

/** 5 s, 10 s, 20 s … up to 5 minutes. */
function backoff(attempts: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** (attempts - 1), LONGEST_RETRY_MS);
}

function nameOf({ schedule, guild, channel, slot }: OpenSlot): object {
  return { schedule, guild, channel, slot: new Date(slot).toISOString() };
}
