import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SharedStore } from '../../../src/domain/ports.ts';

/** Two connections to one store, as two processes have them. */
export interface SharedPair {
  readonly here: SharedStore;
  readonly there: SharedStore;
  close(): Promise<void>;
}

/** What every store does whose values several processes change. `open` gives an empty one. */
export function describeSharedStore(name: string, open: () => Promise<SharedPair>): void {
  describe(name, () => {
    let pair: SharedPair;
    beforeEach(async () => {
      pair = await open();
    });
    afterEach(() => pair.close());

    it('loses no change of two processes that change one value at the same time', async () => {
      const add = (store: SharedStore, n: number) =>
        store.change<number[], number>('list', (list = []) => [[...list, n], list.length]);
      const sizes = await Promise.all(
        Array.from({ length: 30 }, (_, n) => add(n % 2 ? pair.here : pair.there, n)),
      );
      expect(new Set(await pair.here.get<number[]>('list'))).toEqual(new Set(sizes));
      expect(await pair.there.get<number[]>('list')).toHaveLength(30);
    });

    it('makes a value that is not there, and deletes one', async () => {
      await pair.here.change('one', (value) => [{ was: value ?? null }, undefined]);
      expect(await pair.there.get('one')).toEqual({ was: null });
      expect(await pair.there.change('one', (value) => [undefined, value])).toEqual({ was: null });
      expect(await pair.here.keys('')).toEqual([]);
      expect(await pair.here.change('one', (value) => [undefined, value])).toBeUndefined();
    });

    it('takes a value whose time is over for one that is not there, and keeps the new one', async () => {
      await pair.here.set('brief', 1, 1);
      await expect.poll(() => pair.here.get('brief')).toBeUndefined();
      expect(await pair.there.change('brief', (value) => [2, value])).toBeUndefined();
      expect(await pair.here.get('brief')).toBe(2);
    });

    it('changes nothing when the change itself fails, and says so as it was said', async () => {
      await pair.here.set('kept', ':text');
      const fault = new RangeError('no');
      const refuse = () => {
        throw fault;
      };
      await expect(pair.here.change('kept', refuse)).rejects.toBe(fault);
      expect(await pair.here.change('kept', (value) => [value, value])).toBe(':text');
      expect(await pair.there.get('kept')).toBe(':text');
    });
  });
}
