import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIMessage } from 'discord-api-types/v10';
import { createLoopbackDiscord, type LoopbackDiscord } from '../../src/playground/loopback/loopback.ts';
import { approving, findUse, type ModelServer, startModelServer } from '../fixtures/model-server.ts';
import { percentiles, residentMb, startBot, stopBot } from './bot-process.ts';

const IDENTICAL = 500;
const DIFFERENT = 200;
const SLOW_MS = 5000;
/** Every call is tried within a minute; a member is told in the end what became of it. */
const ANSWER_WITHIN_MS = 40_000;

/** True of the stored story, so that it passes the check. */
const SENTENCES = [{ text: 'Pakistani officials have repeatedly dismissed the idea.', cites: [5] }];

/** The whole program with a slow model: many members who ask the same, and many who ask different things, at once. */
export async function benchModel(): Promise<void> {
  const model = await startModelServer(
    approving(() => ({ content: { sentences: SENTENCES }, delayMs: SLOW_MS })),
  );
  const loopback = await createLoopbackDiscord();
  let bot: ChildProcess | undefined;
  const home = mkdtempSync(join(tmpdir(), 'pullquote-bench-'));
  try {
    const settings = { OPENAI_BASE_URL: model.url, MODEL_TOKENS_PER_DAY: '100000000' };
    const registered = new Promise<void>((resolve) => loopback.on('commands', () => resolve()));
    ({ bot } = await startBot(loopback, home, settings));
    await registered;
    const same = await ask(loopback, model, IDENTICAL, () => 'the CSTO');
    const idle = residentMb(bot);
    const other = await ask(loopback, model, DIFFERENT, (n) => `the CSTO ${n}`);
    console.table({ [`${IDENTICAL} identical`]: same, [`${DIFFERENT} different`]: other });
    console.log(
      `a model that takes ${SLOW_MS / 1000} s; wanted: one call for identical ones, acknowledged < 1 s, all answered`,
    );
    console.log(`resident memory: ${idle} MB before the different ones, ${residentMb(bot)} MB after`);
  } finally {
    if (bot) await stopBot(bot);
    await loopback.stop();
    await model[Symbol.asyncDispose]();
    rmSync(home, { recursive: true });
  }
}

/** As many members, each with one `/summary` at the same moment. */
async function ask(
  loopback: LoopbackDiscord,
  model: ModelServer,
  members: number,
  focusOf: (n: number) => string,
) {
  const guild = loopback.addGuild({ name: `Bench of ${members}` }).id;
  const channel = loopback.addChannel({ guild, name: 'news' }).id;
  const before = model.calls.length;
  const started = performance.now();
  const handles = Array.from({ length: members }, (_, n) => {
    const user = loopback.addMember({ guild, name: `Member ${n}` }).id;
    return loopback.runCommand({ channel, user, name: 'summary', options: { focus: focusOf(n) } });
  });
  const outcomes = await Promise.all(handles.map(({ outcome }) => outcome));
  const acknowledgedMs = outcomes.flatMap((one) => (one.kind === 'acknowledged' ? [one.afterMs] : []));
  const replies = await Promise.allSettled(
    handles.map((handle) => handle.reply(isWritten, ANSWER_WITHIN_MS)),
  );
  const calls = model.calls.slice(before).map(findUse);
  return {
    'acknowledged, max ms': percentiles(acknowledgedMs).max,
    'written by the model': replies.filter(({ status }) => status === 'fulfilled').length,
    'all answered, s': Math.round((performance.now() - started) / 100) / 10,
    'calls to write': calls.filter((use) => use === 'summary').length,
    'calls to judge': calls.filter((use) => use === 'judge').length,
  };
}

function isWritten(message: APIMessage): boolean {
  return JSON.stringify(message.components).includes('Written by');
}
