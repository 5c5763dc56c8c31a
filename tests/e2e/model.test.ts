import { resolve } from 'node:path';
import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { openServices, type Services } from '../../src/app/services.ts';
import type { OptionValue } from '../../src/commands/command.ts';
import { archiveOf } from '../fixtures/archive.ts';
import { STORIES_DIR } from '../fixtures/library.ts';
import {
  approving,
  findUse,
  type ModelAct,
  type ModelServer,
  startModelServer,
} from '../fixtures/model-server.ts';
import { createStage, type Stage, seen } from './stage.ts';

const TRUE = { text: 'The toll remains at two crowns.', cites: [6] };
const FALSE = { text: 'The toll rises to nine crowns.', cites: [6] };
const ALTERED = { text: 'Okoye said, “Now it is built for the ships we want.”', cites: [4] };

let stage: Stage;
let model: ModelServer;
let services: Services | undefined;

beforeEach(async () => {
  stage = await createStage();
  model = await startModelServer(() => ({ status: 500 }));
  const config = readConfig({
    CONTENT_DIR: STORIES_DIR,
    PROMPTS_DIR: resolve('prompts'),
    OPENAI_BASE_URL: model.url,
    OPENAI_MODEL: 'test-model',
  });
  await stage.start(async (store) => {
    const archive = await archiveOf();
    services = await openServices(config, { archive, store, clock: Date, log: stage.log });
    await services.folder.scan();
    return services.commands;
  });
});

afterEach(async () => {
  await stage.close();
  await model[Symbol.asyncDispose]();
  await services?.close();
});

/** The model writes these sentences, and finds everything supported when it is asked to judge. */
function write(...sentences: { text: string; cites: number[] }[]): void {
  model.script(
    approving((call): ModelAct => {
      return { content: findUse(call) === 'answer' ? { answerable: true, sentences } : { sentences } };
    }),
  );
}

/** What the member sees in the end, when no stage is shown any more. */
async function run(name: string, options: Record<string, OptionValue>): Promise<string> {
  const used = stage.loopback.runCommand({ channel: stage.channel, user: stage.ada, name, options });
  const isDone = (message: APIMessage) => /Written by|Taken from/.test(seen(message));
  return seen((await used.reply(isDone)).message);
}

it('shows what the model wrote with the sentences that the story supports, and says how many', async () => {
  write(TRUE, FALSE, ALTERED, {
    text: 'The repairs cost 4.2 million crowns.',
    cites: [3],
  });
  const reply = await run('summary', { story: 'harbour-bridge-reopens' });
  expect(reply).toContain('The toll remains at two crowns. [6]');
  expect(reply).toContain('The repairs cost 4.2 million crowns. [3]');
  expect(reply).toMatch(/Written by test-model · 2 of \d sentences passed the check against the story/);
  expect(reply).not.toMatch(/nine crowns|ships we want/);
});

it('takes the story’s own sentences when nothing that the model wrote holds', async () => {
  write(FALSE, ALTERED);
  const reply = await run('summary', { story: 'harbour-bridge-reopens' });
  expect(reply).toMatch(/Taken from the story word for word · ./);
  expect(reply).not.toMatch(/nine crowns|ships we want/);
});

it('answers without the model when it fails, and says so instead of an error', async () => {
  model.script(() => ({ status: 400, body: { error: { message: 'no' } } }));
  const reply = await run('ask', { question: 'How much did the repairs of the bridge cost?' });
  expect(reply).toMatch(/The repairs cost 4\.2 million crowns/);
  expect(reply).toMatch(/Taken from the story word for word · ./);
});

it('asks the model once for the same summary', async () => {
  write(TRUE);
  await run('summary', { story: 'harbour-bridge-reopens', length: 'brief' });
  const calls = model.calls.length;
  expect(calls).toBeGreaterThan(0);
  await run('summary', { story: 'harbour-bridge-reopens', length: 'brief' });
  expect(model.calls).toHaveLength(calls);
});

it('shows the stage while the model works', async () => {
  write(TRUE);
  const used = stage.loopback.runCommand({
    channel: stage.channel,
    user: stage.ada,
    name: 'summary',
    options: {},
  });
  await used.reply((message) => /Reading.*Writing.*Checking/.test(seen(message)));
});

it('never sends the token or what members are called to the model', async () => {
  write(TRUE);
  await run('summary', { story: 'harbour-bridge-reopens' });
  expect(JSON.stringify(model.calls)).not.toContain(stage.loopback.token);
  expect(JSON.stringify(model.calls)).not.toMatch(/\bAda\b/);
});
