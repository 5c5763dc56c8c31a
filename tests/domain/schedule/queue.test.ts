import { expect, it } from 'vitest';
import { createSharedRuns } from '../../../src/domain/schedule/queue.ts';

function setStage() {
  const runs: PromiseWithResolvers<void>[] = [];
  const ask = createSharedRuns(() => {
    const run = Promise.withResolvers<void>();
    runs.push(run);
    return run.promise;
  });
  return { runs, ask };
}

it('does the same work once more for all who ask while it runs, however many they are', async () => {
  const { runs, ask } = setStage();
  const first = ask();
  const later = [ask(), ask(), ask()];
  expect(runs).toHaveLength(1);
  runs[0]?.resolve();
  await first;
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.resolve();
  await Promise.all(later);
  expect(runs).toHaveLength(2);
});

it('runs once at a time also for whoever asks again as soon as a run has ended', async () => {
  const { runs, ask } = setStage();
  const again = ask().then(ask);
  const later = ask();
  runs[0]?.resolve();
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.resolve();
  await Promise.all([again, later]);
  expect(runs).toHaveLength(2);
});

it('tells each who asked what became of their run, and goes on after a failed one', async () => {
  const { runs, ask } = setStage();
  const first = ask();
  const second = ask();
  runs[0]?.reject(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.resolve();
  await second;
  const third = ask();
  expect(runs).toHaveLength(3);
  runs[2]?.resolve();
  await third;
});
