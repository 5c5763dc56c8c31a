import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterEach, describe, expect, it } from 'vitest';
import type { ServerSettings } from '../../../src/adapters/openai/connection.ts';
import { createOpenAiModel } from '../../../src/adapters/openai/openai-model.ts';
import { ModelError } from '../../../src/domain/errors.ts';
import type { LanguageModel, ModelUse } from '../../../src/domain/ports.ts';
import { type ModelScript, type ModelServer, startModelServer } from '../../fixtures/model-server.ts';

const SPEC = '../shared/specs/openai-openapi.json';
const KEY = 'sk-very-secret-key-0123456789';
const ANSWER = { sentences: [{ text: 'The bridge reopened.', cites: [1] }] };

const opened: ModelServer[] = [];
afterEach(async () => {
  for (const server of opened.splice(0)) await server[Symbol.asyncDispose]();
});

async function connect(script: ModelScript, settings: Partial<ServerSettings> = {}) {
  const server = await startModelServer(script);
  opened.push(server);
  const model = createOpenAiModel({
    apiKey: KEY,
    baseUrl: server.url,
    model: 'test-model',
    timeoutMs: 600,
    retryMs: 5,
    deadlineMs: 5_000,
    ...settings,
  });
  return { server, model };
}

function ask(model: LanguageModel, use: ModelUse = 'summary', onUnanswered = () => {}) {
  const prompt = { system: 'Summarise.', user: '[1] The bridge reopened.' };
  return model.complete({ use, prompt, maxTokens: 500, signal: model.startDeadline(), onUnanswered });
}

async function failure(model: LanguageModel): Promise<ModelError> {
  const thrown = await ask(model).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(ModelError);
  return thrown as ModelError;
}

