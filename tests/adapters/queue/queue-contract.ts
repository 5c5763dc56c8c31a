import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentLogFields, withLogFields } from '../../../src/adapters/log-context.ts';
import type { JobQueue, QueuePolicy } from '../../../src/domain/jobs.ts';

/** Two processes' views of one queue; the same twice where jobs live in one process. */
export interface SharedQueue {
  readonly here: JobQueue;
  readonly there: JobQueue;
  close(): Promise<void>;
}

const POLICY: QueuePolicy = {
  tries: 3,
  firstWaitMs: 10,
  longestWaitMs: 1000,
  concurrency: 4,
  withinMs: 60_000,
};
const PATIENCE = { timeout: 20_000 };

/** What every queue of jobs does, whatever keeps it. `open` gives an empty one. */
export function describeQueue(name: string, open: () => Promise<SharedQueue>): void {
  describe(name, () => {
    let shared: SharedQueue;
    beforeEach(async () => {
      shared = await open();
    });
    afterEach(() => shared.close());
    const isOne = () => shared.here === shared.there;

    it('logs a job with what those who added it are logged with, whoever does it', async () => {
      const { here, there } = shared;
      const seen: [unknown, object][] = [];
      const work = async (data: Readonly<Record<string, unknown>>) =>
        void seen.push([data, currentLogFields()]);
      await here.work('polls', POLICY, work);
      if (!isOne()) await there.work('polls', POLICY, work);
      await withLogFields({ interaction: '7' }, () => here.add('polls', 'asked for', { n: 1 }));
      await here.add('polls', 'due', { n: 2 });
      await expect.poll(() => seen.length, PATIENCE).toBe(2);
      expect(seen).toContainEqual([{ n: 1 }, { interaction: '7' }]);
      expect(seen).toContainEqual([{ n: 2 }, {}]);
    });

    it('gives each job to one worker only, among all processes', async () => {
      const { here, there } = shared;
      const done: string[] = [];
      const work = async ({ key }: Readonly<Record<string, unknown>>) => void done.push(String(key));
      await here.work('polls', POLICY, work);
      if (!isOne()) await there.work('polls', POLICY, work);
      const keys = Array.from({ length: 30 }, (_, index) => `feed ${index}`);
      await Promise.all(keys.map((key, index) => (index % 2 ? here : there).add('polls', key, { key })));
      await expect.poll(() => done.length, PATIENCE).toBe(30);
      expect(new Set(done)).toEqual(new Set(keys));
    });

    it('adds no job under a key that waits or runs, and one again afterwards', async () => {
      const { here, there } = shared;
      const gate = Promise.withResolvers<void>();
      let begun = 0;
      await here.work('polls', POLICY, async () => {
        begun += 1;
        await gate.promise;
      });
      expect(await here.add('polls', 'a', {})).toBe(true);
      await expect.poll(() => begun, PATIENCE).toBe(1);
      expect(await there.add('polls', 'a', {})).toBe(false);
      expect(await there.add('polls', 'b', {}, 60_000)).toBe(true);
      expect(await here.add('polls', 'b', {})).toBe(false);
      gate.resolve();
      await expect.poll(() => there.add('polls', 'a', {}), PATIENCE).toBe(true);
      await expect.poll(() => begun, PATIENCE).toBe(2);
    });

    it('tries a failing job again, and sets it aside with its last fault when it never succeeds', async () => {
      const { here, there } = shared;
      let tries = 0;
      const last: number[] = [];
      await here.work('polls', POLICY, async ({ poison }, { isLast }) => {
        tries += 1;
        if (isLast) last.push(tries);
        if (poison || tries < 2) throw new Error(`fault ${tries}`);
      });
      await here.add('polls', 'mends', {});
      await expect.poll(() => tries, PATIENCE).toBe(2);
      expect(await there.dead(10)).toEqual([]);
      await here.add('polls', 'poison', { poison: true });
      await expect
        .poll(() => there.dead(10), PATIENCE)
        .toMatchObject([{ queue: 'polls', key: 'poison', data: { poison: true }, reason: 'fault 5' }]);
      expect(tries).toBe(5);
      expect(last).toEqual([5]);
    });

    it('puts a dead job back into its queue when it is told to', async () => {
      const { here, there } = shared;
      const faults = [new Error('not yet')];
      const done: unknown[] = [];
      await here.work('polls', { ...POLICY, tries: 1 }, async (data) => {
        const fault = faults.pop();
        if (fault) throw fault;
        done.push(data);
      });
      await here.add('polls', 'a', { n: 1 });
      await expect.poll(() => there.dead(10), PATIENCE).toHaveLength(1);
      const [dead] = await there.dead(10);
      expect(await there.retry('no such job')).toBe(false);
      expect(await there.retry(dead?.id ?? '')).toBe(true);
      await expect.poll(() => done, PATIENCE).toEqual([{ n: 1 }]);
      expect(await here.dead(10)).toEqual([]);
      expect(await here.retry(dead?.id ?? '')).toBe(false);
    });

    it('works on no more jobs at once than the policy allows', async () => {
      const { here } = shared;
      let running = 0;
      let most = 0;
      let done = 0;
      const gate = Promise.withResolvers<void>();
      await here.work('polls', { ...POLICY, concurrency: 2 }, async () => {
        running += 1;
        most = Math.max(most, running);
        await gate.promise;
        running -= 1;
        done += 1;
      });
      for (const key of ['a', 'b', 'c', 'd']) await here.add('polls', key, {});
      await expect.poll(() => running, PATIENCE).toBe(2);
      gate.resolve();
      await expect.poll(() => done, PATIENCE).toBe(4);
      expect(most).toBe(2);
    });

    it('tells how many jobs wait', async () => {
      const { here } = shared;
      const gate = Promise.withResolvers<void>();
      await here.work('polls', { ...POLICY, concurrency: 1 }, () => gate.promise);
      for (const key of ['a', 'b', 'c']) await here.add('polls', key, {});
      const waiting = async () => (await here.depths()).get('polls')?.waiting;
      await expect.poll(waiting, PATIENCE).toBe(2);
      gate.resolve();
      await expect.poll(waiting, PATIENCE).toBe(0);
    });

    it('lets a running job end when it is closed, and tells it so', async () => {
      const { here } = shared;
      const begun = Promise.withResolvers<void>();
      let ended = false;
      await here.work('polls', POLICY, async (_, { signal }) => {
        begun.resolve();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        ended = true;
      });
      await here.add('polls', 'a', {});
      await begun.promise;
      await here.close(5000);
      expect(ended).toBe(true);
    });
  });
}
