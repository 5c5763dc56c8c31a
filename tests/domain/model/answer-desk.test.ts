import { describe, expect, it } from 'vitest';
import { answer } from '../../../src/domain/answer/answer.ts';
import { StoreError } from '../../../src/domain/errors.ts';
import { summarize } from '../../../src/domain/summary/summarize.ts';
import { createMemoryStore } from '../../fixtures/memory-store.ts';
import { type ModelFixtureOptions, useModelFixture } from '../../fixtures/model-access.ts';
import { approving, findUse, type ModelScript, startModelServer } from '../../fixtures/model-server.ts';

const SUMMARY = { sentences: [{ text: 'The repairs cost 4.2 million crowns.', cites: [3] }] };
const write: ModelScript = approving(() => ({ content: SUMMARY }));

async function open(script: ModelScript, options: ModelFixtureOptions = {}) {
  const fixture = await useModelFixture(script, options);
  const story = fixture.story('harbour-bridge-reopens');
  return { ...fixture, ask: { story, length: 'standard' as const, guild: 'g1', user: 'u1' } };
}

describe('the same request again', () => {
  it('is answered from the store, without a call and without cost', async () => {
    const { ports, server, ask } = await open(write);
    const first = await summarize(ports, ask);
    const second = await summarize(ports, { ...ask, guild: 'g2' });
    expect(second.sentences).toEqual(first.sentences);
    expect(first.usage).toBeDefined();
    expect(second.usage).toBeUndefined();
    expect(server.calls).toHaveLength(2);
  });

  it.each([
    ['length', { length: 'brief' }],
    ['focus', { focus: 'the toll' }],
    ['language', { language: 'de' }],
  ] as const)('is another one with another %s', async (_, change) => {
    const { ports, server, ask } = await open(write, { judge: false });
    await summarize(ports, ask);
    await summarize(ports, { ...ask, ...change });
    expect(server.calls.length).toBeGreaterThan(1);
  });

  it('is another one when the story has changed', async () => {
    const { ports, server, ask } = await open(write, { judge: false });
    await summarize(ports, ask);
    await summarize(ports, { ...ask, story: { ...ask.story, hash: 'another' } });
    expect(server.calls).toHaveLength(2);
  });

  it.each(['summary', 'answer'] as const)(
    'is another one when the check has changed since what it kept: %s',
    async (use) => {
      const store = createMemoryStore();
      const run = async (checkVersion: string) => {
        const script: ModelScript = () => ({
          content: use === 'answer' ? { answerable: true, ...SUMMARY } : SUMMARY,
        });
        const { ports, server, ask } = await open(script, { judge: false, store, checkVersion });
        if (use === 'summary') await summarize(ports, ask);
        else await answer(ports, { ...ask, scope: {}, question: 'What did the repairs cost?' });
        return server.calls.length;
      };
      expect([await run('1'), await run('1'), await run('2')]).toEqual([1, 0, 1]);
    },
  );

  it('is another one when another judge decides what is shown', async () => {
    await using checker = await startModelServer(() => ({ content: 'Yes' }));
    const store = createMemoryStore();
    const run = async (options: ModelFixtureOptions) => {
      const { ports, server, ask } = await open(write, { store, ...options });
      await summarize(ports, ask);
      return server.calls.length;
    };
    const calls = [];
    for (const options of [{ judge: false }, {}, { checkerUrl: checker.url }, { checkerUrl: checker.url }])
      calls.push(await run(options));
    expect(calls).toEqual([1, 2, 1, 0]);
  });

  it('asks again after a fault', async () => {
    const { ports, ask } = await open((call, i) => (i === 0 ? { content: '' } : write(call, i)));
    expect(await summarize(ports, ask)).toMatchObject({ method: 'extractive' });
    expect(await summarize(ports, ask)).toMatchObject({ method: 'model' });
  });
});

