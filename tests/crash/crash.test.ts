import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it, type TestContext } from 'vitest';
import { type CrashStage, createCrashStage } from './stage.ts';

const BOT = 'tests/crash/bot.ts';
/** A minute of the bot's time passes in a second. */
const SPEED = 60;
const POST = { method: 'POST', path: '/messages' } as const;
const ALL_IS_WELL = { duplicates: [], unaccounted: [], mismatched: [], lost: [] };

/** Every point of the posting sequence: of a first attempt, then of the taking up of a slot that was left. */
const POINTS = [
  'recordSkipped before',
  'claim before',
  'claim after',
  'post before',
  'post after',
  'finish before',
  'finish after',
  'hold before',
  'hold after',
  'find before',
  'find after',
  'postpone before',
  'postpone after',
];

function onStage(play: (stage: CrashStage) => Promise<void>) {
  return async ({ onTestFinished }: TestContext) => {
    const stage = await createCrashStage(SPEED);
    // Also after a timeout, which leaves `play` waiting.
    onTestFinished(() => stage.close());
    await play(stage);
    const verdict = await stage.judge(BOT);
    expect(verdict).toMatchObject(ALL_IS_WELL);
    expect(verdict.posted).toBeGreaterThan(5);
  };
}

describe.concurrent('each slot is posted once, whatever ends the bot', { timeout: 180_000 }, () => {
  it(
    'at every point of the posting sequence',
    onStage(async ({ loopback, start }) => {
      for (const point of POINTS) {
        if (point.startsWith('postpone')) {
          await loopback.fault({ ...POST, action: { kind: 'respond', status: 500, when: 'after' } });
        }
        const { exited } = start(BOT, { CRASH_AT: point });
        expect(await Promise.race([exited, wait(45_000, `never at ${point}`, { ref: false })])).toBe(
          'SIGKILL',
        );
        await loopback.forgetNonces();
      }
    }),
  );

  it(
    'when Discord took the message, and nobody heard of it',
    onStage(async ({ loopback, start, clock }) => {
      await loopback.fault({ ...POST, action: { kind: 'delay', ms: 60_000 } });
      const bot = start(BOT);
      await loopback.nextMessage();
      await bot.kill();
      const next = start(BOT, { REQUEST_MS: '300' });
      for (const action of [
        { kind: 'drop', when: 'after' },
        { kind: 'respond', when: 'after', status: 500 },
        { kind: 'hang', when: 'after' },
      ] as const) {
        await loopback.fault({ ...POST, action });
        await loopback.nextMessage();
        await loopback.forgetNonces();
      }
      await wait(clock.realSpan(60_000));
      await next.kill();
    }),
  );

  it(
    'when two run on the same store, and Discord forgets nonces at once',
    onStage(async ({ loopback, start, clock }) => {
      const bots = [start(BOT), start(BOT)];
      const forgetting = setInterval(() => void loopback.forgetNonces(), 1000 / SPEED);
      await Promise.all(bots.map(({ ready }) => ready));
      await wait(clock.realSpan(7 * 60_000));
      clearInterval(forgetting);
      await Promise.all(bots.map((bot) => bot.kill()));
    }),
  );
});
