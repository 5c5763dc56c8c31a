import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { STORIES_DIR } from '../fixtures/library.ts';
import { judgeAll, startModelServer } from '../fixtures/model-server.ts';

const STORY = 'harbour-bridge-reopens';
const TRUE = { op: 'ground', story: STORY, sentence: 'The repairs cost 4.2 million crowns.', cites: [3] };
const WRONG = { op: 'ground', story: STORY, sentence: 'The repairs cost 9 million crowns.', cites: [3] };

/** What the real program answers to these requests in a process of its own. */
async function batch(requests: readonly object[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['src/cli.ts', 'batch'], {
    env: {
      PATH: process.env.PATH,
      CONTENT_DIR: STORIES_DIR,
      STORE_URL: 'sqlite::memory:',
      LOG_LEVEL: 'silent',
      ...env,
    },
  });
  child.stdin.end(requests.map((request) => JSON.stringify(request)).join('\n'));
  return (await text(child.stdout))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('pullquote batch, asked to judge a sentence', () => {
  it('asks the checker where there is one, with no model beside it, and only about what the check leaves open', async () => {
    await using checker = await startModelServer(() => ({ content: 'No' }));
    const env = { CHECKER_BASE_URL: checker.url, CHECKER_MODEL: 'bespoke-minicheck' };
    const requests = [
      { id: 1, ...TRUE },
      { id: 2, ...TRUE, judge: true },
      { id: 3, ...WRONG, judge: true },
    ];
    expect(await batch(requests, env)).toMatchObject([
      { id: 1, supported: true, problems: [] },
      { id: 2, supported: false, problems: [{ kind: 'judge', severity: 'veto' }] },
      { id: 3, supported: false, problems: [{ kind: 'number', severity: 'veto' }] },
    ]);
    expect(checker.calls).toHaveLength(1);
    expect(checker.calls[0]?.body).toMatchObject({ model: 'bespoke-minicheck' });
  });

  it('asks the model where there is no checker, whatever its budget for members', async () => {
    await using model = await startModelServer((call) => ({ content: judgeAll(call, () => true) }));
    const env = { OPENAI_BASE_URL: model.url, MODEL_TOKENS_PER_DAY: '0' };
    expect(await batch([{ id: 1, ...TRUE, judge: true }], env)).toEqual([
      { id: 1, supported: true, problems: [] },
    ]);
    expect(model.calls).toHaveLength(1);
  });

  it('says so where there is neither', async () => {
    expect(await batch([{ id: 1, ...TRUE, judge: true }], {})).toMatchObject([
      { id: 1, supported: true, note: 'No judge is configured; the check alone decided.' },
    ]);
  });
});
