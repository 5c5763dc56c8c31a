import { expect, it } from 'vitest';
import { shareReads } from '../../../src/adapters/archive/sqlite/shared-reads.ts';
import type { OperationCaller } from '../../../src/adapters/archive/sqlite/thread-client.ts';

/** An archive whose reads end when they are told to. */
function openSlowly() {
  const asked: { readonly args: readonly unknown[]; readonly end: PromiseWithResolvers<unknown> }[] = [];
  const call = ((_name: string, ...args: unknown[]) => {
    const end = Promise.withResolvers<unknown>();
    asked.push({ args, end });
    return end.promise;
  }) as OperationCaller['call'];
  return { asked, reads: shareReads({ call }) };
}

it('members who ask for the same at the same time share one read, those of another server have their own', async () => {
  const { asked, reads } = openSlowly();
  const both = Promise.all([
    reads.call('get', { guild: 'g1' }, 'a'),
    reads.call('get', { guild: 'g1' }, 'a'),
  ]);
  const other = reads.call('get', { guild: 'g2' }, 'a');
  expect(asked.map(({ args }) => args)).toEqual([
    [{ guild: 'g1' }, 'a'],
    [{ guild: 'g2' }, 'a'],
  ]);
  asked[0]?.end.resolve({ id: 'a' });
  asked[1]?.end.resolve(undefined);
  expect([await both, await other]).toEqual([[{ id: 'a' }, { id: 'a' }], undefined]);
  void reads.call('get', { guild: 'g1' }, 'a');
  expect(asked).toHaveLength(3);
});

it('whoever asks after a write reads what was written, though an older read is under way', async () => {
  const { asked, reads } = openSlowly();
  const before = reads.call('get', {}, 'a');
  reads.renew();
  const after = reads.call('get', {}, 'a');
  asked[0]?.end.resolve({ hash: 'old' });
  expect(await before).toEqual({ hash: 'old' });
  const joined = reads.call('get', {}, 'a');
  asked[1]?.end.resolve({ hash: 'new' });
  expect([await after, await joined]).toEqual([{ hash: 'new' }, { hash: 'new' }]);
  expect(asked).toHaveLength(2);
});

it('a read that fails fails for all who share it, and the next one is a read of its own', async () => {
  const { asked, reads } = openSlowly();
  const both = [reads.call('get', {}, 'a'), reads.call('get', {}, 'a')];
  asked[0]?.end.reject(new Error('damaged'));
  for (const { status } of await Promise.allSettled(both)) expect(status).toBe('rejected');
  void reads.call('get', {}, 'a');
  expect(asked).toHaveLength(2);
});
