import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Lease,
  type Ledger,
  LONGEST_LEASE_MS,
  type SlotClaim,
} from '../../../src/domain/schedule/ledger.ts';
import { scheduleKey } from '../../../src/domain/schedule/schedule.ts';

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 10, 23, 12);

/** Two connections to one ledger, as two processes have them. */
export interface SharedLedger {
  readonly here: Ledger;
  readonly there: Ledger;
  close(): Promise<void>;
}

function slotOf(change: Partial<SlotClaim> = {}): SlotClaim {
  return { schedule: 's1', slot: NOON, guild: 'g1', channel: 'c1', scope: 'c1', subjects: [], ...change };
}

function leaseOf(owner: string, now = NOON): Lease {
  return { owner, now, until: now + MINUTE };
}

/** What every ledger does, whatever stores it. `open` gives an empty one. */
export function describeLedger(name: string, open: () => Promise<SharedLedger>): void {
  describe(name, () => {
    let shared: SharedLedger;
    let ledger: Ledger;
    beforeEach(async () => {
      shared = await open();
      ledger = shared.here;
    });
    afterEach(() => shared.close());

    const places: readonly (() => [Ledger, Ledger])[] = [
      () => [shared.here, shared.here],
      () => [shared.here, shared.there],
    ];

    it('lists the slots whose post shows a subject, and none that shows one of a longer name', async () => {
      const subjects = {
        a: ['story:ferry', 'quote:x'],
        b: ['story:ferry-2'],
        c: ['story:mill', 'story:ferry'],
      };
      for (const [schedule, shown] of Object.entries(subjects))
        await ledger.claim(slotOf({ schedule, subjects: shown }), leaseOf('a'));
      const found = await shared.there.list({ guild: 'g1', subject: 'story:ferry', limit: 9 });
      expect(found.map(({ schedule }) => schedule)).toEqual(['a', 'c']);
      expect(await ledger.list({ guild: 'g2', subject: 'story:ferry', limit: 9 })).toEqual([]);
    });

    describe('a slot', () => {
      it.each(places)('is claimed by exactly one of many', async (pair) => {
        const [here, there] = pair();
        const claims = Array.from({ length: 20 }, (_, n) =>
          (n % 2 ? here : there).claim(slotOf(), leaseOf(`owner ${n}`)),
        );
        const results = await Promise.all(claims);
        expect(results.filter(({ claimed }) => claimed)).toHaveLength(1);
        expect(results.find(({ claimed }) => !claimed)).toEqual({ claimed: false, state: 'claimed' });
      });

      it('is another one at another time, for another schedule, and in another server', async () => {
        for (const change of [{}, { slot: NOON + MINUTE }, { schedule: 's2' }, { guild: 'g2' }]) {
          expect(await ledger.claim(slotOf(change), leaseOf('a'))).toEqual({ claimed: true });
        }
      });

      it('stays posted with its message', async () => {
        await ledger.claim(slotOf(), leaseOf('a'));
        expect(await ledger.finish(slotOf(), { state: 'posted', message: 'm1' })).toBe(true);
        expect(await ledger.finish(slotOf(), { state: 'failed', reason: 'late' })).toBe(false);
        expect(await ledger.claim(slotOf(), leaseOf('b'))).toEqual({ claimed: false, state: 'posted' });
        expect(await ledger.list({ limit: 5 })).toEqual([
          {
            schedule: 's1',
            slot: NOON,
            guild: 'g1',
            channel: 'c1',
            state: 'posted',
            subjects: [],
            attempts: 1,
            message: 'm1',
          },
        ]);
      });

      it('that failed keeps its reason and is not claimed again', async () => {
        await ledger.claim(slotOf(), leaseOf('a'));
        await ledger.finish(slotOf(), { state: 'failed', reason: 'no permission' });
        expect(await ledger.claim(slotOf(), leaseOf('a'))).toEqual({ claimed: false, state: 'failed' });
        expect(await ledger.list({ limit: 5 })).toMatchObject([{ state: 'failed', reason: 'no permission' }]);
      });

      it('that nobody claimed cannot be finished', async () => {
        expect(await ledger.finish(slotOf(), { state: 'posted', message: 'm1' })).toBe(false);
        expect(await ledger.list({ limit: 5 })).toEqual([]);
      });
    });

    it('of one server has nothing to do with one of the same name in another', async () => {
      const theirs = slotOf({ guild: 'g2', subjects: ['theirs'] });
      await ledger.claim(slotOf({ subjects: ['ours'] }), leaseOf('a'));
      await ledger.claim(theirs, leaseOf('a'));
      expect([...(await ledger.shown('g2', 'c1')).keys()]).toEqual(['theirs']);
      await ledger.postpone(theirs, { owner: 'a', now: NOON, until: NOON }, 'HTTP 500');
      expect(await ledger.hold(theirs, leaseOf('b'))).toBe(true);
      await ledger.finish(theirs, { state: 'failed', reason: 'gone' });
      await ledger.prune(NOON + 1);
      expect(await ledger.list({ guild: 'g1', limit: 9 })).toMatchObject([{ state: 'claimed', attempts: 1 }]);
      expect(await ledger.list({ guild: 'g2', limit: 9 })).toMatchObject([{ state: 'failed', attempts: 2 }]);
      expect([...(await ledger.shown('g1', 'c1')).keys()]).toEqual(['ours']);
      expect([...(await ledger.shown('g1', 'c1', ['theirs', 'ours'])).keys()]).toEqual(['ours']);
      expect([...(await ledger.shown('g1', 'c1', ['theirs'])).keys()]).toEqual([]);
    });

    describe('a turn', () => {
      it('is kept by its owner and by nobody else until it is over', async () => {
        await ledger.claim(slotOf(), leaseOf('a'));
        expect(await shared.there.hold(slotOf(), leaseOf('b', NOON + MINUTE - 1))).toBe(false);
        expect(await ledger.hold(slotOf(), leaseOf('a', NOON + MINUTE - 1))).toBe(true);
        expect(await shared.there.hold(slotOf(), leaseOf('b', NOON + MINUTE))).toBe(false);
      });

      it('that is extended is no further attempt', async () => {
        await ledger.claim(slotOf(), leaseOf('a'));
        await ledger.hold(slotOf(), leaseOf('a', NOON + 1));
        expect(await ledger.list({ limit: 1 })).toMatchObject([{ attempts: 1 }]);
        await ledger.hold(slotOf(), leaseOf('a', NOON + 2 * MINUTE));
        expect(await ledger.list({ limit: 1 })).toMatchObject([{ attempts: 2 }]);
      });

      it.each(places)('that is over passes to exactly one', async (pair) => {
        const [here, there] = pair();
        await ledger.claim(slotOf(), leaseOf('a'));
        const later = NOON + MINUTE;
        const holds = await Promise.all(
          Array.from({ length: 10 }, (_, n) =>
            (n % 2 ? here : there).hold(slotOf(), leaseOf(`b${n}`, later)),
          ),
        );
        expect(holds.filter(Boolean)).toHaveLength(1);
        expect(await ledger.hold(slotOf(), leaseOf('a', later))).toBe(false);
      });

      it('is over when the clock was set back beyond any lease', async () => {
        await ledger.claim(slotOf(), leaseOf('a'));
        const before = NOON + MINUTE - LONGEST_LEASE_MS - 1;
        expect(await ledger.unfinished(before)).toHaveLength(1);
        expect(await ledger.hold(slotOf(), leaseOf('b', before))).toBe(true);
      });

      it("at a finished slot is nobody's", async () => {
        await ledger.claim(slotOf(), leaseOf('a'));
        await ledger.finish(slotOf(), { state: 'posted', message: 'm1' });
        expect(await ledger.hold(slotOf(), leaseOf('a'))).toBe(false);
      });

      it('counts attempts and waits with its reason when postponed by its owner only', async () => {
        await ledger.claim(slotOf(), leaseOf('a'));
        await ledger.postpone(slotOf(), { owner: 'a', now: NOON, until: NOON + 5 * MINUTE }, 'HTTP 500');
        await ledger.postpone(slotOf(), { owner: 'b', now: NOON, until: NOON }, 'not mine');
        expect(await ledger.nextLeaseEnd()).toBe(NOON + 5 * MINUTE);
        expect(await ledger.unfinished(NOON + 5 * MINUTE - 1)).toEqual([]);
        expect(await ledger.hold(slotOf(), leaseOf('c', NOON + 5 * MINUTE))).toBe(true);
        expect(await ledger.list({ limit: 5 })).toMatchObject([{ reason: 'HTTP 500', attempts: 2 }]);
      });
    });

    it('lists what is unfinished, the oldest first', async () => {
      await ledger.claim(slotOf({ slot: NOON + 2 }), leaseOf('a'));
      await ledger.claim(slotOf({ slot: NOON + 1 }), leaseOf('a'));
      await ledger.claim(slotOf({ slot: NOON }), leaseOf('a', NOON + MINUTE));
      expect((await ledger.unfinished(NOON + MINUTE)).map(({ slot }) => slot - NOON)).toEqual([1, 2]);
      expect(await ledger.nextLeaseEnd()).toBe(NOON + MINUTE);
    });

    it('has no next lease when nothing is claimed', async () => {
      expect(await ledger.nextLeaseEnd()).toBeUndefined();
    });

    it('records skipped slots without touching the others', async () => {
      await ledger.claim(slotOf(), leaseOf('a'));
      await ledger.recordSkipped([
        { ...slotOf(), reason: 'missed' },
        { ...slotOf({ slot: NOON + MINUTE }), reason: 'missed' },
      ]);
      expect(await ledger.list({ limit: 5 })).toMatchObject([
        { slot: NOON + MINUTE, state: 'skipped', reason: 'missed', attempts: 0 },
        { slot: NOON, state: 'claimed' },
      ]);
    });

    it('lists by guild, by schedule and by time, newest first, no more than asked for', async () => {
      for (const [schedule, guild] of [
        ['s1', 'g1'],
        ['s2', 'g1'],
        ['s3', 'g2'],
      ] as const) {
        for (const slot of [NOON, NOON + MINUTE]) {
          await ledger.claim(slotOf({ schedule, guild, slot }), leaseOf('a'));
        }
      }
      const schedules = async (query: Parameters<Ledger['list']>[0]) =>
        (await ledger.list(query)).map(({ schedule, slot }) => `${schedule}+${(slot - NOON) / MINUTE}`);
      expect(await schedules({ guild: 'g1', limit: 9 })).toEqual(['s1+1', 's2+1', 's1+0', 's2+0']);
      expect(await schedules({ schedule: 's3', limit: 9 })).toEqual(['s3+1', 's3+0']);
      expect(await schedules({ guild: 'g1', schedule: 's3', limit: 9 })).toEqual([]);
      expect(await schedules({ since: NOON + 1, limit: 2 })).toEqual(['s1+1', 's2+1']);
    });

    it('knows the latest slot of each schedule, whatever became of it', async () => {
      await ledger.claim(slotOf(), leaseOf('a'));
      await ledger.recordSkipped([{ ...slotOf({ slot: NOON + MINUTE }), reason: 'missed' }]);
      await ledger.claim(slotOf({ schedule: 's2' }), leaseOf('a'));
      await ledger.claim(slotOf({ guild: 'g2', slot: NOON + 1 }), leaseOf('a'));
      expect(await ledger.guilds()).toEqual(['g1', 'g2']);
      expect(await ledger.lastSlots()).toEqual(
        new Map([
          [scheduleKey({ guild: 'g1', id: 's1' }), NOON + MINUTE],
          [scheduleKey({ guild: 'g1', id: 's2' }), NOON],
          [scheduleKey({ guild: 'g2', id: 's1' }), NOON + 1],
        ]),
      );
    });

    describe('what was shown', () => {
      it('is remembered for each scope, with the latest slot, from the claim on', async () => {
        await ledger.claim(slotOf({ subjects: ['x', 'y'] }), leaseOf('a'));
        await ledger.claim(slotOf({ slot: NOON + MINUTE, subjects: ['y'] }), leaseOf('a'));
        await ledger.claim(slotOf({ slot: NOON, subjects: ['z'] }), leaseOf('b'));
        await ledger.claim(slotOf({ schedule: 's2', scope: 's2', subjects: ['x'] }), leaseOf('a'));
        expect(await ledger.shown('g1', 'c1')).toEqual(
          new Map([
            ['x', NOON],
            ['y', NOON + MINUTE],
          ]),
        );
        expect(await ledger.shown('g1', 's2')).toEqual(new Map([['x', NOON]]));
        expect((await ledger.list({ schedule: 's1', limit: 9 })).map(({ subjects }) => subjects)).toEqual([
          ['y'],
          ['x', 'y'],
        ]);
      });

      it('is remembered without a slot as well, and outlasts a slot that failed', async () => {
        await ledger.claim(slotOf({ subjects: ['x'] }), leaseOf('a'));
        await ledger.show('g1', 'c1', ['x', 'y'], NOON + 1);
        await ledger.finish(slotOf(), { state: 'failed', reason: 'no permission' });
        expect(await ledger.shown('g1', 'c1')).toEqual(
          new Map([
            ['x', NOON + 1],
            ['y', NOON + 1],
          ]),
        );
        expect(await ledger.list({ limit: 1 })).toMatchObject([{ state: 'failed' }]);
      });

      it('is forgotten when the slot was not posted after all', async () => {
        await ledger.claim(slotOf({ subjects: ['x'] }), leaseOf('a'));
        await ledger.claim(slotOf({ schedule: 's2', subjects: ['y'] }), leaseOf('a'));
        await ledger.finish(slotOf(), { state: 'failed', reason: 'no permission' });
        await ledger.finish(slotOf({ schedule: 's2' }), { state: 'posted', message: 'm' });
        expect(await ledger.shown('g1', 'c1')).toEqual(new Map([['y', NOON]]));
      });

      it('is forgotten on request, unless it was shown again since', async () => {
        await ledger.show('g1', 'c1', ['x', 'y', 'z'], NOON);
        await ledger.show('g2', 'c1', ['x'], NOON);
        const seen = await ledger.shown('g1', 'c1', ['x', 'y']);
        await ledger.show('g1', 'c1', ['y'], NOON + 1);
        await ledger.forgetShown('g1', 'c1', seen);
        expect([...(await ledger.shown('g1', 'c1')).keys()].sort()).toEqual(['y', 'z']);
        expect([...(await ledger.shown('g2', 'c1')).keys()]).toEqual(['x']);
      });

      it('in one scope before a moment is forgotten in every guild, in other scopes kept', async () => {
        await ledger.show('g1', 'c1', ['old'], NOON);
        await ledger.show('g1', 'c1', ['new'], NOON + 1);
        await ledger.show('g2', 'c1', ['old'], NOON);
        await ledger.show('g1', 'c2', ['old'], NOON);
        await ledger.pruneShown('c1', NOON + 1);
        expect([...(await ledger.shown('g1', 'c1')).keys()]).toEqual(['new']);
        expect([...(await ledger.shown('g2', 'c1')).keys()]).toEqual([]);
        expect([...(await ledger.shown('g1', 'c2')).keys()]).toEqual(['old']);
      });
    });

    it("deletes old rows, but neither what is claimed, nor a schedule's latest, nor what was shown", async () => {
      for (const slot of [NOON, NOON + 1, NOON + 2]) {
        await ledger.claim(slotOf({ slot, subjects: [`x${slot - NOON}`] }), leaseOf('a'));
      }
      await ledger.finish(slotOf(), { state: 'posted', message: 'm' });
      await ledger.finish(slotOf({ slot: NOON + 2 }), { state: 'posted', message: 'm' });
      expect(await ledger.prune(NOON + MINUTE)).toBe(1);
      expect((await ledger.list({ limit: 9 })).map(({ slot }) => slot - NOON)).toEqual([2, 1]);
      expect([...(await ledger.shown('g1', 'c1')).keys()]).toEqual(['x0', 'x1', 'x2']);
    });
  });
}
