import { chooseHeadline, type Headline, scopeOf } from '../headlines/choice.ts';
import type { DueSchedule, ScheduleName } from './agenda.ts';
import type { PostResult, PostTarget } from './announcer.ts';
import type { Lease, SlotPlace, SlotRow } from './ledger.ts';
import { findOrder, type Order } from './order.ts';
import type { PostingPorts } from './posting-ports.ts';
import { deadlineOf, planSlots, type Schedule, scheduleKey, slotTag } from './schedule.ts';
import { type OpenSlot, settle } from './settle.ts';

/** How long a claimed slot is one process's: longer than a post takes. After a look-up it is taken anew. */
const LEASE_MS = 2 * 60_000;
/** How long a schedule rests when the store or the program itself failed it. */
const REST_MS = 30_000;

/**
 * One tick of the scheduler: posts what is due at `now` and takes up what an earlier process left. Resolves when all
 * of it is done or put off, and rejects only when the store cannot be read; the next tick need not wait for it.
 */
export async function postDue(ports: PostingPorts, now: number): Promise<void> {
  const left = (await ports.ledger.unfinished(now)).filter(({ guild }) => ports.serves(guild));
  await Promise.all([
    ...left.map((row) => workOn(ports, { guild: row.guild, id: row.schedule }, () => takeUp(ports, row))),
    ...ports.agenda.due(now).map((due) => workOn(ports, due.schedule, () => postSlots(ports, due))),
  ]);
}

/** When to tick again: the next slot or the end of the next lease; Infinity when nothing is to come. */
export async function nextTick({ agenda, ledger }: Pick<PostingPorts, 'agenda' | 'ledger'>): Promise<number> {
  return Math.min(agenda.next(), (await ledger.nextLeaseEnd()) ?? Number.POSITIVE_INFINITY);
}

async function workOn(ports: PostingPorts, schedule: ScheduleName, work: () => Promise<void>): Promise<void> {
  const { busy, log, agenda, clock } = ports;
  const key = scheduleKey(schedule);
  if (busy.has(key)) return;
  busy.add(key);
  try {
    await work();
  } catch (error) {
    const { guild, id } = schedule;
    log.error({ err: error, guild, schedule: id }, 'schedule put off');
    agenda.rest(schedule, clock.now() + REST_MS);
  } finally {
    busy.delete(key);
  }
}

async function postSlots(
  ports: PostingPorts,
  { schedule: { guild, id }, after }: DueSchedule,
): Promise<void> {
  const { book, agenda, ledger, clock } = ports;
  if (!(await ports.pace())) return;
  // Read only now, since standing in line may have taken long: it may have been paused or removed meanwhile.
  const schedule = await book.find(guild, id);
  if (!schedule || schedule.paused) return agenda.drop({ guild, id });
  const now = clock.now();
  const plan = planSlots(schedule, after, now);
  await ledger.recordSkipped(
    plan.missed.map((missed) => ({ ...placeOf(schedule, missed.slot), reason: missed.reason })),
  );
  const last = plan.post ?? plan.missed.at(-1)?.slot;
  if (plan.post !== undefined) await postSlot(ports, schedule, plan.post);
  // The order matters: a slot leaves the agenda only when the ledger has it, or a fault in between would lose it.
  if (last !== undefined) agenda.advance(schedule, last);
}

async function postSlot(ports: PostingPorts, schedule: Schedule, slot: number): Promise<void> {
  const place = placeOf(schedule, slot);
  const open = { ...place, attempts: 1, deadline: deadlineOf(schedule, slot) };
  // In turn, so that two schedules of one channel do not choose the same quotation at the same time.
  const headline = await ports.inTurn(() => claimSlot(ports, schedule, place));
  if (headline) await settle(ports, open, await ports.announcer.post(targetOf(open), headline));
}

/** Chooses what to post and claims the slot for it; `undefined` when there is nothing to post, or somebody else does. */
async function claimSlot(
  ports: PostingPorts,
  schedule: Schedule,
  place: SlotPlace,
): Promise<Headline | undefined> {
  const { ledger, archive, log } = ports;
  const shown = await ledger.shown(schedule.guild, scopeOf(schedule));
  const choice = await chooseHeadline(archive, schedule, shown);
  if ('reason' in choice) {
    await ledger.recordSkipped([{ ...place, reason: choice.reason }]);
    return undefined;
  }
  const { headline, ...remembered } = choice;
  // Claimed, durably, before anything is sent: whatever happens from here on, this slot is never claimed again.
  const { claimed } = await ledger.claim({ ...place, ...remembered }, leaseOf(ports));
  if (claimed) return headline;
  log.warn(place, 'slot was claimed by another process');
  return undefined;
}

/** Goes on with a claimed slot whose turn is over: it failed for the moment, or the process that had it ended. */
async function takeUp(ports: PostingPorts, row: SlotRow): Promise<void> {
  if (!(await ports.pace('ahead'))) return;
  if (!(await ports.ledger.hold(row, leaseOf(ports)))) return;
  const order = await findOrder(ports, row.guild, row.schedule);
  // Without its order, or with a paused one, it is not posted any more, but it may have been.
  const deadline = order && !order.isPaused ? order.deadline(row.slot) : row.slot;
  const open: OpenSlot = { ...row, attempts: row.attempts + 1, deadline, role: order?.role };
  // Looked up before every further attempt: an answer that was lost, or a crash, may hide a message that is there.
  const found = await ports.announcer.find(targetOf(open));
  if (found.kind !== 'absent') {
    return settle(ports, open, found.kind === 'found' ? { ...found, kind: 'posted' } : found);
  }
  const result = await postAgain(ports, order, open, row);
  if (result) await settle(ports, open, result);
}

/** `undefined` when the program is stopping, which leaves the slot for the next start, or when another has the turn. */
async function postAgain(
  ports: PostingPorts,
  order: Order | undefined,
  open: OpenSlot,
  { subjects, reason }: SlotRow,
): Promise<PostResult | undefined> {
  if (!order || ports.clock.now() >= open.deadline) {
    return { kind: 'rejected', reason: reason ?? 'The bot was stopped before it could post.' };
  }
  const headline = await order.recall(subjects);
  if (!headline) return { kind: 'rejected', reason: 'The story is no longer stored.' };
  if (!(await ports.pace('ahead'))) return undefined;
  // Looking up and standing in line may have outlasted the turn, and another process may have taken it over.
  if (!(await ports.ledger.hold(open, leaseOf(ports)))) return undefined;
  return ports.announcer.post(targetOf(open), headline);
}

/** The turn at a slot that begins now. */
export function leaseOf({ owner, clock }: Pick<PostingPorts, 'owner' | 'clock'>): Lease {
  const now = clock.now();
  return { owner, now, until: now + LEASE_MS };
}

function placeOf({ id, guild, channel }: Schedule, slot: number) {
  return { schedule: id, guild, channel, slot };
}

/** Where a slot is posted. */
export function targetOf({ guild, channel, schedule, slot, role }: OpenSlot): PostTarget {
  return { guild, channel, slot, tag: slotTag(schedule, slot), role };
}
