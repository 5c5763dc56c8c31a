import { describe, expect, it } from 'vitest';
import { groundSentence } from '../../../src/domain/model/ground-sentence.ts';
import { summarize } from '../../../src/domain/summary/summarize.ts';
import { useModelFixture } from '../../fixtures/model-access.ts';
import {
  findUse,
  judgeAll,
  type ModelAct,
  type ModelScript,
  sentencesToJudge,
} from '../../fixtures/model-server.ts';

const TOLL = { text: 'The toll remains at two crowns.', cites: [6] };
const COST = { text: 'The repairs cost 4.2 million crowns.', cites: [3] };
const REOPENED = { text: 'Northport’s harbour bridge reopened to traffic on Thursday.', cites: [1] };
const SENTENCES = [TOLL, COST, REOPENED];

type Verdict = { evidence: string[]; supported: boolean; difference?: string; sentence?: number };

/** A model that writes three true sentences, and judges as `judge` says. */
async function open(judge: ModelScript) {
  const judged: string[][] = [];
  const script: ModelScript = (call, i) => {
    if (findUse(call) !== 'judge') return { content: { sentences: SENTENCES } };
    judged.push(sentencesToJudge(call));
    return judge(call, i);
  };
  const fixture = await useModelFixture(script);
  const story = fixture.story('harbour-bridge-reopens');
  const run = (focus = '') => summarize(fixture.ports, { story, length: 'standard', focus });
  return { ...fixture, run, judged };
}

/** One verdict of the same kind for every sentence asked about. */
function alike(verdict: Verdict): ModelScript {
  return (call) => ({
    content: {
      verdicts: sentencesToJudge(call).map((_, i) => ({ sentence: i + 1, difference: '', ...verdict })),
    },
  });
}

describe('a model as judge', () => {
  it('is asked about every sentence at once, with the passages that they cite', async () => {
    const { run, judged, server } = await open((call) => ({ content: judgeAll(call, () => true) }));
    const summary = await run();
    expect(summary).toMatchObject({ checked: 3, dropped: 0 });
    expect(summary.note).toBeUndefined();
    expect(judged).toEqual([SENTENCES.map(({ text }) => text)]);
    expect(server.calls[1]?.body.messages[1]?.content).not.toMatch(/^\[[245]\] (?!The repairs)/m);
  });

  it('may write marks, dashes and spaces in its evidence in another way', async () => {
    const { run, judged } = await open((call) => {
      const verdicts = [
        ['The toll  remains at two crowns'],
        ['The repairs cost 4.2 million crowns'],
        ["Northport's harbour bridge reopened"],
      ].map((evidence, i) => ({ sentence: i + 1, evidence, difference: '', supported: true }));
      return { content: sentencesToJudge(call).length === 3 ? { verdicts } : {} };
    });
    expect((await run()).note).toBeUndefined();
    expect(judged).toHaveLength(1);
  });

  it.each([
    ['are not in the cited passage', { evidence: ['The toll has risen to nine crowns'], supported: false }],
    ['are of another passage', { evidence: ['The mayor'], supported: true }],
    ['are missing', { evidence: [], supported: true }],
    ['are blank', { evidence: [' '], supported: true }],
    ['are two stretches made one', { evidence: ['The toll … crowns'], supported: false }],
  ] as const)('gives no verdict where the words of its evidence %s', async (_, verdict) => {
    const { run } = await open(alike({ ...verdict, evidence: [...verdict.evidence] }));
    const summary = await run();
    expect(summary).toMatchObject({ checked: 3, dropped: 0 });
    expect(summary.note).toMatch(/^test-model did not judge every sentence/);
  });

  it('is asked once more, alone, about each sentence on which it gave no verdict', async () => {
    const { run, judged } = await open((call) => {
      const { verdicts } = judgeAll(call, (sentence) => !sentence.includes('repairs')) as {
        verdicts: object[];
      };
      return {
        content: { verdicts: sentencesToJudge(call).length > 1 ? verdicts.toSpliced(1, 1) : verdicts },
      };
    });
    const summary = await run();
    expect(judged.slice(0, 2).map((sentences) => sentences.length)).toEqual([3, 1]);
    expect(summary.sentences.map(({ text }) => text)).toEqual([TOLL.text, REOPENED.text]);
  });

  it('is asked one by one from then on where it cannot judge several sentences together', async () => {
    const { run, judged } = await open((call) =>
      sentencesToJudge(call).length > 1 ? { content: 'Yes' } : { content: judgeAll(call, () => true) },
    );
    expect(await run('one')).toMatchObject({ checked: 3, dropped: 0 });
    expect((await run('two')).note).toBeUndefined();
    expect(judged.map((sentences) => sentences.length)).toEqual([3, 1, 1, 1, 1, 1, 1]);
  });

  it.each([
    { status: 400 },
    { status: 401 },
    { status: 429, headers: { 'retry-after': '3600' } },
  ] as ModelAct[])('is left alone after its server failed: %j', async (act) => {
    const { run, judged } = await open(() => act);
    expect((await run()).note).toMatch(/did not judge/);
    expect(new Set(judged.map((sentences) => sentences.length))).toEqual(new Set([3]));
  });

  it('finds a sentence unsupported that it finds supported as well', async () => {
    const { run } = await open((call) => {
      const both = [true, false].flatMap((supported) => judgeAll(call, () => supported).verdicts);
      return { content: { verdicts: both } };
    });
    expect((await run()).method).toBe('extractive');
  });
});

describe('a sentence from outside', () => {
  const TURNED = 'A spokeswoman for Bluewater said the company had plans to cut jobs.';

  /** The verdict on a sentence about paragraph 5 when the judge says `supported`. */
  async function ground(sentence: string, supported: boolean | undefined, judge = true) {
    const { judging, story } = await useModelFixture((call) => ({
      content: supported === undefined ? '' : judgeAll(call, () => supported),
    }));
    const request = { story: story('harbour-bridge-reopens'), sentence, cites: [5], judge };
    return groundSentence(judging, request);
  }

  it('has its doubts told to the judge, who decides', async () => {
    const doubted = await ground(TURNED, undefined, false);
    expect(doubted.supported).toBe(false);
    expect(doubted.problems.map(({ severity }) => severity)).toEqual(['doubt']);
    expect(await ground(TURNED, true)).toEqual({ ...doubted, supported: true });
    expect(await ground(TURNED, false)).toMatchObject({
      supported: false,
      problems: [
        ...doubted.problems,
        { kind: 'judge', severity: 'veto', detail: 'The story says otherwise.' },
      ],
    });
  });

  it('falls to a veto whatever the judge would say', async () => {
    const { supported, problems } = await ground('Mayor Boris Jelnikov of Bluewater cut 70 jobs.', true);
    expect(supported).toBe(false);
    expect(problems.map(({ severity }) => severity)).toContain('veto');
  });

  it('is left to the check where the judge fails, and the answer says so', async () => {
    expect(await ground(TURNED, undefined)).toMatchObject({ supported: false, note: /did not judge/ });
  });
});
