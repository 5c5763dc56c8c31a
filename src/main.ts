import { once } from 'node:events';
import { configDotenv } from 'dotenv';
import { createClock } from './adapters/clock.ts';
import { startBot } from './app/bot.ts';
import { readConfig } from './app/config.ts';
import { describeFault } from './app/fault.ts';
import { createLog } from './app/log.ts';

/** A supervisor kills what has not stopped by then. */
const STOP_WITHIN_MS = 5000;

async function main(): Promise<void> {
  configDotenv({ quiet: true });
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const clock = createClock({ epoch: config.CLOCK_EPOCH, speed: config.CLOCK_SPEED });
  const signal = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT')]);
  const bot = await startBot(config, clock, log);
  if (bot.playground) console.log(`The playground is at ${bot.playground} (Ctrl+C stops it).`);
  const ended = await Promise.race([signal, bot.lost]);
  if (ended instanceof Error) fail(ended);
  log.info({}, 'stopping');
  setTimeout(() => process.exit(), STOP_WITHIN_MS).unref();
  await bot.stop();
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