describe('a model behind OpenAI or a compatible server', () => {
  it('returns the validated answer with its cost', async () => {
    const { model, server } = await connect(() => ({ content: ANSWER }));
    expect(await ask(model)).toEqual({
      value: ANSWER,
      usage: { promptTokens: 900, completionTokens: 100 },
    });
    expect(server.calls[0]).toMatchObject({
      path: '/v1/chat/completions',
      authorization: `Bearer ${KEY}`,
      body: {
        model: 'test-model',
        temperature: 0,
        reasoning_effort: 'low',
        max_completion_tokens: 500,
        messages: [
          { role: 'system', content: 'Summarise.' },
          { role: 'user', content: '[1] The bridge reopened.' },
        ],
        response_format: { type: 'json_schema', json_schema: { name: 'summary', strict: true } },
      },
    });
  });

  it('accepts a server that wants no key and counts no tokens', async () => {
    const { model } = await connect(() => ({ content: ANSWER, usage: null }), { apiKey: undefined });
    expect(await ask(model)).toEqual({ value: ANSWER, usage: undefined });
  });

  it.each([
    ['in a Markdown fence', `Here you are:\n\`\`\`json\n${JSON.stringify(ANSWER)}\n\`\`\``],
    ['after thinking aloud', `<think>Maybe {"sentences": 3}?</think>${JSON.stringify(ANSWER)}`],
    ['after other JSON', `{"plan": {"steps": 2}} and then ${JSON.stringify(ANSWER)} {`],
    ['with keys of its own', JSON.stringify({ ...ANSWER, confidence: 'high' })],
  ])('finds the answer %s', async (_, content) => {
    const { model } = await connect(() => ({ content }));
    expect((await ask(model)).value).toEqual(ANSWER);
  });

  it.each([
    ['refused', { content: null, refusal: 'I cannot help with that.' }],
    ['refused', { content: '', finish: 'content_filter' }],
    ['cut-off', { content: '{"sentences": [{"text": "The bri', finish: 'length' }],
    ['cut-off', { content: '', finish: 'length' }],
    ['empty', { content: '' }],
    ['empty', { content: '  \n' }],
    ['not-json', { content: 'The bridge reopened.' }],
    ['not-json', { content: '{"sentences": [{"text": "The bri' }],
    ['wrong-shape', { content: { summary: 'The bridge reopened.' } }],
    ['wrong-shape', { content: { sentences: [{ text: 'The bridge reopened.', cites: ['one'] }] } }],
    ['wrong-shape', { content: { sentences: [{ text: 'The bridge reopened.', cites: [1.5] }] } }],
    ['wrong-shape', { content: [] }],
  ] as const)('reports %s, and the cost, for %j', async (fault, act) => {
    const { model, server } = await connect(() => act);
    const error = await failure(model);
    expect(error.fault).toBe(fault);
    expect(error.usage).toEqual({ promptTokens: 900, completionTokens: 100 });
    expect(server.calls).toHaveLength(1);
  });

  it.each([
    ['empty', { status: 200, body: { choices: [] } }],
    ['wrong-shape', { status: 200, body: { error: 'busy' } }],
    ['wrong-shape', { status: 200, body: '<html></html>', headers: { 'content-type': 'text/html' } }],
    ['not-json', { status: 200, body: '{"choices": [{"mess' }],
    ['credentials', { status: 401 }],
    ['credentials', { status: 403 }],
    ['bad-request', { status: 404, body: { error: { code: 'model_not_found' } } }],
    ['bad-request', { status: 400, body: { error: { code: 'context_length_exceeded', param: 'messages' } } }],
    ['rate-limited', { status: 429, body: { error: { code: 'insufficient_quota' } } }],
    ['rate-limited', { status: 429, headers: { 'retry-after': '3600' } }],
  ] as const)('reports %s after one request for %j', async (fault, act) => {
    const { model, server } = await connect(() => act);
    expect((await failure(model)).fault).toBe(fault);
    expect(server.calls).toHaveLength(1);
  });

  it.each([
    ['rate-limited', { status: 429 }],
    ['rate-limited', { status: 429, headers: { 'retry-after-ms': '20' } }],
    ['server', { status: 500 }],
    ['server', { status: 503, headers: { 'retry-after': '0.02' } }],
    ['timeout', { silent: true }],
    ['timeout', { trickleMs: 20 }],
    ['unreachable', { broken: true }],
  ] as const)('reports %s after two requests for %j', async (fault, act) => {
    const { model, server } = await connect(() => act);
    expect((await failure(model)).fault).toBe(fault);
    expect(server.calls).toHaveLength(2);
  });

  it('reports a server that is not there', async () => {
    const { model, server } = await connect(() => ({ content: ANSWER }));
    await server[Symbol.asyncDispose]();
    opened.splice(0);
    expect((await failure(model)).fault).toBe('unreachable');
  });

  it('stops reading an endless answer', async () => {
    const { model } = await connect(() => ({ content: 'x'.repeat(2_000_000) }));
    expect((await failure(model)).fault).toBe('unreachable');
  });

  it.each([{ status: 500 }, { status: 429, headers: { 'retry-after-ms': '5' } }, { broken: true }] as const)(
    'recovers by itself from one %j',
    async (act) => {
      const { model } = await connect((_, index) => (index === 0 ? act : { content: ANSWER }));
      expect((await ask(model)).value).toEqual(ANSWER);
    },
  );

  it.each([
    [1, { silent: true }],
    [1, { trickleMs: 20 }],
    [1, { broken: true }],
    [0, { status: 500 }],
    [0, { status: 429 }],
  ] as const)(
    'tells of %s attempt that may have cost something, before an answer, for %j',
    async (count, act) => {
      const { model } = await connect((_, index) => (index === 0 ? act : { content: ANSWER }));
      let unanswered = 0;
      await ask(model, 'summary', () => (unanswered += 1));
      expect(unanswered).toBe(count);
    },
  );

  it('waits as long as the server asks before the second request', async () => {
    const times: number[] = [];
    const { model } = await connect((_, index) => {
      times.push(performance.now());
      return index === 0 ? { status: 429, headers: { 'retry-after-ms': '200' } } : { content: ANSWER };
    });
    await ask(model);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(195);
  });

  it('gives up when the overall deadline passes, even between two requests', async () => {
    const { model, server } = await connect(() => ({ status: 503, headers: { 'retry-after': '20' } }), {
      timeoutMs: 30_000,
      deadlineMs: 800,
    });
    expect((await failure(model)).fault).toBe('server');
    expect(server.calls).toHaveLength(1);
  });

  it('keeps the key out of its errors', async () => {
    const body = {
      error: { message: `Incorrect API key provided: ${KEY}`, headers: { authorization: KEY } },
    };
    const { model } = await connect(() => ({ status: 401, body }));
    const error = await failure(model);
    const shown = `${error.stack} ${JSON.stringify(error)} ${String(error.cause)} ${JSON.stringify(error.cause)}`;
    expect(shown).not.toContain(KEY);
  });
});

