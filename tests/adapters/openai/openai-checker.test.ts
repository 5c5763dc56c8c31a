import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOpenAiChecker } from '../../../src/adapters/openai/openai-checker.ts';
import { ModelError } from '../../../src/domain/errors.ts';
import { type ModelAct, type ModelScript, startModelServer } from '../../fixtures/model-server.ts';

const SPEC = '../shared/specs/openai-openapi.json';
const PROMPT = { system: 'Decide.', user: 'Document: The bridge reopened.\nClaim: The bridge is open.' };

async function connect(script: ModelScript, model = 'bespokelabs/Bespoke-MiniCheck-7B') {
  const server = await startModelServer(script);
  onTestFinished(() => server[Symbol.asyncDispose]());
  const checker = createOpenAiChecker({ baseUrl: server.url, model, timeoutMs: 600, retryMs: 5 });
  const check = () =>
    checker.check({ prompt: PROMPT, maxTokens: 8, signal: checker.startDeadline(), onUnanswered: () => {} });
  return { server, check };
}

describe('a checker in MiniCheck’s form', () => {
  it('is asked with temperature 0 for one word and its likelihood', async () => {
    const { server, check } = await connect(() => ({ content: 'Yes' }));
    expect(await check()).toEqual({ value: true, usage: { promptTokens: 900, completionTokens: 100 } });
    expect(server.calls[0]).toMatchObject({
      path: '/v1/chat/completions',
      body: { temperature: 0, max_tokens: 8, logprobs: true, top_logprobs: 8 },
    });
    expect(server.calls[0]?.body.messages).toEqual([
      { role: 'system', content: PROMPT.system },
      { role: 'user', content: PROMPT.user },
    ]);
  });

  it.each([
    ['bespoke-minicheck', 1],
    ['bespoke-minicheck:7b-q4_K_M', 1],
    ['jmorgan/bespoke-minicheck', 1],
    ['bespokelabs/Bespoke-MiniCheck-7B', 2],
    ['my-bespoke-minicheck-clone', 2],
    ['qwen3:8b', 2],
  ])('brings its own system text only where it is Ollama’s: %s', async (model, messages) => {
    const { server, check } = await connect(() => ({ content: 'No' }), model);
    await check();
    expect(server.calls[0]?.body.messages).toHaveLength(messages);
  });

  it.each([
    ['Yes', true],
    [' yes.', true],
    ['**No**, it does not.', false],
    ['NO', false],
  ])('answers by its word: %j', async (content, supported) => {
    const { check } = await connect(() => ({ content, finish: 'length' }));
    expect((await check()).value).toBe(supported);
  });

  it.each([
    ['Yes', { Yes: 0.5, No: 0.5 }, true],
    ['Yes', { Yes: 0.45, No: 0.4, ' Yes': 0.03 }, false],
    ['No', { No: 0.45, Yes: 0.4, ' Yes': 0.08, yes: 0.05 }, true],
    ['No', { No: 0.9, Yesterday: 0.6 }, false],
  ])(
    'answers by the likelihood of all ways to write Yes where the server gives it: %s %j',
    async (content, likely, supported) => {
      const { check } = await connect(() => ({ content, likely }));
      expect((await check()).value).toBe(supported);
    },
  );

  it.each([
    { status: 400, body: { error: { param: 'logprobs' } } },
    { status: 422, body: { error: 'no' } },
  ] as const)(
    'goes without likelihoods where the server refuses them, and remembers that: %j',
    async (refusal) => {
      const { server, check } = await connect(({ body }) => (body.logprobs ? refusal : { content: 'Yes' }));
      expect((await check()).value).toBe(true);
      await check();
      expect(server.calls.map(({ body }) => body.logprobs ?? false)).toEqual([true, false, false]);
    },
  );

  it.each([
    ['wrong-shape', { content: 'The document says so.' }, 1],
    ['wrong-shape', { content: 'Nobody knows.' }, 1],
    ['empty', { content: '' }, 1],
    ['cut-off', { content: '', finish: 'length' }, 1],
    ['credentials', { status: 401 }, 1],
    ['bad-request', { status: 400 }, 2],
    ['server', { status: 500 }, 2],
    ['timeout', { silent: true }, 2],
  ] as const)('reports %s by an error of its own for %j', async (fault, act: ModelAct, calls) => {
    const { server, check } = await connect(() => act);
    const error = await check().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ModelError);
    expect(error).toMatchObject({ fault, message: expect.stringMatching(/checker/) });
    expect(server.calls).toHaveLength(calls);
  });
});

/** `nullable` is OpenAPI 3.0; the description says that it is 3.1, where it means nothing. */
function dropNullable(key: string, value: unknown): unknown {
  return key === 'nullable' && value === true ? undefined : value;
}

it.skipIf(!existsSync(SPEC))(
  `sends requests that OpenAI's own description accepts, and is tested on such answers (skipped without ${SPEC})`,
  async () => {
    const spec = JSON.parse(readFileSync(SPEC, 'utf8'), dropNullable) as object;
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(spec, 'openai');
    const validate = (name: string) => ajv.compile({ $ref: `openai#/components/schemas/${name}` });
    const { server, check } = await connect(() => ({ content: 'Yes', likely: { Yes: 0.7, No: 0.3 } }));
    await check();
    const isRequest = validate('CreateChatCompletionRequest');
    expect(isRequest(server.calls[0]?.body), JSON.stringify(isRequest.errors)).toBe(true);
    const answered = await fetch(`${server.url}/chat/completions`, { method: 'POST', body: '{"model":"m"}' });
    const isResponse = validate('CreateChatCompletionResponse');
    expect(isResponse(await answered.json()), JSON.stringify(isResponse.errors)).toBe(true);
  },
);
