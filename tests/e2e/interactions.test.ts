import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  countCommand,
  createGate,
  createWorkCommand,
  echoCommand,
  failCommand,
  slowed,
} from '../fixtures/test-commands.ts';
import { buttonId, createStage, type Stage, seen } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await createStage();
});
afterEach(() => stage.close());

const EPHEMERAL = 64;
const run = (name: string, options: Record<string, string | boolean> = {}, user = stage.ada) =>
  stage.loopback.runCommand({ channel: stage.channel, user, name, options });
const press = (message: string, customId: string, user = stage.ada) =>
  stage.loopback.press({ message, customId, user });

describe('a command', () => {
  it('that is quick is answered at once, with one request', async () => {
    await stage.start([echoCommand]);
    const before = stage.loopback.requests.length;
    const echo = run('echo', { text: 'Hello' });
    expect(await echo.outcome).toMatchObject({ kind: 'acknowledged', type: 4 });
    expect(stage.loopback.requests.length - before).toBe(1);
    const { message, visibleTo } = await echo.reply();
    expect(visibleTo).toBeUndefined();
    expect(seen(message)).toBe(
      'Hello\nText: Hello Hello\nHello\nHello\nHello\nHello [1, 2] · [1] = paragraph 1 of its story',
    );
  });

  it('that takes long is acknowledged with a deferred reply, which its answer replaces', async () => {
    const gate = createGate();
    await stage.start([slowed(echoCommand, gate)]);
    const echo = run('echo', { text: 'Hello' });
    expect(await echo.outcome).toMatchObject({ kind: 'acknowledged', type: 5 });
    gate.open();
    expect(seen((await echo.reply()).message)).toMatch(/^Hello/);
    expect(stage.loopback.messages(stage.channel)).toHaveLength(1);
  });

  it('answers in private when the command says so', async () => {
    await stage.start([echoCommand]);
    const { message, visibleTo } = await run('echo', { text: 'Hello', private: true }).reply();
    expect(visibleTo).toBe(stage.ada);
    expect(message.flags).toBe((1 << 15) | EPHEMERAL);
  });

  it('answers a long text completely, over follow-ups as private as the reply', async () => {
    await stage.start([echoCommand]);
    const text = 'The council of the harbour town met for hours. '.repeat(120).trim();
    const echo = run('echo', { text, private: true });
    await echo.reply((message) => seen(message).includes('paragraph 1 of its story'));
    const messages = stage.loopback.messages(stage.channel);
    expect(messages.length).toBeGreaterThan(6);
    expect(messages.every(({ visibleTo }) => visibleTo === stage.ada)).toBe(true);
    const squeezed = seen(...messages.map(({ message }) => message)).replace(/\s+/g, '');
    expect(squeezed.split(text.replace(/\s+/g, ''))).toHaveLength(8);
  });

  it('shows the stages of long work in the deferred reply', async () => {
    const gate = createGate();
    await stage.start([
      createWorkCommand((stageName) => (stageName === 'Writing' ? gate.pass() : Promise.resolve())),
    ]);
    const work = run('work');
    await gate.reached;
    expect(seen((await work.reply()).message)).toBe('Reading… · Writing · Checking');
    expect(seen((await work.reply((message) => seen(message).includes('Writing…'))).message)).toBe(
      'Reading · Writing… · Checking',
    );
    gate.open();
    await work.reply((message) => seen(message) === 'done');
    expect(stage.loopback.messages(stage.channel).map(({ message }) => seen(message))).toEqual(['done']);
  });

  it('that goes wrong by its user’s mistake tells them alone, and leaves nothing in the channel', async () => {
    await stage.start([failCommand]);
    const failed = run('fail', { how: 'user' });
    expect(await failed.outcome).toMatchObject({ type: 4 });
    const { message, visibleTo } = await failed.reply();
    expect(visibleTo).toBe(stage.ada);
    expect(seen(message)).toBe('There is no story *like* that.');
    expect(stage.loopback.messages(stage.channel)).toHaveLength(1);
    expect(seen((await run('fail', { how: 'user', private: true }).reply()).message)).toBe(
      'There is no story *like* that.',
    );
    expect(stage.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  it('that goes wrong after long work tells its user alone too', async () => {
    const gate = createGate();
    await stage.start([slowed(failCommand, gate)]);
    const failed = run('fail', { how: 'user' });
    expect(await failed.outcome).toMatchObject({ type: 5 });
    gate.open();
    await expect
      .poll(() => stage.loopback.messages(stage.channel).map(({ visibleTo }) => visibleTo))
      .toEqual([stage.ada]);
  });

  it('that crashes shows one line with a reference that is in the log', async () => {
    await stage.start([failCommand]);
    const { message, visibleTo } = await run('fail', { how: 'crash' }).reply();
    const [, reference] = /reference (\w+)\.$/.exec(seen(message)) ?? [];
    expect(visibleTo).toBe(stage.ada);
    expect(seen(message)).not.toContain('secret');
    expect(stage.log.lines).toContainEqual(
      expect.objectContaining({ level: 'error', fields: expect.objectContaining({ reference }) }),
    );
  });

  it('that this bot does not have is told so', async () => {
    await stage.start([echoCommand]);
    const lost = stage.loopback.sendInteraction({
      channel: stage.channel,
      user: stage.ada,
      payload: { type: 2, data: { id: '1', name: 'gone@everyone', type: 1 } },
    });
    expect(seen((await lost.reply()).message)).toMatch(/^This bot has no command \/gone@everyone\./);
  });
});

describe('suggestions', () => {
  it('are at most 25, with names that fit and only values that do', async () => {
    await stage.start([echoCommand]);
    const choices = await stage.loopback
      .autocomplete({
        channel: stage.channel,
        user: stage.ada,
        name: 'echo',
        options: { text: 'ha' },
        focused: 'text',
      })
      .choices();
    expect(choices).toHaveLength(25);
    expect(choices[0]).toEqual({ name: 'ha', value: 'ha0' });
    expect(choices[3]).toMatchObject({ value: 'ha4' });
  });

  it.each(['fail', 'hang'])('are none when they %s', async (text) => {
    await stage.start([echoCommand]);
    const asked = {
      channel: stage.channel,
      user: stage.ada,
      name: 'echo',
      options: { text },
      focused: 'text',
    };
    const handle = stage.loopback.autocomplete(asked);
    expect(await handle.choices()).toEqual([]);
  });
});

describe('a button', () => {
  it('updates the message for the one who ran the command', async () => {
    await stage.start([countCommand]);
    const { message } = await run('count').reply();
    const more = press(message.id, buttonId(message, 'More'));
    expect(await more.outcome).toMatchObject({ type: 7 });
    expect(seen((await more.reply()).message)).toBe('Count 2');
    expect(stage.loopback.messages(stage.channel)).toHaveLength(1);
  });

  it('gives others a private copy, which is then theirs', async () => {
    await stage.start([countCommand]);
    const { message } = await run('count').reply();
    const copy = await press(message.id, buttonId(message, 'More'), stage.ben).reply();
    expect(copy.visibleTo).toBe(stage.ben);
    expect(seen(copy.message)).toBe('Count 2');
    const own = press(copy.message.id, buttonId(copy.message, 'Also more'), stage.ben);
    expect(await own.outcome).toMatchObject({ type: 7 });
    expect(seen((await own.reply()).message)).toBe('Count 3');
    expect(stage.loopback.messages(stage.channel).map((stored) => seen(stored.message))).toEqual([
      'Count 1',
      'Count 3',
    ]);
  });

  it('that answers in private leaves the message as it is', async () => {
    await stage.start([countCommand]);
    const { message } = await run('count').reply();
    const peek = await press(message.id, buttonId(message, 'Peek')).reply();
    expect([peek.visibleTo, seen(peek.message)]).toEqual([stage.ada, 'It is 1']);
    expect(stage.loopback.messages(stage.channel).map((stored) => seen(stored.message))).toEqual([
      'Count 1',
      'It is 1',
    ]);
  });

  it('works after a restart, with its state in its id or in the store', async () => {
    await stage.start([countCommand]);
    const { message } = await run('count').reply();
    await stage.stop();
    await stage.start([countCommand]);
    const direct = await press(message.id, buttonId(message, 'More')).reply();
    expect(seen(direct.message)).toBe('Count 2');
    await stage.stop();
    await stage.start([countCommand]);
    const stored = await press(message.id, buttonId(direct.message, 'More, by stored state')).reply();
    expect(seen(stored.message)).toBe('Count 3');
  });

  it('on a message that is no answer to anybody is answered in private', async () => {
    const bot = await stage.start([countCommand]);
    const { message } = await run('count').reply();
    const { components, flags } = message;
    const body = { components, flags, allowed_mentions: { parse: [] } };
    const posted = stage.loopback.nextMessage(({ change }) => change === 'create');
    await bot.rest.post(`/channels/${stage.channel}/messages`, { body });
    const { id } = (await posted).message;
    const copy = await press(id, buttonId(message, 'More')).reply();
    expect([copy.visibleTo, seen(copy.message)]).toEqual([stage.ada, 'Count 2']);
  });

  it('that fails tells who pressed it, and leaves the message as it was', async () => {
    await stage.start([countCommand]);
    const { message } = await run('count').reply();
    const fail = press(message.id, buttonId(message, 'Fail'));
    const told = await fail.reply((answer) => seen(answer).startsWith('It cannot'));
    expect([told.visibleTo, seen(told.message)]).toEqual([stage.ada, 'It cannot be counted.']);
    await fail.waitFor(
      (event) => event.kind === 'message' && event.change === 'update' && seen(event.message) === 'Count 1',
    );
    await press(message.id, buttonId(message, 'More')).reply();
  });

  it('that is no longer known says that it has expired', async () => {
    await stage.start([countCommand]);
    const { message } = await run('count').reply();
    const ids = [
      'p1|count|unheard',
      'p1|count|toString|1',
      'p1|other|more|1',
      'p9|count|more|1',
      `p1#${'a'.repeat(22)}|count|peek`,
      '\u202e',
      '',
    ];
    for (const custom_id of ids) {
      const payload = { type: 3, message, data: { component_type: 2, custom_id } };
      const answer = await stage.loopback
        .sendInteraction({ channel: stage.channel, user: stage.ben, payload })
        .reply();
      expect([custom_id, answer.visibleTo, seen(answer.message)]).toEqual([
        custom_id,
        stage.ben,
        'This button has expired; run the command again.',
      ]);
    }
  });
});