describe('an answer that lacks what a fault has cost it', () => {
  const HOUR = 60 * 60_000;
  const TRANSLATED = {
    sentences: [{ sentence: 1, text: 'Die Reparatur kostete 4,2 Millionen Kronen.' }],
  };

  it.each([
    ['judge', { judge: true }, /test-model did not judge/],
    ['translate', { judge: false, language: 'de' }, /translation into German failed/],
  ] as const)('is kept for an hour, not for good: %s', async (failing, { judge, ...wish }, missing) => {
    let now = 0;
    const broken = new Set<string>([failing]);
    const script = approving((call) => ({ content: findUse(call) === 'translate' ? TRANSLATED : SUMMARY }));
    const { ports, server, ask } = await open(
      (call, i) => (broken.has(findUse(call)) ? { content: 'nothing' } : script(call, i)),
      { judge, store: createMemoryStore(() => now) },
    );
    expect((await summarize(ports, { ...ask, ...wish })).note).toMatch(missing);
    const calls = server.calls.length;
    broken.clear();
    now = HOUR - 1;
    expect((await summarize(ports, { ...ask, ...wish })).note).toMatch(missing);
    expect(server.calls).toHaveLength(calls);
    now = HOUR;
    expect((await summarize(ports, { ...ask, ...wish })).note ?? '').not.toMatch(missing);
    now = 24 * HOUR;
    const before = server.calls.length;
    await summarize(ports, { ...ask, ...wish });
    expect(server.calls).toHaveLength(before);
  });
});

describe('requests at the same time', () => {
  it('share one call when they are the same, 500 of them, and each is shown the stages', async () => {
    const { ports, server, ask } = await open(write, { judge: false });
    let stages = 0;
    const onStage = async () => {
      stages++;
    };
    const summaries = await Promise.all(
      Array.from({ length: 500 }, (_, i) =>
        summarize(ports, { ...ask, user: `u${i}`, guild: `g${i % 7}`, onStage }),
      ),
    );
    expect(server.calls).toHaveLength(1);
    expect(new Set(summaries.map((summary) => JSON.stringify(summary.sentences))).size).toBe(1);
    expect(summaries.every(({ method }) => method === 'model')).toBe(true);
    expect(stages).toBeGreaterThanOrEqual(500);
  });

  it('are all answered when they differ and the model is slow, 200 of them, in bounded memory', async () => {
    const slow: ModelScript = () => ({ content: SUMMARY, delayMs: 500 });
    const { ports, ask } = await open(slow, {
      judge: false,
      settings: { timeoutMs: 15_000, deadlineMs: 60_000 },
    });
    const before = process.memoryUsage().heapUsed;
    const summaries = await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        summarize(ports, { ...ask, user: `u${i}`, focus: `subject ${i}` }),
      ),
    );
    expect(summaries.map(({ method }) => method)).toEqual(summaries.map(() => 'model'));
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(200 * 1024 * 1024);
  });

  it('do not share a refusal that is meant for one guild', async () => {
    const { ports, ask, usage } = await open(write, { tokensPerDay: 20_000, judge: false });
    await usage.take({ kind: 'guild', id: 'poor' }, '2026-03-14', 19_999, 20_000);
    const [poor, rich] = await Promise.all([
      summarize(ports, { ...ask, guild: 'poor' }),
      summarize(ports, { ...ask, guild: 'rich' }),
    ]);
    expect(rich.method).toBe('model');
    expect(poor.note ?? '').toMatch(/^$|budget/);
  });
});