describe('a server that refuses parts of the request', () => {
  /** Refuses the fields as a server would that knows none of them. */
  function refuse(fields: Record<string, (value: unknown) => boolean>, refusal: (field: string) => object) {
    const script: ModelScript = ({ body }) => {
      const field = Object.keys(fields).find((name) => name in body && fields[name]?.(body[name]));
      return field ? { status: 400, body: refusal(field) } : { content: ANSWER };
    };
    return script;
  }
  const isSchema = (value: unknown) => (value as { type: string }).type === 'json_schema';
  const always = () => true;
  const openAi = (param: string) => ({ error: { message: 'no', param, code: 'unsupported_parameter' } });
  const fastApi = (field: string) => ({ object: 'error', message: { detail: [{ loc: ['body', field] }] } });
  const mute = () => ({ error: 'no' });

  it.each([
    ['reasoning_effort', { reasoning_effort: always }, openAi, 2, { temperature: 0 }],
    ['reasoning_effort', { reasoning_effort: always }, mute, 2, { temperature: 0 }],
    ['temperature', { temperature: always }, openAi, 2, { response_format: { type: 'json_schema' } }],
    ['max_completion_tokens', { max_completion_tokens: always }, openAi, 2, { max_tokens: 500 }],
    ['max_completion_tokens', { max_completion_tokens: always }, fastApi, 2, { max_tokens: 500 }],
    ['json_schema', { response_format: isSchema }, openAi, 2, { response_format: { type: 'json_object' } }],
    [
      'a limit that its window has no room for',
      { max_completion_tokens: always, max_tokens: always },
      openAi,
      3,
      { reasoning_effort: 'low' },
    ],
    ['json_schema', { response_format: isSchema }, mute, 3, { response_format: { type: 'json_object' } }],
    ['any format', { response_format: always }, mute, 4, { max_completion_tokens: 500 }],
    [
      'all of them',
      {
        response_format: always,
        temperature: always,
        max_completion_tokens: always,
        max_tokens: always,
        reasoning_effort: always,
      },
      mute,
      7,
      {},
    ],
  ] as const)('goes without %s, and remembers that (%#)', async (_, fields, refusal, calls, sent) => {
    const { model, server } = await connect(refuse(fields, refusal));
    expect((await ask(model)).value).toEqual(ANSWER);
    expect(server.calls).toHaveLength(calls);
    expect(server.calls.at(-1)?.body).toMatchObject(sent);
    await ask(model);
    expect(server.calls).toHaveLength(calls + 1);
  });

  it('is told the form of the answer in words where it takes no schema', async () => {
    const { model, server } = await connect(refuse({ response_format: always }, mute));
    await ask(model);
    expect(server.calls.at(-1)?.body).not.toHaveProperty('response_format');
    expect(server.calls.at(-1)?.body.messages[0]?.content).toMatch(/JSON Schema: .*"sentences"/);
  });

  it('is not asked for ever', async () => {
    const { model, server } = await connect(() => ({ status: 400 }));
    expect((await failure(model)).fault).toBe('bad-request');
    expect(server.calls).toHaveLength(7);
  });
});

/** `nullable` is OpenAPI 3.0; the description says that it is 3.1, where it means nothing. */
function dropNullable(key: string, value: unknown): unknown {
  return key === 'nullable' && value === true ? undefined : value;
}

const uses: readonly ModelUse[] = ['summary', 'answer', 'quotes', 'judge', 'translate'];

it.skipIf(!existsSync(SPEC))(
  `sends requests that OpenAI's own description accepts (skipped without ${SPEC})`,
  async () => {
    const spec = JSON.parse(readFileSync(SPEC, 'utf8'), dropNullable) as object;
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(spec, 'openai');
    const validate = ajv.compile({ $ref: 'openai#/components/schemas/CreateChatCompletionRequest' });
    expect(validate({ model: 'no-messages' })).toBe(false);
    const { model, server } = await connect(({ body }) =>
      body.temperature === 0 ? { status: 400 } : { status: 500 },
    );
    for (const use of uses) await ask(model, use).catch(() => undefined);
    expect(server.calls.length).toBeGreaterThan(uses.length);
    for (const { body } of server.calls) expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
  },
);
