import { constants } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { configDotenv } from 'dotenv';
import { createClock } from './adapters/clock.ts';
import { startBot } from './app/bot.ts';
import { readConfig } from './app/config.ts';
import { describeFault } from './app/fault.ts';
import { createLog } from './app/log.ts';

/** A supervisor kills what has not stopped by then. */
const STOP_WITHIN_MS = 5000;
/** npm hands on the signal that a terminal has sent to the program already. */
const ECHO_MS = 500;
/** By then the threads that take stories in at the start have ended, too. */
const SETTLED_MS = 6000;
/** The program is quiet when its event loop works for so small a share of such a time. */
const LOOKED_AT_MS = 500;
const QUIET_SHARE = 0.02;
const STOP = Symbol('asked to stop');

async function main(): Promise<void> {
  configDotenv({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const clock = createClock({ epoch: config.CLOCK_EPOCH, speed: config.CLOCK_SPEED });
  log.info({}, 'starting');
  const signal = awaitSignal();
  if (config.SHARDS === 'auto') return (await import('./app/shards.ts')).runShards(config, log, signal);
  const bot = await Promise.race([startBot(config, clock, log), signal]);
  // Nothing was begun that has to be finished: what is stored is whole after every write.
  if (bot === STOP) return log.info({}, 'stopped while starting');
  void releaseMemoryOnceQuiet();
  // Whoever opens the playground is to find the stories that there are.
  await Promise.race([bot.firstStories, signal, bot.lost]);
  if (bot.playground) console.log(`The playground is at ${bot.playground} (Ctrl+C stops it).`);
  const ended = await Promise.race([signal, bot.lost]);
  if (ended instanceof Error) fail(ended);
  log.info({}, 'stopping');
  setTimeout(() => process.exit(), STOP_WITHIN_MS).unref();
  await bot.stop();
}

/** Resolves at the first signal to stop; the second one ends the process, whatever it is doing. */
function awaitSignal(): Promise<typeof STOP> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    for (const name of ['SIGTERM', 'SIGINT'] as const) {
      process.on(name, () => {
        const now = performance.now();
        askedAt ??= now;
        if (now - askedAt > ECHO_MS) process.exit(128 + constants.signals[name]);
        resolve(STOP);
      });
    }
  });
}

/**
 * Gives back, once, what loading the program left behind: a tenth of what it has, in some 30 ms. While there is work it is put
 * off, so that nobody waits for it.
 */
async function releaseMemoryOnceQuiet(): Promise<void> {
  await wait(SETTLED_MS, undefined, { ref: false });
  let busy = 1;
  while (busy > QUIET_SHARE) {
    const before = performance.eventLoopUtilization();
    await wait(LOOKED_AT_MS, undefined, { ref: false });
    busy = performance.eventLoopUtilization(before).utilization;
  }
  globalThis.gc?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

function fail(error: unknown): void {
  console.error(describeFault(error));
  process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  fail(error);
}
// Nothing is left to do; an idle connection must not keep the process.
process.exit();
