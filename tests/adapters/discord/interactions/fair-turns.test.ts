import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFairTurns } from '../../../../src/adapters/discord/interactions/fair-turns.ts';
import { UserError } from '../../../../src/domain/errors.ts';

const LIMITS = {
  share: 1,
  member: { atOnce: 2, alone: 2, waiting: 3 },
  guild: { atOnce: 3, alone: 3, waiting: 4 },
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Turns, and work that goes on until it is ended; `running` tells whose goes on. */
function open() {
  const turns = createFairTurns(LIMITS);
  const running: string[] = [];
  const ends: (() => void)[] = [];
  const begin = (user: string, guild?: string) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    return turns.run({ user, ...(guild !== undefined && { guild }) }, async () => {
      running.push(user);
      ends.push(resolve);
      await promise;
      running.splice(running.indexOf(user), 1);
      return user;
    });
  };
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return {
    begin,
    running,
    async endFirst() {
      ends.shift()?.();
      await settle();
    },
    settle,
  };
}

describe('a member who floods', () => {
  it('has two things done at a time, the others in their order, and is refused what is too much', async () => {
    const { begin, running, endFirst, settle } = open();
    const answers = Array.from({ length: 5 }, () => begin('ada'));
    await settle();
    expect(running).toEqual(['ada', 'ada']);
    const refusal = await begin('ada').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UserError);
    expect(String(refusal)).toMatch(/You have more than 3 requests under way/);
    for (const _ of answers) await endFirst();
    expect(await Promise.all(answers)).toEqual(Array(5).fill('ada'));
    const last = begin('ada');
    await settle();
    await endFirst();
    expect(await last).toBe('ada');
  });

  it('holds up nobody else, in the same server or elsewhere', async () => {
    const { begin, running, settle } = open();
    for (let n = 0; n < 4; n += 1) void begin('ada', 'g1');
    await settle();
    void begin('ben', 'g1');
    void begin('cleo');
    void begin('ada');
    await settle();
    expect(running).toEqual(['ada', 'ada', 'ben', 'cleo']);
  });
});

it('a server that floods has three things done at a time, and is refused what is too much', async () => {
  const { begin, running, endFirst, settle } = open();
  for (const user of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) void begin(user, 'g1');
  await settle();
  expect(running).toEqual(['a', 'b', 'c']);
  await expect(begin('h', 'g1')).rejects.toThrow(/This server has more than 4 requests under way/);
  void begin('h', 'g2');
  await settle();
  expect(running).toEqual(['a', 'b', 'c', 'h']);
  await endFirst();
  expect(running).toEqual(['b', 'c', 'h', 'd']);
});

it('who is alone has as much done at a time as the machine bears', async () => {
  const turns = createFairTurns({ ...LIMITS, member: { atOnce: 1, alone: 9, waiting: 9 } });
  const running: string[] = [];
  const ask = (user: string) =>
    void turns.run({ user, guild: user }, async () => {
      running.push(user);
      await new Promise(() => undefined);
    });
  for (const user of ['ada', 'ada', 'ada', 'ben', 'ada']) ask(user);
  await vi.advanceTimersByTimeAsync(0);
  expect(running).toEqual(['ada', 'ada', 'ada', 'ben']);
});

it('work that fails gives its turn on', async () => {
  const turns = createFairTurns({ ...LIMITS, member: { atOnce: 1, alone: 1, waiting: 1 } });
  const failing = turns.run({ user: 'ada' }, () => Promise.reject(new Error('broken')));
  const next = turns.run({ user: 'ada' }, async () => 'done');
  await expect(failing).rejects.toThrow('broken');
  await vi.advanceTimersByTimeAsync(0);
  expect(await next).toBe('done');
});

describe('who has more waiting', () => {
  const limits = { ...LIMITS, share: 0.25, member: { atOnce: 1, alone: 1, waiting: 9 } };
  /** Three pieces of work of Ada's, 20 ms each; `begun` tells when. */
  function flood() {
    const turns = createFairTurns(limits);
    const from = performance.now();
    const begun: [string, number][] = [];
    const ask = (name: string, user: string) =>
      void turns.run({ user, guild: user }, async () => {
        begun.push([name, performance.now() - from]);
        await new Promise((done) => setTimeout(done, 20));
      });
    for (const name of ['a1', 'a2', 'a3']) ask(name, 'ada');
    return { ask, begun };
  }

  it('rests while others ask, so that a quarter of the time is theirs, and others do not', async () => {
    const { ask, begun } = flood();
    ask('b1', 'ben');
    await vi.advanceTimersByTimeAsync(50);
    ask('b2', 'ben');
    await vi.advanceTimersByTimeAsync(200);
    expect(begun).toEqual([
      ['a1', 0],
      ['b1', 0],
      ['b2', 50],
      ['a2', 80],
      ['a3', 160],
    ]);
  });

  it('goes on at once where nobody else has asked for a second', async () => {
    const { begun } = flood();
    await vi.advanceTimersByTimeAsync(100);
    expect(begun.map(([, at]) => at)).toEqual([0, 20, 40]);
  });
});
