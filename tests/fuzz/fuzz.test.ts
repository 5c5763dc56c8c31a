import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

it('acknowledges every interaction, and lets none do or show what its sender may not', async () => {
  const verdict = await fuzz({ seed: 9, interactions: 500, forgeries: 200, withinMs: 120_000 });
  const { changes, buttons, ...judged } = verdict;
  expect(changes).toBeGreaterThan(0);
  expect(buttons).toBeGreaterThan(100);
  expect(judged).toEqual({
    ...{ sent: 700, forgeries: 200 },
    ...{ unacknowledged: [], effectsWithoutPermission: [], crossServerWrites: [], crossServerReads: [] },
    ...{ invalidRequests: [], internalErrors: [] },
  });
}, 180_000);
