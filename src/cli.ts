import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { configDotenv } from 'dotenv';
import { createClock } from './adapters/clock.ts';
import { lintPrompts } from './adapters/prompt-files.ts';
import { LEDGER_DAYS } from './adapters/scheduler.ts';
import { openStore } from './adapters/store/store.ts';
import { openStoryFolder } from './adapters/story-files.ts';
import { type Config, hasModel, readConfig } from './app/config.ts';
import { describeFault } from './app/fault.ts';
import { createLog } from './app/log.ts';
import { openServices, type Services } from './app/services.ts';
import { serveBatch } from './cli/batch.ts';
import { findIdleCorrections, reportCheck } from './cli/check.ts';
import { readFlags, UsageError } from './cli/flags.ts';
import { reportLedger } from './cli/ledger-report.ts';
import { createOperations } from './cli/operations.ts';
import { runAtTerminal } from './cli/terminal.ts';
import { reportUsage } from './cli/usage.ts';
import { readUsage } from './domain/model/usage.ts';
import type { Log } from './domain/ports.ts';

const USAGE = `pullquote: answers from stored news stories

  pullquote summary [STORY] [--length brief|standard|full] [--focus TEXT] [--language LANGUAGE]
  pullquote quote [ABOUT] [--speaker NAME] [--story STORY]
  pullquote ask QUESTION [--story STORY]
  pullquote stories [SEARCH]
  pullquote check                  lists each story's quotations; exit 1 where a file has a fault
  pullquote usage [--guild ID]     the model's tokens by day and guild
  pullquote log [--guild ID] [--json]  what became of each scheduled post in the last 90 days
  pullquote batch [--content DIR]  answers JSON requests, one a line
`;

const DAY_MS = 24 * 60 * 60_000;
/** The newest so many slots are printed. */
const MOST_ROWS = 100_000;

type Task = (config: Config, args: readonly string[]) => Promise<void>;

const TASKS: Readonly<Record<string, Task>> = {
  batch: runBatch,
  check: runCheck,
  summary: runCommand('summary'),
  quote: runCommand('quote'),
  ask: runCommand('ask'),
  stories: runCommand('stories'),
  usage: runUsage,
  log: runLog,
};

/** The services for a single run, and how to close all that was opened for them. */
interface Run {
  readonly services: Services;
  close(): Promise<void>;
}

async function openRun(config: Config, log: Log): Promise<Run> {
  // A model's cost is counted where the bot counts it; without one a run leaves nothing worth a file.
  const store = await openStore(hasModel(config) ? config.STORE_URL : 'sqlite::memory:');
  const clock = { now: Date.now };
  const services = openServices(config, { indexFile: ':memory:', store: store.values, clock, log });
  return {
    services,
    async close() {
      services.close();
      await store.close();
    },
  };
}

async function runBatch(config: Config, args: readonly string[]): Promise<void> {
  const { content } = readFlags(args, { content: { type: 'string' } });
  const log = createLog(config.LOG_LEVEL);
  const scope = content === undefined ? config : { ...config, CONTENT_DIR: content };
  let run: Promise<Run> | undefined;
  const open = async (): Promise<Services> => {
    run ??= openRun(scope, log);
    return (await run).services;
  };
  const lines = createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY });
  await serveBatch(lines, print, createOperations(open), log);
  await (await run)?.close();
}

async function runCheck(config: Config): Promise<void> {
  // The report names every fault; the log would say it twice.
  const library = openStoryFolder(config.CONTENT_DIR, createLog('silent'));
  const idle = findIdleCorrections(library.all());
  const faults = [...library.faults(), ...idle, ...lintPrompts(config.PROMPTS_DIR)];
  const { report, ok } = reportCheck(library.all(), faults);
  await print(report);
  if (!ok) process.exitCode = 1;
}

async function runUsage(config: Config, args: readonly string[]): Promise<void> {
  const { guild } = readFlags(args, { guild: { type: 'string' } });
  const store = await openStore(config.STORE_URL);
  await print(reportUsage(await readUsage(store.values, guild)));
  await store.close();
}

async function runLog(config: Config, args: readonly string[]): Promise<void> {
  const { guild, json = false } = readFlags(args, { guild: { type: 'string' }, json: { type: 'boolean' } });
  const store = await openStore(config.STORE_URL);
  const { now } = createClock({ epoch: config.CLOCK_EPOCH, speed: config.CLOCK_SPEED });
  const since = now() - LEDGER_DAYS * DAY_MS;
  const rows = await store.ledger.list({
    since,
    limit: MOST_ROWS,
    ...(guild === undefined ? {} : { guild }),
  });
  await print(reportLedger(rows, json));
  await store.close();
}

function runCommand(name: string): Task {
  return async (config, args) => {
    const run = await openRun(config, createLog(config.LOG_LEVEL));
    try {
      const command = run.services.commands.find(({ data }) => data.name === name);
      if (command) await print(await runAtTerminal(command, args));
    } finally {
      await run.close();
    }
  };
}

/** Waits for a slow reader instead of piling up answers. */
async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function main(): Promise<void> {
  configDotenv({ quiet: true });
  const [name = '', ...args] = process.argv.slice(2);
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (task) return task(readConfig(process.env), args);
  if (name === '' || name === 'help' || name === '--help') return print(USAGE);
  throw new UsageError(`There is no command "${name}".\n\n${USAGE}`);
}

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on('error', () => process.exit());
try {
  await main();
} catch (error) {
  console.error(describeFault(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
