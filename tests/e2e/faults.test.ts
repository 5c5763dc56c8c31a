import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createGate, createWorkCommand, echoCommand, slowed } from '../fixtures/test-commands.ts';
import { createStage, type Stage, seen } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await createStage({ interactionDeadlineMs: 1000 });
});
afterEach(() => stage.close());

const echo = (text = 'Hello') =>
  stage.loopback.runCommand({ channel: stage.channel, user: stage.ada, name: 'echo', options: { text } });
/** `/echo` with work that takes so long that Discord is promised an answer first. */
async function echoSlowly(text = 'Hello') {
  const gate = createGate();
  await stage.start([slowed(echoCommand, gate)]);
  const handle = echo(text);
  expect(await handle.outcome).toMatchObject({ kind: 'acknowledged', type: 5 });
  return { handle, open: gate.open };
}
const send = (payload: Record<string, unknown>) =>
  stage.loopback.sendInteraction({ channel: stage.channel, user: stage.ada, payload });
const errors = () => stage.log.lines.filter(({ level }) => level === 'error');
const until = async (test: () => boolean) => expect.poll(test, { timeout: 5000, interval: 10 }).toBe(true);

/** Neither a member's words nor tokens, which all begin alike, are in the log. */
function expectNoSecrets(words: string): void {
  const text = JSON.stringify(stage.log.lines);
  for (const secret of [words, 'aW50ZXJhY3Rpb24']) expect(text).not.toContain(secret);
}

