import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FaultAction } from '../../src/playground/loopback/faults.ts';
import { createGate, echoCommand, failCommand, slowed } from '../fixtures/test-commands.ts';
import { createStage, type Stage, seen } from './stage.ts';

let stage: Stage;
let runs: number;
beforeEach(async () => {
  stage = await createStage();
  runs = 0;
  const run: typeof echoCommand.run = (invocation) => {
    runs += 1;
    return echoCommand.run(invocation);
  };
  await stage.start([{ ...echoCommand, run }, failCommand]);
});
afterEach(() => stage.close());

const LONG = 'The council of the harbour town met for hours. '.repeat(120).trim();
const LOST: FaultAction = { kind: 'drop', when: 'after' };
const run = (name: string, options: Record<string, string | boolean> = {}) =>
  stage.loopback.runCommand({ channel: stage.channel, user: stage.ada, name, options });
const shownOnce = () => {
  const messages = stage.loopback.messages(stage.channel).map(({ message }) => message);
  return seen(...messages).split('The council of the harbour town').length - 1;
};
const isLast = (message: APIMessage) => seen(message).includes('paragraph 1 of its story');

describe('a further part of an answer', () => {
  /** How often its text stands in the whole answer when nothing fails. */
  const WHOLE = 120 * 7;

  it.each([
    ['is lost', LOST],
    ['is a 502 after Discord did it', { kind: 'respond', when: 'after', status: 502 }],
    ['is lost with the message itself', { kind: 'drop' }],
    ['is a 500 in place of the message', { kind: 'respond', status: 500 }],
  ] as const)('that all see is shown once where the answer to it %s', async (_, action) => {
    const fault = stage.loopback.fault({ method: 'POST', path: '/webhooks/', times: 2, action });
    await run('echo', { text: LONG }).reply(isLast);
    expect(fault.hits).toBe(2);
    expect(shownOnce()).toBe(WHOLE);
  });

  it('that only its member sees is not shown twice', async () => {
    const fault = stage.loopback.fault({ method: 'POST', path: '/webhooks/', times: 2, action: LOST });
    await run('echo', { text: LONG, private: true }).reply(isLast);
    expect(fault.hits).toBe(2);
    expect(shownOnce()).toBe(WHOLE);
    expect(stage.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(2);
  });
});

describe('a line to a member alone, in place of a public answer', () => {
  it('is shown though Discord’s answer to the removal of that one was lost', async () => {
    const gate = createGate();
    await stage.stop();
    await stage.start([slowed(failCommand, gate)]);
    const fault = stage.loopback.fault({ method: 'DELETE', action: LOST });
    const failed = run('fail', { how: 'user' });
    // Discord was promised a public answer.
    expect(await failed.outcome).toMatchObject({ type: 5 });
    gate.open();
    const { message, visibleTo } = await failed.reply((one) => seen(one) !== '');
    expect([fault.hits, visibleTo, seen(message)]).toEqual([1, stage.ada, 'There is no story *like* that.']);
    expect(stage.loopback.messages(stage.channel)).toHaveLength(1);
  });
});

describe('an acknowledgement', () => {
  const everyCallback = (action: FaultAction, times = Number.POSITIVE_INFINITY) =>
    stage.loopback.fault({ path: '/callback', times, action });

  it('that took effect is followed by the answer, though Discord never says so', async () => {
    everyCallback({ kind: 'hang', when: 'after' });
    expect(seen((await run('echo', { text: 'Hello' }).reply()).message)).toContain('Hello');
    expect(runs).toBe(1);
  });

  it('that never arrived ends it: nothing else is sent', async () => {
    everyCallback({ kind: 'drop' });
    expect(await run('echo', { text: 'Hello' }).outcome).toMatchObject({ kind: 'failed' });
    await expect
      .poll(() => stage.log.lines.map(({ message }) => message), { timeout: 5000 })
      .toContainEqual(expect.stringContaining('could not be answered in time'));
    const sent = stage.loopback.requests.filter(
      ({ method, path }) => method !== 'GET' && path.includes('/webhooks/'),
    );
    expect(sent).toEqual([]);
  });

  it('is tried for as long as there is time', async () => {
    const fault = everyCallback({ kind: 'respond', status: 500 }, 5);
    expect(seen((await run('echo', { text: 'Hello' }).reply()).message)).toContain('Hello');
    expect(fault.hits).toBe(5);
  });

  it('whose connection hangs is sent over another one', async () => {
    everyCallback({ kind: 'hang' }, 1);
    expect(seen((await run('echo', { text: 'Hello' }).reply()).message)).toContain('Hello');
  });

  const limit = (seconds: number): FaultAction => ({
    kind: 'respond',
    status: 429,
    body: { message: 'slow down', retry_after: seconds, global: false },
    headers: { 'retry-after': String(seconds) },
  });

  it('waits for a rate limit that ends in time', async () => {
    const fault = everyCallback(limit(1), 1);
    expect(seen((await run('echo', { text: 'Hello' }).reply()).message)).toContain('Hello');
    expect(fault.hits).toBe(1);
  });

  it('does not wait for one that does not', async () => {
    const fault = everyCallback(limit(10));
    const late = run('echo', { text: 'Hello' });
    await expect
      .poll(() => stage.log.lines.map(({ message }) => message), { timeout: 1000 })
      .toContainEqual(expect.stringContaining('could not be answered in time'));
    expect(fault.hits).toBe(1);
    expect(await late.outcome).toMatchObject({ kind: 'failed' });
  });
});
