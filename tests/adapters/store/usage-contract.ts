import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createUsageLedger,
  type Hold,
  type Payers,
  pruneUsage,
  type UsageBook,
} from '../../../src/domain/model/usage.ts';

/** Two connections to one record of tokens, as two processes have them. */
export interface SharedUsage {
  readonly here: UsageBook;
  readonly there: UsageBook;
  close(): Promise<void>;
}

const LAST_SECOND = Date.UTC(2026, 2, 14, 23, 59, 59);
const DAY_MS = 24 * 60 * 60_000;
const G1 = { guild: 'g1' };

/** What every record of tokens does, whatever stores it. `open` gives an empty one. */
export function describeUsage(name: string, open: () => Promise<SharedUsage>): void {
  describe(name, () => {
    let shared: SharedUsage;
    let now: number;
    beforeEach(async () => {
      now = LAST_SECOND;
      shared = await open();
    });
    afterEach(() => shared.close());

    const openLedger = (guild: number, member = 1_000_000, book = shared.here) =>
      createUsageLedger({ book, clock: { now: () => now } }, { guild, member });
    const hold = async (
      ledger: ReturnType<typeof openLedger>,
      payers: Payers,
      tokens: number,
    ): Promise<Hold> => {
      const held = await ledger.hold(payers, tokens);
      if (typeof held === 'string') throw new Error(`refused for the ${held}`);
      return held;
    };

    it('sets tokens aside before a call and puts the cost in their place after it', async () => {
      const held = await hold(openLedger(1_000), G1, 600);
      const row = { guild: 'g1', day: '2026-03-14' };
      expect(await shared.here.list()).toEqual([
        { ...row, calls: 0, promptTokens: 0, completionTokens: 0, held: 600 },
      ]);
      await held.settle({ promptTokens: 90, completionTokens: 10 });
      expect(await shared.here.list()).toEqual([
        { ...row, calls: 1, promptTokens: 90, completionTokens: 10, held: 0 },
      ]);
    });

    it('refuses what a budget does not allow, for that guild alone', async () => {
      const ledger = openLedger(1_000);
      await hold(ledger, G1, 600);
      expect(await ledger.hold(G1, 401)).toBe('guild');
      await hold(ledger, G1, 400);
      expect(await ledger.hold({ guild: 'g2' }, 1_001)).toBe('guild');
      await hold(ledger, { guild: 'g2' }, 1_000);
    });

    it('refuses a member who has spent their share, in whatever guild, and nobody else', async () => {
      const ledger = openLedger(1_000, 300);
      await (await hold(ledger, { ...G1, member: 'ada' }, 300)).settle({
        promptTokens: 200,
        completionTokens: 0,
      });
      expect(await ledger.hold({ guild: 'g2', member: 'ada' }, 101)).toBe('member');
      await hold(ledger, { guild: 'g2', member: 'ada' }, 100);
      await hold(ledger, { ...G1, member: 'ben' }, 300);
    });

    it('takes nothing of a member for a call that their guild cannot pay', async () => {
      const ledger = openLedger(1_000, 300);
      await hold(ledger, G1, 900);
      expect(await ledger.hold({ ...G1, member: 'ada' }, 300)).toBe('guild');
      await hold(ledger, { guild: 'g2', member: 'ada' }, 300);
    });

    it('never gives out more than the budget to calls of two processes at the same time', async () => {
      const ledgers = [openLedger(1_000), openLedger(1_000, 1_000_000, shared.there)];
      const asked = Array.from({ length: 60 }, (_, n) => ledgers[n % 2]?.hold(G1, 100));
      const holds = (await Promise.all(asked)).filter((one) => typeof one === 'object');
      expect(holds).toHaveLength(10);
      await Promise.all(holds.map((one) => one.settle({ promptTokens: 30, completionTokens: 1 })));
      expect(await shared.there.list()).toMatchObject([
        { calls: 10, promptTokens: 300, completionTokens: 10, held: 0 },
      ]);
      // What was corrected can be spent, by whichever process, and no more than that.
      const again = await Promise.all(Array.from({ length: 20 }, (_, n) => ledgers[n % 2]?.hold(G1, 100)));
      expect(again.filter((one) => typeof one === 'object')).toHaveLength(6);
    });

    it('starts anew at midnight UTC; a call is charged to the day on which it began', async () => {
      const ledger = openLedger(1_000);
      const held = await hold(ledger, G1, 1_000);
      now += 1_000;
      await hold(ledger, G1, 1_000);
      await held.settle({ promptTokens: 5, completionTokens: 5 });
      expect(await shared.here.list()).toMatchObject([
        { day: '2026-03-15', held: 1_000, calls: 0 },
        { day: '2026-03-14', held: 0, calls: 1 },
      ]);
    });

    it('counts what a crash left set aside as spent', async () => {
      await hold(openLedger(1_000), G1, 700);
      expect(await openLedger(1_000).hold(G1, 400)).toBe('guild');
    });

    it('is listed for guilds, the latest day first, and for one when asked so', async () => {
      const ledger = openLedger(Number.POSITIVE_INFINITY);
      for (const guild of ['g2', 'g1']) await hold(ledger, { guild, member: 'ada' }, 1);
      expect((await shared.here.list()).map(({ guild }) => guild)).toEqual(['g1', 'g2']);
      expect((await shared.here.list('g2')).map(({ guild }) => guild)).toEqual(['g2']);
    });

    it('keeps what members spent for two days, and what guilds did for 400', async () => {
      await hold(openLedger(1_000), { ...G1, member: 'ada' }, 5);
      expect(await pruneUsage(shared.here, now + 2 * DAY_MS)).toBe(0);
      expect(await pruneUsage(shared.here, now + 3 * DAY_MS)).toBe(1);
      expect(await shared.here.list()).toHaveLength(1);
      expect(await pruneUsage(shared.here, now + 401 * DAY_MS)).toBe(1);
      expect(await shared.here.list()).toEqual([]);
    });
  });
}
