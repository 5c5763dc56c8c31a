import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { configDotenv } from 'dotenv';
import { z } from 'zod';
import { readConfig } from './app/config.ts';
import { describeFault } from './app/fault.ts';
import { readArguments, UsageError } from './cli/flags.ts';
import { describeProgram, describeTask } from './cli/help.ts';
import type { Output, Task } from './cli/task.ts';
import { ADD } from './cli/tasks/add.ts';
import { ASK, QUOTE, STORIES, SUMMARY } from './cli/tasks/answers.ts';
import { ARCHIVE } from './cli/tasks/archive.ts';
import { BACKUP } from './cli/tasks/backup.ts';
import { BATCH } from './cli/tasks/batch.ts';
import { CHECK } from './cli/tasks/check.ts';
import { CHECK_QUOTES } from './cli/tasks/check-quotes.ts';
import { FEED } from './cli/tasks/feed.ts';
import { FORGET } from './cli/tasks/forget.ts';
import { JOBS } from './cli/tasks/jobs.ts';
import { LOG } from './cli/tasks/log.ts';
import { USAGE } from './cli/tasks/usage.ts';

const TASKS: Readonly<Record<string, Task>> = {
  summary: SUMMARY,
  quote: QUOTE,
  ask: ASK,
  stories: STORIES,
  'check-quotes': CHECK_QUOTES,
  add: ADD,
  feed: FEED,
  check: CHECK,
  usage: USAGE,
  log: LOG,
  forget: FORGET,
  jobs: JOBS,
  archive: ARCHIVE,
  backup: BACKUP,
  batch: BATCH,
};

/** How the program ends where something is wrong, and where its command line does not fit. */
const FAULT = 1;
const MISUSE = 2;
/** A terminal wider than this is hard to read. */
const WIDEST = 100;

const OUT: Output = {
  async print(text) {
    if (!process.stdout.write(text)) await once(process.stdout, 'drain');
  },
  ...(process.stdout.isTTY ? { width: Math.min(process.stdout.columns || WIDEST, WIDEST) } : {}),
};

async function main(): Promise<void> {
  const [name = '', ...args] = process.argv.slice(2);
  if (['', 'help', '--help', '-h'].includes(name)) return OUT.print(describeProgram(TASKS));
  if (name === '--version') return OUT.print(`${readVersion()}\n`);
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (!task) throw new UsageError(`There is no command "${name}". See: pullquote --help`);
  if (args.includes('--help')) return OUT.print(describeTask(name, task));
  const input = readArguments(name, task, args);
  configDotenv({ quiet: true });
  // Whoever asks at a terminal wants the answer, and of the program's own doings only what is wrong.
  const config = readConfig({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || 'warn' });
  const ok = await task.run({ config, ...input, out: OUT });
  if (!ok) process.exitCode = FAULT;
}

function readVersion(): string {
  const file = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(file)).version;
}

// A reader that has seen enough, such as `head`, is no fault.
process.stdout.on('error', () => process.exit());
try {
  await main();
} catch (error) {
  console.error(describeFault(error));
  process.exitCode = error instanceof UsageError ? MISUSE : FAULT;
}