describe('what a model may cost', () => {
  it('is charged to the guild, every call of a request', async () => {
    const { ports, usage, ask } = await open(write);
    await summarize(ports, ask);
    expect(await usage.list('g1')).toEqual([
      { guild: 'g1', day: '2026-03-14', calls: 2, promptTokens: 1800, completionTokens: 200, held: 0 },
    ]);
  });

  it('is charged for an unusable answer as well', async () => {
    const { ports, usage, ask } = await open(() => ({ content: 'no JSON' }));
    await summarize(ports, ask);
    expect(await usage.list('g1')).toMatchObject([{ calls: 1, promptTokens: 900, completionTokens: 100 }]);
  });

  it('is charged for the attempts as well that got no answer: once their prompt', async () => {
    const spent = async (faults: number) => {
      const { ports, usage, ask } = await open(
        (_, i) => (i < faults ? { silent: true } : { content: SUMMARY, usage: null }),
        { judge: false, settings: { timeoutMs: 300 } },
      );
      const { method } = await summarize(ports, ask);
      const [day] = await usage.list('g1');
      return { method, prompt: day?.promptTokens ?? 0, answer: day?.completionTokens ?? 0 };
    };
    const [none, one, two] = [await spent(0), await spent(1), await spent(2)];
    expect(none.prompt).toBeGreaterThan(100);
    expect(one).toEqual({ ...none, prompt: 2 * none.prompt });
    expect(two).toEqual({ method: 'extractive', prompt: 2 * none.prompt, answer: 0 });
  });

  it('ends with the guild’s budget for the day: the story itself answers and says why', async () => {
    const { ports, server, ask } = await open(write, { tokensPerDay: 1_000 });
    const summary = await summarize(ports, ask);
    expect(summary.method).toBe('extractive');
    expect(summary.note).toMatch(/budget for today/);
    expect(server.calls).toHaveLength(0);
  });

  it('ends with the member’s share of it, for that member alone', async () => {
    const { ports, server, ask } = await open(write, { tokensPerMember: 1_000 });
    const { method, note } = await summarize(ports, ask);
    expect([method, server.calls.length]).toEqual(['extractive', 0]);
    expect(note).toMatch(/You have spent your share/);
    expect((await summarize(ports, { ...ask, user: undefined })).method).toBe('model');
  });

  it('ends for a member who asks too often, for that member alone', async () => {
    const { ports, ask } = await open(write, { usesPerMember: 2 });
    const methods: string[] = [];
    for (const focus of ['one', 'two', 'three'])
      methods.push((await summarize(ports, { ...ask, focus })).method);
    expect(methods).toEqual(['model', 'model', 'extractive']);
    expect((await summarize(ports, { ...ask, focus: 'three', user: 'u2' })).method).toBe('model');
    expect((await summarize(ports, { ...ask, focus: 'one' })).method).toBe('model');
  });
});

it('answers from the story when the store fails', async () => {
  const { ports, log, ask } = await open(write, { usageFails: 'take' });
  const summary = await summarize(ports, ask);
  expect(summary.method).toBe('extractive');
  expect(summary.note).toMatch(/could not be used/);
  expect(log.lines.map(({ level }) => level)).toContain('error');
});

it('shows what the model wrote when it cannot be kept', async () => {
  const store = createMemoryStore();
  const set: typeof store.set = async (key, ...rest) => {
    if (key.startsWith('answer:')) throw new StoreError('the disk is full');
    return store.set(key, ...rest);
  };
  const { ports, log, ask } = await open(write, { store: { ...store, set } });
  expect(await summarize(ports, ask)).toMatchObject({ method: 'model', usage: { promptTokens: 1800 } });
  expect(log.lines.map(({ level }) => level)).toContain('error');
});

it.each([
  ['what the model wrote', write, { method: 'model' }],
  ['why the model failed', () => ({ content: '' }), { note: expect.stringContaining('gave no answer') }],
] as const)('shows %s when what it cost cannot be recorded', async (_, script: ModelScript, shown) => {
  const { ports, log, ask, usage } = await open(script, { usageFails: 'settle', judge: false });
  expect(await summarize(ports, ask)).toMatchObject(shown);
  expect(log.lines).toContainEqual(expect.objectContaining({ level: 'error' }));
  expect(await usage.list('g1')).toMatchObject([{ calls: 0, held: expect.any(Number) }]);
});