describe('an answer', () => {
  it.each([
    ['a 500', { kind: 'respond', status: 500 }],
    ['a 503 after it was carried out', { kind: 'respond', when: 'after', status: 503 }],
    ['a cut connection', { kind: 'drop' }],
    ['a connection that is cut after it was carried out', { kind: 'drop', when: 'after' }],
    [
      'a rate limit',
      {
        kind: 'respond',
        status: 429,
        body: { message: 'slow down', retry_after: 0.2, global: false },
        headers: { 'retry-after': '0.2' },
      },
    ],
  ] as const)('comes in spite of %s on its edit', async (_what, action) => {
    const { handle, open } = await echoSlowly();
    const fault = stage.loopback.fault({ method: 'PATCH', path: '/webhooks/', times: 1, action });
    open();
    expect(seen((await handle.reply()).message)).toContain('Hello');
    expect(fault.hits).toBe(1);
    expect(errors()).toEqual([]);
    expect(stage.loopback.messages(stage.channel)).toHaveLength(1);
  });

  it('comes in spite of a fault on the acknowledgement, even one that came after it was taken', async () => {
    await stage.start([echoCommand]);
    for (const when of ['before', 'after'] as const) {
      stage.loopback.fault({ path: '/callback', action: { kind: 'drop', when } });
      expect(seen((await echo(when).reply()).message)).toContain(when);
    }
    expect(stage.loopback.messages(stage.channel)).toHaveLength(2);
  });

  it('that Discord keeps failing to take becomes a line to its user alone', async () => {
    const { handle, open } = await echoSlowly();
    const fault = stage.loopback.fault({
      method: 'PATCH',
      times: 4,
      action: { kind: 'respond', status: 500 },
    });
    open();
    const { message, visibleTo } = await handle.reply();
    expect([fault.hits, visibleTo]).toEqual([4, stage.ada]);
    expect(seen(message)).toContain('Something went wrong.');
    expect(errors()).toHaveLength(1);
  });

  it('that cannot be shown in any way is logged, and the next one comes', async () => {
    const { open } = await echoSlowly('a secret of Ada');
    const fault = stage.loopback.fault({ path: '/webhooks/', times: 99, action: { kind: 'drop' } });
    open();
    await until(() => errors().length === 2);
    fault.remove();
    expect(seen((await echo().reply()).message)).toContain('Hello');
    expectNoSecrets('a secret of Ada');
  });

  it.each([
    ['at once', '/callback'],
    ['as an edit', '@original'],
  ])('that Discord refuses %s is replaced by a line with a reference', async (_how, path) => {
    const refusal = { code: 50035, message: 'Invalid Form Body' };
    const refuse = () =>
      stage.loopback.fault({ path, action: { kind: 'respond', status: 400, body: refusal } });
    if (path === '/callback') {
      await stage.start([echoCommand]);
      refuse();
      const { message, visibleTo } = await echo('a secret of Ada').reply();
      expect([seen(message), visibleTo]).toEqual([
        expect.stringContaining('Something went wrong.'),
        stage.ada,
      ]);
    } else {
      const { handle, open } = await echoSlowly('a secret of Ada');
      refuse();
      open();
      expect(seen((await handle.reply()).message)).toContain('Something went wrong.');
    }
    expect(errors()).toHaveLength(1);
    expectNoSecrets('a secret of Ada');
  });

  it('to a token that is dead is logged once and not tried again', async () => {
    const gate = createGate();
    await stage.start([createWorkCommand(() => gate.pass())]);
    const work = stage.loopback.runCommand({ channel: stage.channel, user: stage.ada, name: 'work' });
    await gate.reached;
    const dead = { code: 50027, message: 'Invalid Webhook Token' };
    const fault = stage.loopback.fault({
      path: '/webhooks/',
      times: 99,
      action: { kind: 'respond', status: 401, body: dead },
    });
    gate.open();
    await until(() => stage.log.lines.some(({ message }) => message.includes('in time')));
    expect(stage.log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
    expect(errors()).toEqual([]);
    expect(fault.hits).toBeLessThanOrEqual(3);
    fault.remove();
    expect(await work.outcome).toMatchObject({ kind: 'acknowledged' });
  });
});

describe('an acknowledgement that comes too late', () => {
  it('is the end of it: nothing else is sent, and the log says so once', async () => {
    await stage.start([echoCommand]);
    const before = stage.loopback.requests.length;
    stage.loopback.fault({
      path: '/callback',
      action: { kind: 'respond', status: 404, body: { code: 10062, message: 'Unknown interaction' } },
    });
    expect(await echo().outcome).toMatchObject({ kind: 'failed', reason: 'timeout' });
    expect(stage.loopback.requests.length - before).toBe(1);
    expect(stage.log.lines.filter(({ level }) => level === 'warn' || level === 'error')).toHaveLength(1);
  });
});

describe('a malformed interaction', () => {
  it('is answered with a line where that is possible, and harms nothing', async () => {
    await stage.start([echoCommand]);
    const option = (value: unknown) => ({
      name: 'echo',
      type: 1,
      options: [{ type: 3, name: 'text', value }],
    });
    const malformed: Record<string, unknown>[] = [
      { data: undefined },
      { data: { options: 'none' } },
      { type: 2, data: option({ deep: [] }) },
      { type: 2, member: undefined, user: undefined, data: option('x') },
      { type: 3, data: { component_type: 2, custom_id: 5 }, message: {} },
      { type: 3, data: { component_type: 3, custom_id: 'p1|a|b', values: ['x'] }, message: {} },
      { type: 3, data: { component_type: 2, custom_id: 'p1|a|b' } },
      { type: 5, data: { custom_id: 'modal' } },
      {
        type: 5,
        data: { custom_id: 'modal', components: [{ type: 18, component: { type: 4, value: 'x' } }] },
      },
      { type: 5, data: { custom_id: 'modal', components: [{ type: 1, components: [{ type: 4 }] }] } },
      { type: 2, guild_id: { $ne: 1 }, data: option('x') },
    ];
    for (const payload of malformed) {
      const { message, visibleTo } = await send(payload).reply();
      expect([payload, seen(message), visibleTo]).toEqual([
        payload,
        'Discord sent a request that this bot does not understand.',
        stage.ada,
      ]);
    }
    const typing = stage.loopback.sendInteraction({
      channel: stage.channel,
      user: stage.ada,
      payload: { type: 4, data: { name: 'echo' } },
    });
    expect(await typing.choices()).toEqual([]);
    expect(seen((await echo().reply()).message)).toContain('Hello');
    expect(errors()).toEqual([]);
  });

  it.each([
    { type: 99, data: {} },
    { token: undefined, data: {} },
    { id: 'x' },
    { token: '../../channels', data: {} },
    { type: 1 },
    { entitlements: undefined, authorizing_integration_owners: 3, channel: 'no', data: null },
  ])('such as %j does not end the bot', async (payload) => {
    await stage.start([echoCommand]);
    send(payload);
    expect(seen((await echo().reply()).message)).toContain('Hello');
    expect(errors()).toEqual([]);
  });
});
