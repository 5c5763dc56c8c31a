import { afterEach, beforeEach, expect, it } from 'vitest';
import { createIdentifyTurns } from '../../../../src/adapters/discord/gateway/identify-turns.ts';
import { openStore, type Store } from '../../../../src/adapters/store/store.ts';
import { createRecordingLog } from '../../../fixtures/log.ts';

const SPACING_MS = 5_500;
/** Nobody stands in line here: what each is told is enough. */
const AT_ONCE = AbortSignal.abort();
const clock = { time: 1_000_000, now: () => clock.time };
let store: Store;
let waits: number[];
let resets: number[];
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  [waits, resets] = [[], []];
});
afterEach(() => store.close());

/** A process of the bot; it asks Discord, which allows `buckets` shards at a time and `remaining` more starts. */
async function startProcess(buckets: number, remaining = 1000) {
  const limit = { total: 1000, remaining, reset_after: 3_600_000, max_concurrency: buckets };
  const manager = {
    fetchGatewayInformation: async () => ({ url: '', shards: 1, session_start_limit: limit }),
  };
  const turns = await createIdentifyTurns(manager, {
    ...{ store: store.values, clock, log: createRecordingLog() },
    onTurn: (waitMs) => void waits.push(waitMs),
    onUsedUp: (resetMs) => void resets.push(resetMs),
  });
  return (shard: number, signal = AT_ONCE) => turns.waitForIdentify(shard, signal).catch(() => undefined);
}

it('shards of one bucket get one turn after the other, whichever process has them; other buckets do not wait for them', async () => {
  const [here, there] = [await startProcess(2), await startProcess(2)];
  for (const turn of [() => here(0), () => there(2), () => here(4), () => there(1)]) await turn();
  expect(waits).toEqual([0, SPACING_MS, 2 * SPACING_MS, 0]);
});

it('a turn that was given before the clock was set back counts no more', async () => {
  const identify = await startProcess(1);
  await identify(0);
  clock.time -= 24 * 60 * 60_000;
  await identify(1);
  expect(waits).toEqual([0, 0]);
});

it('while the store is away, a process keeps to turns among its own shards', async () => {
  const identify = await startProcess(1);
  await store.close();
  await identify(0);
  await identify(1);
  expect(waits).toEqual([0, SPACING_MS]);
  store = await openStore('sqlite::memory:');
});

it('no shard identifies where no start is left, and it is told until when', async () => {
  const identify = await startProcess(1, 0);
  const leaving = new AbortController();
  const waiting = identify(0, leaving.signal);
  await expect.poll(() => resets).toEqual([3_600_000]);
  leaving.abort();
  await waiting;
});
