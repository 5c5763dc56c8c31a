import { expect, it } from 'vitest';
import { createTurns } from '../../../src/adapters/archive/sqlite/turns.ts';

it('hands out what waits in turn by whose it is, and each owner’s in its order', () => {
  const turns = createTurns<string>();
  for (const thing of ['a1', 'a2', 'a3', 'a4']) turns.add('a', thing);
  turns.add('b', 'b1');
  expect([turns.next(), turns.next(), turns.next()]).toEqual(['a1', 'b1', 'a2']);
  turns.add('b', 'b2');
  turns.add('c', 'c1');
  expect(turns.waiting()).toBe(4);
  expect([turns.next(), turns.next(), turns.next(), turns.next()]).toEqual(['a3', 'b2', 'c1', 'a4']);
  expect([turns.next(), turns.waiting()]).toEqual([undefined, 0]);
});
