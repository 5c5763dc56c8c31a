import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { STORIES_DIR } from '../fixtures/library.ts';
import { type ModelAct, startModelServer } from '../fixtures/model-server.ts';

/** Runs the real program in a process of its own, with this model's server. */
async function pullquote(args: readonly string[], env: Record<string, string> = {}, input = '') {
  const child = spawn(process.execPath, ['src/cli.ts', ...args], {
    env: { PATH: process.env.PATH, CONTENT_DIR: STORIES_DIR, LOG_LEVEL: 'silent', ...env },
  });
  child.stdin.end(input);
  const [stdout, stderr, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { stdout, stderr, status };
}

const REQUESTS = [
  { id: 1, op: 'summary', story: 'harbour-bridge-reopens' },
  { id: 2, op: 'ask', question: 'When does the bridge reopen?' },
  { id: 3, op: 'search', query: 'bridge', limit: 1 },
];

async function expectAnswers(OPENAI_BASE_URL: string): Promise<void> {
  const env = { OPENAI_BASE_URL, STORE_URL: 'sqlite::memory:' };
  const input = REQUESTS.map((request) => JSON.stringify(request)).join('\n');
  const { stdout, stderr, status } = await pullquote(['batch'], env, input);
  expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers).toMatchObject([
    { id: 1, method: 'extractive', sentences: expect.any(Array) },
    { id: 2, answered: expect.any(Boolean) },
    { id: 3, passages: [{ story: 'harbour-bridge-reopens' }] },
  ]);
  const summary = await pullquote(['summary', '--length', 'brief'], env);
  expect(summary).toMatchObject({ status: 0, stdout: expect.stringContaining('bridge') });
}

describe('the terminal program answers every request and ends with 0', () => {
  it.each<[string, ModelAct]>([
    ['answers 429', { status: 429 }],
    ['answers 429 and names a pause', { status: 429, headers: { 'retry-after-ms': '50' } }],
    ['answers 500', { status: 500 }],
    ['answers 503', { status: 503, headers: { 'retry-after': '0' } }],
    ['answers 401', { status: 401 }],
    ['breaks off its answer', { broken: true }],
    ['answers nonsense', { content: 'I would rather not.' }],
  ])("where the model's server %s", async (_, act) => {
    await using model = await startModelServer(() => act);
    await expectAnswers(model.url);
    expect(model.calls.length).toBeGreaterThan(0);
  });

  it("where the model's server resets every connection", async () => {
    const server = createServer((socket) => void socket.resetAndDestroy()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    try {
      await expectAnswers(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`);
    } finally {
      server.close();
    }
  });

  it("where no model's server is there", async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    server.close();
    await once(server, 'close');
    await expectAnswers(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/v1`);
  });
});

describe('the terminal program says with its exit code what was wrong', () => {
  it.each([
    [['summarise']],
    [['summary', '--size', 'big']],
    [['summary', '--length', 'huge']],
    [['ask']],
    [['batch', 'now']],
    [['usage', '--guild']],
    [['log', '--yaml']],
  ])('2: %j is not how it is used', async (args) => {
    const { stdout, stderr, status } = await pullquote(args);
    expect({ stdout, status }).toEqual({ stdout: '', status: 2 });
    expect(stderr).toMatch(/^pullquote: /);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    [['summary', 'no-such-story-anywhere'], {}],
    [['stories'], { CONTENT_DIR: 'nowhere' }],
    [['log'], { STORE_URL: 'redis://127.0.0.1' }],
    [['quote'], { LOG_LEVEL: 'loud' }],
  ])('1: %j with %j cannot be done', async (args, env: Record<string, string>) => {
    const { stdout, stderr, status } = await pullquote(args, env);
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 });
    expect(stderr).toMatch(/^pullquote: /);
  });
});
